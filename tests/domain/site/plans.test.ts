// The rules of plans: a picture for a unit, posts on it, what an import and a replay find of it. [POST-1, SCR-3]

import { expect, test } from "vitest";
import { postId, unitId } from "../../../domain/ids.ts";
import { present } from "../../../domain/present.ts";
import { imageOf, type PlanImage } from "../../../domain/site/plan.ts";
import { hour } from "../../../domain/time.ts";
import { siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person } from "../../kit/spec.ts";

const [mine, forest, co] = [unitId("mine"), unitId("forest"), unitId("co")];
const admin = person("admin", "co");
const p0 = postId("p0");
const picture = (hash: string): Omit<PlanImage, "since"> => ({
  hash: hash.repeat(64),
  form: "png",
  width: 800,
  height: 600,
  bytes: 1000,
  tone: "drawing",
});
const withPlan = () => {
  const spec = createSpec();
  spec.given({ type: "SetPlan", unit: mine, image: picture("a") }, admin);
  return spec;
};

test("[POST-1] a unit has one plan; the same picture again is the same act, another takes its place", () => {
  const spec = withPlan();
  expect(spec.board.get("plan", mine)).toMatchObject({
    scope: [co, mine],
    image: { hash: "a".repeat(64) },
    before: [],
  });
  expect(spec.when({ type: "SetPlan", unit: mine, image: picture("a") }, admin)).toEqual({ is: "already" });
  spec.pass(hour).given({ type: "SetPlan", unit: mine, image: { ...picture("a"), tone: "photo" } }, admin);
  spec.pass(hour).given({ type: "SetPlan", unit: mine, image: picture("b") }, admin);
  expect(spec.board.get("plan", mine)?.image?.hash).toBe("b".repeat(64));
  expect(spec.when({ type: "SetPlan", unit: unitId("nowhere"), image: picture("a") }, admin)).toMatchObject({
    code: "unit_unknown",
  });
});

test("[POST-1] a post is put on the plan, moved, taken off and put back; every act once", () => {
  const spec = withPlan();
  const put = (x: number, y: number) => spec.when({ type: "PlacePost", post: p0, spot: { plan: mine, x, y } }, admin);
  expect(put(0.25, 0.5)).toMatchObject({ types: ["PostPlaced"] });
  expect(put(0.25, 0.5)).toEqual({ is: "already" });
  expect(put(1, 0)).toMatchObject({ types: ["PostPlaced"] });
  expect(spec.board.get("post", p0)?.spot).toEqual({ plan: mine, x: 1, y: 0 });
  expect(spec.when({ type: "UnplacePost", post: p0 }, admin)).toMatchObject({ types: ["PostUnplaced"] });
  expect(spec.board.get("post", p0)?.spot).toBeUndefined();
  expect(spec.when({ type: "UnplacePost", post: p0 }, admin)).toEqual({ is: "already" });
});

test("[POST-1] a post stands on the plan of its own unit or of one above, never on another's, never on none", () => {
  const spec = withPlan();
  spec.given({ type: "SetPlan", unit: forest, image: picture("f") }, admin);
  const on = (plan: typeof mine, post = p0) =>
    spec.when({ type: "PlacePost", post, spot: { plan, x: 0.5, y: 0.5 } }, admin);
  expect(on(forest)).toMatchObject({ is: "refused", code: "plan_of_others" });
  expect(on(co)).toMatchObject({ is: "refused", code: "plan_unknown" });
  expect(on(mine, postId("p99"))).toMatchObject({ is: "refused", code: "post_unknown" });
  spec.given({ type: "SetPlan", unit: co, image: picture("c") }, admin);
  expect(on(co)).toMatchObject({ is: "done" });
});

test("[POST-1] taking a plan away keeps the posts' places for the next picture", () => {
  const spec = withPlan();
  spec.given({ type: "PlacePost", post: p0, spot: { plan: mine, x: 0.1, y: 0.2 } }, admin);
  spec.given({ type: "RemovePlan", unit: mine }, admin);
  expect(spec.board.get("plan", mine)?.image).toBeUndefined();
  expect(spec.board.get("post", p0)?.spot).toEqual({ plan: mine, x: 0.1, y: 0.2 });
  expect(spec.when({ type: "RemovePlan", unit: mine }, admin)).toMatchObject({ code: "plan_unknown" });
});

test("[SCR-3] a replaced or removed picture can be asked for as long as a replay reaches, and no longer", () => {
  const spec = withPlan();
  const a = "a".repeat(64);
  const plan = () => {
    const found = spec.board.get("plan", mine);
    if (found === undefined) throw new Error("no plan");
    return found;
  };
  spec.pass(hour).given({ type: "RemovePlan", unit: mine }, admin);
  expect(imageOf(plan(), a)?.hash).toBe(a);
  spec.pass(72 * hour).given({ type: "SetPlan", unit: mine, image: picture("b") }, admin);
  expect(imageOf(plan(), a)?.hash).toBe(a);
  spec.pass(1).given({ type: "SetPlan", unit: mine, image: picture("c") }, admin);
  expect(imageOf(plan(), a)).toBeUndefined();
  expect(imageOf(plan(), "b".repeat(64))).toBeDefined();
});

test("[POST-1, ORG-4] an import keeps plans and places, unless the unit is gone or the post is another's now", () => {
  const site = siteFixture();
  const spec = withPlan();
  spec.given({ type: "PlacePost", post: p0, spot: { plan: mine, x: 0.1, y: 0.2 } }, admin);
  spec.given({ type: "ImportSite", import: site }, { kind: "system", part: "import" });
  expect(spec.board.get("plan", mine)?.image?.hash).toBe("a".repeat(64));
  expect(spec.board.get("post", p0)?.spot).toEqual({ plan: mine, x: 0.1, y: 0.2 });

  const told = site.posts.map((post) => (post.id === p0 ? { ...post, spot: { plan: mine, x: 0.9, y: 0.9 } } : post));
  spec.given({ type: "ImportSite", import: { ...site, posts: told } }, { kind: "system", part: "import" });
  expect(spec.board.get("post", p0)?.spot).toEqual({ plan: mine, x: 0.9, y: 0.9 });

  const moved = site.posts.map((post) => ({ ...post, unit: forest }));
  const units = site.site.units.filter((unit) => unit.id !== mine);
  const workers = site.workers.map((one) => ({ ...one, unit: forest }));
  const without = { ...site, site: { ...site.site, units }, posts: moved, workers };
  spec.given({ type: "ImportSite", import: without }, { kind: "system", part: "import" });
  expect(spec.board.get("plan", mine)).toBeUndefined();
  expect(spec.board.get("post", p0)?.spot).toBeUndefined();
});

test("[POST-1] a plan is seen by walls and desks of its unit and above, by auditors, by no other unit and no kiosk", () => {
  const plan = withPlan().board.get("plan", mine);
  if (plan === undefined) throw new Error("no plan");
  for (const unit of [co, mine]) {
    expect(present(plan, { kind: "wall", unit })).toBe(plan);
    expect(present(plan, { kind: "desk", role: "foreman", unit })).toBe(plan);
    expect(present(plan, { kind: "kiosk", unit })).toBeUndefined();
  }
  expect(present(plan, { kind: "wall", unit: forest })).toBeUndefined();
  expect(present(plan, { kind: "desk", role: "admin", unit: forest })).toBeUndefined();
  expect(present(plan, { kind: "auditor" })).toBe(plan);
});
