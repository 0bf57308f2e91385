// How a shift was manned, whatever is done at whatever hour: no act takes a share out of 0–100 %. [POST-6]

import fc from "fast-check";
import { expect, test } from "vitest";
import { coverageOf, shiftCoverage } from "../../../domain/days/shift-coverage.ts";
import { postId, workerId } from "../../../domain/ids.ts";
import { manning, postOrder } from "../../../domain/posts/manning.ts";
import { dayLength, hour, minute, type ShiftRun, shiftAt } from "../../../domain/time.ts";
import { siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec } from "../../kit/spec.ts";
import { tries } from "../../kit/tries.ts";
import { untilSeen } from "../../kit/until-seen.ts";
import { worker } from "../../kit/world.ts";

const signedBy = (n: number) => ({ worker: workerId(`w${n}`), roles: ["foreman"], reason: "事" }) as const;
const runAt = (spec: Spec, at: number): ShiftRun => {
  const run = shiftAt(spec.clock, spec.board.look.site.shifts, at);
  if (run === undefined) throw new Error("no shift runs");
  return run;
};

const zones = ["Asia/Shanghai", "Europe/Berlin"] as const;
/** A minute before a midnight, a month's end, the two changes of the zone, and a plain morning. */
const starts = ["2026-11-22T15:59:00Z", "2026-10-31T22:59:00Z", "2026-10-24T21:30:00Z", "2026-03-28T22:30:00Z"];

test("[POST-6] whatever is done, whatever the clock does: shares within 0–100 %, gaps inside the run, one holder", () => {
  const act = fc.record({
    what: fc.constantFrom(
      ...(["SignOn", "SignOn", "CheckIn", "CheckIn", "SignOff", "SuspendPost", "ResumePost"] as const),
      ...(["HandOver", "HandOver", "RelievePost"] as const),
    ),
    to: fc.integer({ min: 0, max: 9 }),
    post: fc.constantFrom("p0", "p1", "p2", "p3"),
    who: fc.integer({ min: 0, max: 9 }),
    pass: fc.constantFrom(
      0,
      minute,
      9 * minute,
      31 * minute,
      50 * minute,
      3 * hour,
      7 * hour,
      dayLength,
      -hour,
      -9 * hour,
    ),
    back: fc.constantFrom(0, 0, 0, 30 * minute, 9 * hour),
  });
  const changed = new Map<string, number>();
  const runs = () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...starts),
        fc.array(act, { maxLength: 40 }),
        (zone, from, acts) => {
          const site = siteFixture();
          const spec = createSpec({ site: { ...site, site: { ...site.site, zone } }, at: Date.parse(from) });
          for (const { what, post, who, to, pass, back } of acts) {
            spec.pass(pass);
            const told = {
              at: spec.now() - back,
              countersign: signedBy(post === "p3" ? (who === 2 ? 5 : 2) : who === 1 ? 4 : 1),
            };
            const command = { post: postId(post) };
            if (what === "SignOn") spec.when({ type: what, ...command, briefing: ["b1"] }, worker(who), told);
            // By a worker who is not due it is a substitution: the foreman's countersign is always there.
            else if (what === "RelievePost")
              spec.when({ type: what, ...command, briefing: ["b1"], read: [] }, worker(who), told);
            else if (what === "HandOver") {
              const { watch } = spec.board.look.post(post) ?? { watch: undefined };
              const from = watch?.state === "held" ? Number(watch.holder.slice(1)) : who;
              spec.when({ type: "BeginHandover", ...command, notes: [] }, worker(from), {
                ...told,
                incoming: workerId(`w${to}`),
              });
              spec.when({ type: "TakeOver", ...command, briefing: ["b1"], read: [] }, worker(to), told);
            } else if (what === "SuspendPost")
              spec.when({ type: what, ...command, reason: "修" }, person("admin", "co"), told);
            else
              spec.when({ type: what, ...command }, what === "ResumePost" ? person("admin", "co") : worker(who), told);
            const held = [...spec.board.all("post")].flatMap(({ watch }) =>
              watch.state === "held" ? [watch.holder] : [],
            );
            expect(new Set(held).size).toBe(held.length);
            for (const ago of [0, 8 * hour]) {
              const run = runAt(spec, spec.now() - ago);
              const covered = shiftCoverage(spec.board.all("post"), run, spec.board.look.site, spec.now());
              const sums = [covered.key, ...covered.keyByClass.map((one) => one.coverage), coverageOf(covered.posts)];
              for (const { askedMs, mannedMs, posts, whole } of sums) {
                expect(mannedMs).toBeGreaterThanOrEqual(0);
                expect(mannedMs).toBeLessThanOrEqual(askedMs);
                expect(askedMs).toBeLessThanOrEqual(posts * (run.endsAt - run.startsAt));
                expect(whole).toBeLessThanOrEqual(posts);
              }
              const { key } = manning(postOrder(spec.board.all("post")), spec.board, spec.board.look, spec.now());
              expect(key.held).toBeLessThanOrEqual(key.scheduled);
              for (const { post, gaps, asked } of covered.posts) {
                for (const gap of gaps) {
                  expect(gap.from).toBeGreaterThanOrEqual(run.startsAt);
                  expect(gap.to).toBeLessThanOrEqual(Math.min(run.endsAt, spec.now()));
                  expect(gap.to).toBeGreaterThan(gap.from);
                }
                expect(gaps.length === 0 || asked.length > 0).toBe(true);
                for (const was of ["held", "suspended", "absent"])
                  post.log.spells
                    .filter((one) => one.was === was)
                    .forEach((one, n, same) => {
                      expect(one.to).toBeGreaterThan(one.from);
                      expect(one.from).toBeGreaterThan(same[n - 1]?.to ?? Number.NEGATIVE_INFINITY);
                    });
                for (const { owed, inTime } of post.log.signs) expect(inTime).toBeLessThanOrEqual(owed);
              }
            }
          }
          for (const { data } of spec.events)
            if (data.type === "SignedOn")
              for (const how of ["handover", "unsigned", "stands"])
                if (how in data) changed.set(how, (changed.get(how) ?? 0) + 1);
        },
      ),
      { numRuns: tries(100) },
    );
  untilSeen(["handover", "unsigned", "stands"], changed, runs);
});
