// A site comes whole or not at all; what is lived stays, what is no longer named leaves, a rehearsal leaves no trace. [ORG-1, ORG-4]

import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { activityId, postId, roleId, unitId } from "../../../domain/ids.ts";
import { scopeOf, siteDraft, type UnitDraft } from "../../../domain/site/site.ts";
import { siteImport } from "../../../domain/site/site-import.ts";
import { hour } from "../../../domain/time.ts";
import { siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const admin = person("admin", "co");
const imported = (site = siteFixture()) => ({ type: "ImportSite", import: site }) as const;

describe("[ORG-1] units", () => {
  test("a scope names the unit and all above it, the company first", () => {
    const spec = createSpec();
    expect(spec.board.look.scopeOf(unitId("mine"))).toEqual(["co", "mine"]);
    expect(spec.board.look.post("p0")?.scope).toEqual(["co", "mine"]);
    expect(spec.board.look.worker("w2")?.scope).toEqual(["co", "forest"]);
  });

  test("a circle ends at its first repeat, an unknown parent stands at the root", () => {
    const unit = (id: string, parent: string): UnitDraft => ({
      id: unitId(id),
      name: id,
      nameEn: id,
      parent: unitId(parent),
    });
    const units = new Map([unit("a", "b"), unit("b", "a"), unit("c", "gone")].map((one) => [one.id, one]));
    expect(scopeOf(units, unitId("a"))).toEqual(["b", "a"]);
    expect(scopeOf(units, unitId("c"))).toEqual(["gone", "c"]);
  });
});

describe("[ORG-4] an import", () => {
  test("names every record of it by the one number of its event", () => {
    const spec = createSpec();
    for (const kind of ["site", "unit", "map", "worker", "post", "activity"] as const)
      for (const record of spec.board.all(kind)) expect(record.seq).toBe(1);
    expect([...spec.board.all("post")]).toHaveLength(4);
  });

  test("again: who holds a post goes on holding it, rests go on, entries and counts stay", () => {
    const spec = createSpec();
    spec.given({ type: "SignOn", post: postId("p1"), briefing: [] }, worker(1));
    spec.given({ type: "SignUp", activity: activityId("a1"), role: roleId("r"), wait: false }, worker(3));
    spec.given({ type: "SignOn", post: postId("p2"), briefing: [] }, worker(2));
    spec.pass(hour).given({ type: "SignOff", post: postId("p2") }, worker(2));
    const before = { post: spec.board.look.post("p1")?.watch, off: spec.board.look.worker("w2")?.lastOff };
    spec.given(imported(), admin);
    expect(spec.board.look.post("p1")?.watch).toEqual(before.post);
    expect(spec.board.look.worker("w2")?.lastOff).toEqual(before.off);
    expect(spec.board.look.activity("a1")?.counts.taken).toBe(1);
    expect(spec.board.look.entriesOf("w3")).toHaveLength(1);
  });

  test("what it no longer names leaves; what was lived stays", () => {
    const spec = createSpec();
    spec.given({ type: "SignUp", activity: activityId("a1"), role: roleId("r"), wait: false }, worker(3));
    spec.given(imported(siteFixture({ posts: 2, workers: 4, activities: [] })), admin);
    expect(spec.board.look.post("p2")).toBeUndefined();
    expect(spec.board.look.worker("w5")).toBeUndefined();
    expect(spec.board.look.rosteredPosts("w6")).toEqual([]);
    expect(spec.board.look.activity("a1")).toBeDefined();
    expect([...spec.board.all("entry")]).toHaveLength(1);
  });

  test("a rehearsal never lies over a real site", () => {
    const spec = createSpec();
    expect(spec.when(imported(siteFixture({ rehearsal: true })), admin)).toMatchObject({ code: "site_is_real" });
    expect(spec.board.look.site.rehearsal).toBe(false);
  });

  test("a rehearsal's ledger never becomes a real site's", () => {
    const spec = createSpec({ site: siteFixture({ rehearsal: true }) });
    expect(spec.when(imported(), admin)).toMatchObject({ code: "site_is_rehearsal" });
  });

  test("before the first one nothing else is decided", () => {
    const spec = createSpec();
    spec.board.apply([{ kind: "drop", of: "site", id: "site" }]);
    expect(spec.when({ type: "SignOff", post: postId("p1") }, worker(1))).toMatchObject({ code: "no_site" });
  });

  test.each([
    ["zone", { zone: "Asia/Nowhere" }],
    ["units", { units: [] }],
    ["shifts", { shifts: [{ id: "s", name: "n", nameEn: "n", start: 1440, end: 0 }] }],
    ["name", { name: "  " }],
    ["settings", { settings: { cell: 7 } }],
  ])("is refused at the door for a wrong %s", (where, wrong) => {
    const parsed = v.safeParse(siteDraft, { ...siteFixture().site, ...wrong });
    expect(parsed.success).toBe(false);
    expect(parsed.issues?.[0]?.path?.[0]?.key).toBe(where);
    expect(v.safeParse(siteImport, { ...siteFixture(), site: { ...siteFixture().site, ...wrong } }).success).toBe(
      false,
    );
  });
});
