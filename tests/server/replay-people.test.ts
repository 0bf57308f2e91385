// People in what replay keeps and shows: no checkpoint bears a name or a word of theirs, and a replay tells them as they are today. [ORG-2, SCR-3]

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { EntryRec } from "../../domain/activities/activity.ts";
import type { CreditRec } from "../../domain/activities/credits.ts";
import type { Audience } from "../../domain/audience.ts";
import type { Command } from "../../domain/board.ts";
import type { EntrantRec } from "../../domain/contests/contest.ts";
import type { Actor } from "../../domain/decider.ts";
import { activityId, day, entryId, postId, roleId, seq, shiftId, unitId, workerId } from "../../domain/ids.ts";
import { type LearnerRec, newLearner } from "../../domain/learning/learner.ts";
import type { Rec } from "../../domain/records.ts";
import { presentThen } from "../../domain/replay.ts";
import type { StudyRec } from "../../domain/study/study.ts";
import { dayLength, hour, minute } from "../../domain/time.ts";
import { openCheckpoints } from "../../server/replay/checkpoints.ts";
import { oneRound } from "../kit/contested.ts";
import { type Opened, openReplaying, shownBy } from "../kit/replaying.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { person } from "../kit/spec.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { createWorld, worker } from "../kit/world.ts";

const wall: Audience = { kind: "wall", unit: unitId("co") };
const desk: Audience = { kind: "desk", role: "admin", unit: unitId("co") };
const scope = [unitId("co")];
const on = { seq: seq(5), scope, activity: activityId("k1") };
const his = { ...on, worker: workerId("w8") };

const entrant: EntrantRec = {
  ...{ kind: "entrant", id: entryId("e1"), ...his, name: "㐀名", byName: true, final: true },
  marks: [{ round: 0, judge: "account a", points: [777_001], at: 0, by: "评委", reason: "㐁漏看" }],
  scores: [{ points: 777_002, goesOn: true }],
  place: { rank: 1, total: 7_000 },
  out: { how: "withdrawn", at: 0, by: "评委", reason: "㐂受伤" },
  objections: [{ at: 0, words: "㐃加错", by: "a", answer: { at: 1, words: "㐄复核", by: "a", upheld: false } }],
};
const entry: EntryRec = {
  ...{ kind: "entry", id: entryId("e1"), ...his, role: roleId("r") },
  is: { state: "excused", at: 0, by: "工会", reason: "㐅住院", answer: { why: "sick", at: 0 } },
};
const credit: CreditRec = {
  ...{ kind: "credit", id: entryId("e1"), ...his, unit: unitId("co"), sort: "volunteer", name: "a", nameEn: "a" },
  ...{ startsAt: 0, endsAt: 1, per: 60 },
  lines: [{ at: 0, minutes: 60, credits: 1, corrected: { by: "工会", reason: "㐆更正" } }],
};
const learner: LearnerRec = {
  ...newLearner(workerId("w8"), seq(5), scope),
  years: [{ year: 2026, byTrack: { 㐇道: 777_003 } }],
};
const study: StudyRec = {
  ...{ kind: "study", id: activityId("k2"), seq: seq(5), unit: unitId("co"), scope, name: "a", nameEn: "a" },
  ...{ startsAt: 0, endsAt: 1, none: { at: 0, by: "a", reason: "㐈没有" } },
  items: [
    {
      ...{ id: "f1", what: "㐉请他补课", who: { worker: workerId("w8") }, due: day("2026-11-24") },
      is: { state: "done", at: 1, by: "a", words: "㐊已补" },
    },
  ],
};

test("[ORG-2] no checkpoint holds a mark, a reason, an excuse, an objection, what somebody learned or is to do, or left at a hand-over", async () => {
  const world = await createWorld();
  const post = world.projection.board.get("post", postId("p0"));
  if (post === undefined) throw new Error("no post");
  const handover = { to: workerId("w1"), since: 1, until: 2, notes: [], words: "㐋先走" };
  const took = { at: 0, from: workerId("w2"), notes: [], words: "㐌水泵" };
  const watch = { state: "held", holder: workerId("w8"), since: 0, signedAt: 0, shift: shiftId("day") } as const;
  const held: Rec = { ...post, watch: { ...watch, day: day("2026-11-23"), handover, took } };
  const folder = await createTempFolder();
  const checkpoints = await openCheckpoints(folder, 1);
  const records: readonly Rec[] = [entrant, entry, credit, learner, study, held];
  await checkpoints.save({ seq: seq(9), at: 1, records, raised: [] });
  const [name = ""] = await readdir(folder);
  const text = gunzipSync(await readFile(join(folder, name))).toString();
  for (const { kind } of records) expect(text).toContain(`"kind":"${kind}"`);
  expect(text.match(/[㐀-㐏].|"sick"|77700\d/gu) ?? []).toEqual([]);
});

test.each([wall, desk])(
  "[ORG-2] the $kind's replay says no more of an entrant, an entry and a credit than today's board",
  (audience) => {
    const records: readonly Rec[] = [entrant, entry, credit, learner, study];
    for (const record of records) {
      const shown = presentThen(record, audience, { get: () => undefined });
      expect(JSON.stringify(shown ?? "").match(/[㐀-㐏].|"sick"|77700\d/gu) ?? [], record.kind).toEqual([]);
    }
  },
);

test("[SCR-3] a replay over a checkpoint names the first of a contest as the wall did; once he is forgotten it names nobody", async () => {
  const { world, archive, show } = await openReplaying({ every: 1 });
  const admin = person("admin", "co");
  const k1 = activityId("k1");
  const done = async (command: Command, actor: Actor = admin): Promise<void> => {
    const answer = await world.act(command, actor);
    if (answer.kind !== "ok") throw new Error(`${command.type}: ${answer.refusal.code}`);
  };
  await done({
    type: "OpenActivity",
    activity: {
      ...{ id: k1, unit: unitId("co"), sort: "contest", name: "比武", nameEn: "Contest", place: "" },
      ...{ startsAt: shiftStart, endsAt: shiftStart + 8 * hour, opensAt: 0, closesAt: shiftStart + 8 * hour },
      ...{ cancelUntil: 0, capacity: 9 },
      roles: [{ id: roleId("r"), name: "选手", nameEn: "Entrant", capacity: 9, requires: [] }],
    },
  });
  const judges = [{ by: "account", login: "admin", name: "评委" } as const];
  await done({ type: "SetContest", activity: k1, rounds: [oneRound()], judges, objectionDays: 0 });
  await done({ type: "SignUp", activity: k1, role: roleId("r"), wait: false }, worker(8));
  await done({ type: "CheckInEntry", activity: k1 }, worker(8));
  const [seat] = world.projection.board.look.entriesOf("w8");
  if (seat === undefined) throw new Error("no seat");
  const of = { activity: k1, entry: seat.id };
  await done({ type: "NameInResult", ...of, agree: true }, worker(8));
  await done({ type: "GiveScore", ...of, round: 0, points: [7_000] });
  await done({ type: "CloseRound", activity: k1, round: 0 });
  world.passTime(2 * hour);
  await archive.look();
  world.passTime(minute);
  await done({ type: "PublishResult", activity: k1 });
  world.passTime(minute);
  await done({ type: "FinishContest", activity: k1 }, { kind: "system", part: "watch" });
  const at = world.now();
  const placed = (opened: Opened): Rec | undefined => shownBy(opened).get(`entrant/${seat.id}`);
  const name = world.projection.board.get("worker", "w8")?.name;
  expect(placed(await show(wall, at))).toMatchObject({ name, place: { rank: 1 } });
  world.passTime(2 * hour);
  await archive.look();
  const later = world.now();
  expect(placed(await show(wall, later))).toMatchObject({ name });
  world.passTime(dayLength);
  await done({ type: "ForgetWorker", worker: workerId("w8") });
  for (const moment of [at, later])
    expect(placed(await show(wall, moment))).toMatchObject({ name: "", place: { rank: 1 } });
});
