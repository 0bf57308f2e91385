// A worker's activity was moved: the first thing his badge opens, until he has read it; it goes on to what else waits for him. [ACT-1]

import { expect, test } from "vitest";
import { activityId, roleId } from "../../domain/ids.ts";
import type { WorkerCard } from "../../domain/protocol.ts";
import { hour, siteClock } from "../../domain/time.ts";
import { behind } from "../../kiosk/behind.ts";
import { firstPage } from "../../kiosk/first-page.ts";
import { afterReading, untoldOf } from "../../kiosk/moves/moves.ts";
import { notesOf } from "../../kiosk/moves/notes.ts";
import { moveWords } from "../../kiosk/moves/words.ts";
import { ownEntries } from "../../kiosk/offers.ts";
import { type Person, recordsFor, selfOf } from "../../kiosk/person.ts";
import { activity, siteFixture } from "../kit/site-fixture.ts";
import { createSpec, person, type Spec } from "../kit/spec.ts";
import { worker } from "../kit/world.ts";

const desk = person("manager", "co");
const move = (spec: Spec, id: string, place: string): void => {
  const found = spec.board.look.activity(id);
  if (found === undefined) throw new Error(id);
  const { name, nameEn, startsAt, endsAt, opensAt, closesAt, cancelUntil, capacity, roles } = found;
  const to = { name, nameEn, place, startsAt, endsAt, opensAt, closesAt, cancelUntil, capacity, roles };
  const version = found.changed?.times ?? 0;
  spec.given({ type: "ChangeActivity", activity: activityId(id), version, to }, desk);
};
/** w8 is in both, w9 in none. */
const site = (): Spec => {
  const later = activity("a2", 3, { startsAt: activityStart + 24 * hour, endsAt: activityStart + 26 * hour });
  const spec = createSpec({ site: siteFixture({ activities: [later, activity("a1", 3)] }) });
  for (const id of ["a1", "a2"])
    spec.given({ type: "SignUp", activity: activityId(id), role: roleId("r"), wait: false }, worker(8));
  return spec;
};
const activityStart = Number(activity("a1", 1).startsAt);
const cardOf = (spec: Spec, n: number): WorkerCard => ({
  ...{ name: "李*", tail: "008", lang: "zh-CN", largeText: false, proof: "p".repeat(20), level: "badge" },
  records: [
    ...[...spec.board.all("worker")].filter(({ id }) => id === `w${n}`),
    ...[...spec.board.all("entry")].filter((entry) => entry.worker === `w${n}`),
  ],
});
const known = (spec: Spec, n: number): Person => ({
  ...{ kind: "known", request: { badge: `SW-0000${n}` } },
  card: cardOf(spec, n),
});
const placeOf = (spec: Spec, who: Person) => ({
  records: recordsFor(spec.board, who),
  site: spec.board.look.site,
  clock: siteClock("Asia/Shanghai"),
});
const opens = (spec: Spec, who: Person) => firstPage(who, placeOf(spec, who), [], spec.now()).at;

test("[ACT-1] his tap opens what was moved, and nobody else's; 返回 leaves it for the next tap", () => {
  const spec = site();
  expect(opens(spec, known(spec, 8))).not.toBe("moved");
  move(spec, "a1", "东坡");
  expect([opens(spec, known(spec, 8)), opens(spec, known(spec, 9))]).toEqual(["moved", "home"]);
  expect(behind({ at: "moved", person: known(spec, 8) })).toMatchObject({ at: "home" });
  expect(opens(spec, known(spec, 8))).toBe("moved");
});

test("[ACT-1] the soonest first; what he has read is not shown again, neither here nor once the server knows", () => {
  const spec = site();
  move(spec, "a2", "东坡");
  move(spec, "a1", "西坡");
  const who = known(spec, 8);
  const untold = untoldOf(placeOf(spec, who), selfOf(who), spec.now());
  expect(untold.map((one) => `${one.activity.id} ${one.move.was.place}`)).toEqual(["a1 广场", "a2 广场"]);
  const [first, second] = untold;
  if (first === undefined || second === undefined) throw new Error("two were moved");
  const after = afterReading(who, [first]);
  expect(untoldOf(placeOf(spec, after), selfOf(after), spec.now()).map(({ entry }) => entry.activity)).toEqual(["a2"]);
  expect(opens(spec, afterReading(after, [second]))).toBe("home");
  const moves = untold.map(({ entry, last }) => ({ activity: entry.activity, entry: entry.id, nth: last }));
  expect(spec.given({ type: "ReadMoves", moves }, worker(8))).toHaveLength(2);
  expect(opens(spec, known(spec, 8))).toBe("home");
});

test("[ACT-1] what has ended since, or was called off, is nothing to tell", () => {
  const spec = site();
  move(spec, "a1", "东坡");
  const ended = { now: activityStart + 2 * hour };
  const who = known(spec, 8);
  expect(untoldOf(placeOf(spec, who), selfOf(who), ended.now)).toEqual([]);
  spec.given({ type: "CancelActivity", activity: activityId("a1"), reason: "雨" }, desk);
  expect(opens(spec, known(spec, 8))).toBe("home");
});

test("[ACT-2] who has asked to be let go may leave it himself once a move has freed him, and else waits for the answer", () => {
  const spec = site();
  const until = spec.board.look.activity("a1")?.cancelUntil ?? 0;
  spec.pass(until + 1 - spec.now());
  const leave = { type: "CancelEntry", activity: activityId("a1") } as const;
  spec.given(leave, worker(8, "pin"));
  const may = () => {
    const who = known(spec, 8);
    const [self, place] = [selfOf(who), placeOf(spec, who)];
    if (self === undefined) throw new Error("w8 is unknown");
    return ownEntries(place, self, spec.now(), "pin").find((own) => own.activity.id === "a1")?.cancellable;
  };
  expect(may()).toBe("no");
  move(spec, "a1", "东坡");
  expect(may()).toBeUndefined();
  expect(spec.given(leave, worker(8, "pin"))).toMatchObject([{ type: "EntryCancelled" }]);
});

test("[ACT-2] beside what hinders him he is told until when he may leave it; of a kept seat its own date", () => {
  const spec = site();
  const said = (n: number, now = spec.now(), hindered = false) => {
    const who = known(spec, n);
    const one = untoldOf(placeOf(spec, who), selfOf(who), now).find(({ activity }) => activity.id === "a1");
    if (one === undefined) throw new Error("nothing was moved");
    return notesOf(
      one,
      hindered ? { code: "activity_rest", params: { need: 11 } } : undefined,
      placeOf(spec, who),
      now,
      "zh-CN",
    );
  };
  const w = moveWords("zh-CN");
  for (const n of [9, 10])
    spec.given({ type: "SignUp", activity: activityId("a1"), role: roleId("r"), wait: false }, worker(n));
  spec.given({ type: "SignUp", activity: activityId("a1"), role: roleId("r"), wait: "ask" }, worker(11));
  move(spec, "a1", "东坡");
  expect(said(8)[0]).toMatch(/前都行/);
  const late = (spec.board.look.activity("a1")?.cancelUntil ?? 0) + 1;
  expect(said(8, late)).toEqual([w.late]);
  expect(said(8, late, true)).toEqual([expect.stringContaining("11"), w.late]);
  expect(said(8, activityStart)).toEqual([w.begun]);
  expect(said(11)).toEqual([w.waits]);
  spec.given({ type: "CancelEntry", activity: activityId("a1") }, worker(9, "pin"));
  const { is } = [...spec.board.all("entry")].find((entry) => entry.worker === "w11") ?? {};
  if (is?.state !== "offered") throw new Error("no seat is kept");
  expect(said(11)[0]).toMatch(/留的名额到/);
  expect(said(11, late)).not.toEqual([w.late]);
});
