// Posts under whatever is done, in whatever order, however late, by whatever clock: never two holders, never an undefined state. [POST-3, POST-5]

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Event } from "../../../domain/board.ts";
import { postId, workerId } from "../../../domain/ids.ts";
import { manning, postOrder } from "../../../domain/posts/manning.ts";
import { handoverAt } from "../../../domain/posts/post.ts";
import { postStatus } from "../../../domain/posts/post-status.ts";
import { hour, minute } from "../../../domain/time.ts";
import { createSpec, person, type Spec } from "../../kit/spec.ts";
import { tries } from "../../kit/tries.ts";
import { untilSeen } from "../../kit/until-seen.ts";
import { worker } from "../../kit/world.ts";

const states = new Set([
  "unscheduled",
  "awaited",
  "vacant",
  "manned",
  "due",
  "overdue",
  "absent",
  "handover",
  "substituted",
  "suspended",
]);
const act = fc.record({
  what: fc.constantFrom(
    ...(["SignOn", "SignOn", "SignOn", "SignOn", "CheckIn", "SignOff", "CancelHandover", "LeaveNote"] as const),
    ...(["BeginHandover", "BeginHandover", "TakeOver", "TakeOver", "Relay", "Relay", "Relay"] as const),
    ...(["RelievePost", "RelievePost"] as const),
    ...(["SuspendPost", "ResumePost", "ResumePost", "EvacuateUnit", "ResumeUnit", "ResumeUnit"] as const),
  ),
  post: fc.constantFrom("p0", "p1", "p1", "p1", "p1", "p3"),
  who: fc.integer({ min: 0, max: 9 }),
  to: fc.integer({ min: 0, max: 9 }),
  pass: fc.constantFrom(0, 0, 0, minute, minute, 9 * minute, 50 * minute, 5 * hour, -hour),
  back: fc.constantFrom(0, 0, 0, 0, 0, 30 * minute, 9 * hour),
  signed: fc.boolean(),
  /** By whom it is due, or a hand-over would nearly never come to its end. */
  own: fc.constantFrom(true, true, true, true, false),
});
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

const admin = person("admin", "co");
const doIt = (spec: Spec, { what, post: id, who, to, pass, back, signed, own }: Act): void => {
  spec.pass(pass);
  const post = postId(id);
  const { watch } = spec.board.look.post(id) ?? { watch: undefined };
  const held = watch?.state === "held" ? watch : undefined;
  const due = what === "TakeOver" ? held?.handover?.to : what === "SignOn" ? undefined : held?.holder;
  const actor = !own || due === undefined ? worker(who) : worker(Number(due.slice(1)));
  const told = {
    at: spec.now() - back,
    incoming: workerId(`w${to}`),
    countersign: signed
      ? ({ worker: workerId(post === "p3" ? "w11" : "w10"), roles: ["foreman"], reason: "事" } as const)
      : undefined,
  };
  switch (what) {
    case "SignOn":
      spec.when({ type: what, post, briefing: ["b1"] }, actor, told);
      return;
    case "BeginHandover":
      spec.when({ type: what, post, notes: ["weather"] }, actor, told);
      return;
    // Both sign at once, as two who stand at one kiosk.
    case "Relay":
      spec.when({ type: "BeginHandover", post, notes: [] }, actor, told);
      spec.when({ type: "TakeOver", post, briefing: ["b1"], read: [] }, worker(to), told);
      return;
    case "TakeOver":
      spec.when({ type: what, post, briefing: ["b1"], read: ["weather"] }, actor, told);
      return;
    case "RelievePost":
      spec.when({ type: what, post, briefing: ["b1"], read: [] }, worker(who), told);
      return;
    case "CheckIn":
    case "SignOff":
    case "CancelHandover":
      spec.when({ type: what, post }, actor, told);
      return;
    case "LeaveNote":
      spec.when({ type: what, post, text: "话" }, admin);
      return;
    case "SuspendPost":
      spec.when({ type: what, post, reason: "修" }, admin, told);
      return;
    case "ResumePost":
      spec.when({ type: what, post }, admin, told);
      return;
    case "EvacuateUnit":
    case "ResumeUnit": {
      const unit = spec.board.look.post(id)?.unit;
      if (unit !== undefined)
        spec.when(what === "EvacuateUnit" ? { type: what, unit, reason: "险" } : { type: what, unit }, admin);
    }
  }
};

/** Who holds each post, as a word that changes exactly when the holder does. */
const holdersIn = (spec: Spec): ReadonlyMap<string, string> =>
  new Map(
    [...spec.board.all("post")].flatMap(({ id, watch }) =>
      watch.state === "held" ? [[id, watch.holder] as const] : [],
    ),
  );
/** The only ways in which a holder goes: out, two signatures, a foreman's for his, suspension, evacuation. [POST-5] */
const goesBy = (event: Event): boolean => {
  if (event.type !== "SignedOn")
    return event.type === "SignedOff" || event.type === "PostSuspended" || event.type === "UnitEvacuated";
  const { handover, unsigned, countersigned } = event;
  return handover !== undefined || (unsigned !== undefined && (countersigned?.reason ?? "") !== "");
};

test("[POST-3, POST-5] one holder a post, one post a worker, no holder goes unsigned, every state defined, no share outside 0–100 %", () => {
  const ways = ["handover", "unsigned"] as const;
  const seen = new Map<string, number>();
  const runs = () =>
    fc.assert(
      fc.property(fc.array(act, { minLength: 30, maxLength: 60 }), (acts) => {
        const spec = createSpec();
        spec.given({ type: "SignOn", post: postId("p1"), briefing: [] }, worker(1));
        const { site, clock } = spec.board.look;
        for (const one of acts) {
          const before = holdersIn(spec);
          const told = spec.events.length;
          doIt(spec, one);
          const after = holdersIn(spec);
          const done = spec.events.slice(told).map(({ data }) => data);
          for (const [post, holder] of before)
            if (after.get(post) !== holder) expect(done.filter(goesBy).length).toBeGreaterThan(0);
          for (const event of done)
            if (event.type === "SignedOn" && before.has(event.post) && event.handover === undefined)
              expect(event).toMatchObject({ unsigned: { read: [] }, countersigned: { by: expect.any(String) } });
          const posts = [...spec.board.all("post")];
          const holders = posts.flatMap(({ watch }) => (watch.state === "held" ? [watch.holder] : []));
          expect(new Set(holders).size).toBe(holders.length);
          for (const holder of holders) expect(spec.board.where("post", "holder", holder)).toHaveLength(1);
          for (const post of posts)
            for (const at of [spec.now(), spec.now() + 20 * minute]) {
              const status = postStatus(post, site, clock, at);
              expect(states.has(status.state)).toBe(true);
              expect(status.since).toBeLessThanOrEqual(at);
              const handover = handoverAt(post.watch, at);
              if (handover !== undefined && post.watch.state === "held")
                expect(handover.to).not.toBe(post.watch.holder);
            }
          const { groups, key, counts } = manning(postOrder(posts), spec.board, { site, clock }, spec.now());
          expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(posts.length);
          expect(key.held).toBeLessThanOrEqual(key.scheduled);
          for (const { held, asked, scheduled } of groups) {
            expect(held).toBeLessThanOrEqual(asked);
            expect(asked).toBeLessThanOrEqual(scheduled);
          }
        }
        for (const { data } of spec.events)
          if (data.type === "SignedOn")
            for (const way of ways) if (data[way] !== undefined) seen.set(way, (seen.get(way) ?? 0) + 1);
      }),
      { numRuns: tries(60) },
    );
  untilSeen(ways, seen, runs);
});
