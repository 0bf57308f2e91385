// Photos of a hazard: from whose hand at which step, how many, who sees that there are any, and when they go. [CASE-1]

import { describe, expect, it, test } from "vitest";
import type { CasePhoto, PhotoKind } from "../../../domain/cases/case-photo.ts";
import { photoKindsAt } from "../../../domain/cases/case-photos.ts";
import type { Actor } from "../../../domain/decider.ts";
import { type CaseId, unitId, workerId } from "../../../domain/ids.ts";
import { present } from "../../../domain/present.ts";
import { hour, minute } from "../../../domain/time.ts";
import { acceptance, assigned, desk, does, done, manager, of, report, safety } from "../../kit/hazards.ts";
import { createSpec, type Spec, watcher } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const kiosk: Actor = { kind: "device", profile: "kiosk" };
const picture = (of: PhotoKind, n = 0) => ({
  ...{ of, hash: n.toString(16).padStart(64, "a") },
  ...{ width: 1600, height: 1200, bytes: 200_000 },
});
const attach = (id: CaseId, of: PhotoKind, n = 0) =>
  ({ type: "AttachPhoto", case: id, photo: picture(of, n) }) as const;
const hashes = (spec: Spec, id: CaseId) => of(spec, id).photos.map(({ hash }) => hash);

describe("what was told", () => {
  it("[CASE-1] given a hazard told, when whoever told it adds a photo by his badge, then it is on it with his name and hour", () => {
    const spec = createSpec();
    const id = report(spec);
    spec.pass(minute);
    expect(spec.when(attach(id, "report"), worker(2))).toMatchObject({ types: ["PhotoAttached"] });
    expect(of(spec, id).photos).toEqual([
      { ...picture("report"), at: spec.now(), by: { worker: workerId("w2") } } satisfies CasePhoto,
    ]);
  });

  it("[CASE-1] takes it from nobody else at a kiosk; a desk adds what was sent to it", () => {
    const spec = createSpec();
    const id = report(spec);
    expect(does(spec, attach(id, "report"), worker(3, "pin"))).toBe("case_photo_whose");
    expect(does(spec, attach(id, "report"), kiosk)).toBe("case_photo_whose");
    expect(does(spec, attach(id, "report"), desk("duty-officer"))).toBe("done");
    expect(of(spec, id).photos).toMatchObject([{ by: "duty-officer" }]);
  });

  it("[CASE-1] told without a badge, then the kiosk adds it in nobody's name within the hour, not later", () => {
    const spec = createSpec();
    const id = report(spec, kiosk);
    spec.pass(hour);
    expect(does(spec, attach(id, "report"), kiosk)).toBe("done");
    expect(of(spec, id).photos[0]?.by).toBeUndefined();
    expect(does(spec, attach(id, "report", 1), worker(2))).toBe("case_photo_whose");
    spec.pass(1);
    expect(does(spec, attach(id, "report", 1), kiosk)).toBe("case_photo_whose");
  });

  it("[CASE-1] once it is handed out its telling is over; a fourth photo is one too many; the same one twice is one", () => {
    const spec = createSpec();
    const id = report(spec);
    for (const n of [0, 1]) spec.given(attach(id, "report", n), worker(2));
    expect(does(spec, attach(id, "report", 1), worker(2))).toBe("already");
    spec.given(attach(id, "report", 2), worker(2));
    expect(spec.when(attach(id, "report", 3), worker(2))).toMatchObject({
      code: "case_photo_many",
      params: { most: 3 },
    });
    expect(does(spec, attach(id, "report", 1), worker(2))).toBe("already");
    expect(hashes(spec, id)).toHaveLength(3);
    const other = assigned(spec);
    expect(does(spec, attach(other, "report"), worker(2))).toBe("case_photo_step");
  });
});

describe("what was mended, and what was found at the acceptance", () => {
  it("[CASE-1] whoever mends it adds his evidence behind his PIN, before and after he says it is done", () => {
    const spec = createSpec();
    const id = assigned(spec);
    expect(does(spec, attach(id, "done"), worker(4))).toBe("pin_needed");
    expect(does(spec, attach(id, "done"), worker(5, "pin"))).toBe("case_photo_whose");
    expect(does(spec, attach(id, "done"), kiosk)).toBe("case_photo_whose");
    expect(does(spec, attach(id, "done"), worker(4, "pin"))).toBe("done");
    spec.given({ type: "SayCaseDone", case: id, evidence: "已换" }, worker(4, "pin"));
    expect(does(spec, attach(id, "done", 1), worker(3, "pin"))).toBe("done");
    expect(of(spec, id).photos).toMatchObject([{ of: "done" }, { of: "done" }]);
  });

  it("[CASE-1] the acceptor adds what he found, and nothing of the work; nobody else adds to the acceptance", () => {
    const spec = createSpec();
    const id = done(spec);
    expect(does(spec, attach(id, "check"), worker(6))).toBe("pin_needed");
    expect(does(spec, attach(id, "check"), worker(4, "pin"))).toBe("case_photo_whose");
    expect(does(spec, attach(id, "check"), manager)).toBe("case_photo_whose");
    expect(does(spec, attach(id, "done"), desk("manager", "w6"))).toBe("case_acceptor");
    expect(does(spec, attach(id, "check"), desk("manager", "w6"))).toBe("done");
    expect(does(spec, attach(id, "check", 1), worker(6, "pin"))).toBe("done");
    spec.given(acceptance(id), worker(6, "pin"));
    expect(does(spec, attach(id, "check", 2), worker(6, "pin"))).toBe("case_photo_step");
    expect(hashes(spec, id)).toHaveLength(2);
  });

  test.each([
    ["reported", (spec: Spec) => report(spec), ["report"]],
    ["assigned", (spec: Spec) => assigned(spec), ["done"]],
    ["done", (spec: Spec) => done(spec), ["done", "check"]],
  ] as const)("[CASE-1] where it is %s, a page offers the photos that are taken there", (_, at, kinds) => {
    const spec = createSpec();
    expect(photoKindsAt(of(spec, at(spec)))).toEqual(kinds);
  });
});

describe("who knows of them, and when they go", () => {
  it("[SCR-2] a wall and a kiosk hear of no photo; he who told it hears of them, not who took the others", () => {
    const spec = createSpec();
    const id = report(spec);
    spec.given(attach(id, "report"), worker(2));
    spec.given(attach(id, "report", 1), safety);
    const one = of(spec, id);
    for (const kind of ["wall", "kiosk"] as const)
      expect(JSON.stringify(present(one, { kind, unit: unitId("mine") }))).not.toContain(picture("report").hash);
    expect(present(one, { kind: "person", worker: workerId("w9") })).toBeUndefined();
    expect(JSON.stringify(present(one, { kind: "person", worker: workerId("w2") }))).not.toContain('"safety-officer"');
    expect(present(one, { kind: "desk", role: "manager", unit: unitId("mine") })).toMatchObject({ photos: one.photos });
  });

  it("[CASE-1] taken out with a reason it is gone, and the case tells that and why", () => {
    const spec = createSpec();
    const id = report(spec);
    spec.given(attach(id, "report"), worker(2));
    const out = { type: "TakeOutPhoto", case: id, hash: picture("report").hash, reason: "拍到了人脸" } as const;
    expect(does(spec, out, safety)).toBe("done");
    expect(of(spec, id)).toMatchObject({ photos: [] });
    expect(of(spec, id).log.at(-1)).toMatchObject({ did: "photo-out", words: "拍到了人脸", by: "safety-officer" });
    expect(does(spec, out, safety)).toBe("case_photo_unknown");
  });

  it("[CASE-1] a void case shows nothing; one that leaves the board takes its photos with it", () => {
    const spec = createSpec();
    const [id, other] = [report(spec), report(spec)];
    for (const one of [id, other]) spec.given(attach(one, "report"), worker(2));
    spec.given({ type: "VoidCase", case: id, reason: "录错" }, manager);
    expect(hashes(spec, id)).toEqual([]);
    spec.given({ type: "Retire", records: [{ of: "case", id: other }] }, watcher);
    expect([...spec.board.all("case")].flatMap(({ photos }) => photos)).toEqual([]);
  });

  it("[ORG-2] when somebody is forgotten, then the photos that he took are gone, and no others", () => {
    const spec = createSpec();
    const id = report(spec, worker(9));
    spec.given(attach(id, "report"), worker(9));
    spec.given(attach(id, "report", 1), safety);
    spec.given({ type: "ForgetWorker", worker: workerId("w9") }, desk("admin"));
    expect(hashes(spec, id)).toEqual([picture("report", 1).hash]);
  });
});
