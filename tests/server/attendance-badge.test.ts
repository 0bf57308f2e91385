// What a badge alone is told of a worker's attendance over real Socket.IO, and what needs his PIN. [ACT-4, SCR-2]

import { expect, test } from "vitest";
import { activityId, day, entryId, roleId, workerId } from "../../domain/ids.ts";
import { hour } from "../../domain/time.ts";
import { openWorld } from "../kit/open-world.ts";
import { badgeOf } from "../kit/said.ts";
import { activity, shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { person, watcher } from "../kit/spec.ts";
import { worker } from "../kit/world.ts";

const admin = person("admin", "co");

test("[ACT-4] a badge is told that somebody waits for an answer; what he answered, what was decided and what he earned need the PIN", async () => {
  const later = (n: number) => ({
    startsAt: shiftStart + n * 3 * hour,
    endsAt: shiftStart + (n * 3 + 2) * hour,
    closesAt: shiftStart + n * 3 * hour,
  });
  const ids = ["a0", "a1", "a2", "a3"] as const;
  const site = siteFixture({ posts: 0, activities: ids.map((id, n) => activity(id, 2, later(n + 1))) });
  const world = await openWorld({ site });
  const { look } = world.projection.board;
  for (const id of ids)
    await world.act({ type: "SignUp", activity: activityId(id), role: roleId("r"), wait: false }, worker(0));
  world.passTime(20 * hour);
  const entryIn = (id: string) => look.entriesOf("w0").find((one) => one.activity === id)?.id ?? entryId("none");
  const on = (id: string) => ({ activity: activityId(id), entry: entryIn(id) });
  const [from, to] = [later(1).startsAt, later(1).endsAt];
  await world.act({ type: "EnterTimes", ...on("a0"), from, to, reason: "工牌忘带" }, admin);
  await world.act({ type: "SettleActivity", activity: activityId("a0") }, admin);
  for (const [n, id] of (["a1", "a2", "a3"] as const).entries()) {
    const came = { from: later(n + 2).startsAt, to: later(n + 2).endsAt, reason: "没报名" };
    await world.act(
      { type: "AddAttended", ...{ activity: activityId(id), worker: workerId("w3") }, role: roleId("r"), ...came },
      admin,
    );
  }
  for (const id of ["a1", "a2", "a3"]) await world.act({ type: "ProposeNoShow", ...on(id) }, watcher);
  for (const id of ["a2", "a3"]) await world.act({ type: "AnswerNoShow", ...on(id), why: "sick" }, worker(0, "pin"));
  await world.act({ type: "ConfirmNoShow", ...on("a3"), reason: "没请假" }, admin);
  const training = { training: "t1", day: day("2026-11-20"), minutes: 90, track: "skills", holder: "校", reason: "单" };
  await world.act({ type: "EnterTraining", worker: workerId("w0"), ...training }, admin);
  const { token } = await world.pair("kiosk");
  const kiosk = await world.connect({ page: "kiosk", token });
  const told = async (request: Readonly<Record<string, string>>) => {
    const answer = await kiosk.identify(request);
    if (answer.kind !== "ok") throw new Error(answer.refusal.code);
    const { records } = answer.card;
    const of = records.flatMap((one) => (one.kind === "entry" && one.is.state !== "credited" ? [one.activity] : []));
    const learned = records.some((one) => one.kind === "learner");
    return { of, learned, credits: records.filter((one) => one.kind === "credit").length };
  };
  expect(await told({ badge: badgeOf(0) })).toEqual({ of: ["a1"], learned: false, credits: 0 });
  const [issued] = await world.room.pins.issue([workerId("w0")]);
  const pin = issued?.pin ?? "";
  expect(await told({ badge: badgeOf(0), pin })).toEqual({ of: ["a1", "a2", "a3"], learned: true, credits: 1 });
});

test("[ACT-2, SCR-2] a badge is told that the desk has answered him; its words come with the PIN", async () => {
  const cancelUntil = shiftStart - hour;
  const site = siteFixture({ posts: 0, activities: [activity("a1", 1, { cancelUntil })] });
  const world = await openWorld({ site });
  const on = { activity: activityId("a1") };
  await world.act({ type: "SignUp", ...on, role: roleId("r"), wait: false }, worker(0));
  await world.act({ type: "CancelEntry", ...on }, worker(0, "pin"));
  const [entry] = world.projection.board.all("entry");
  await world.act(
    { type: "AnswerCancel", ...on, entry: entry?.id ?? entryId("none"), accept: false, reason: "病假单没有交" },
    admin,
  );
  const { token } = await world.pair("kiosk");
  const kiosk = await world.connect({ page: "kiosk", token });
  const told = async (request: Readonly<Record<string, string>>) => {
    const answer = await kiosk.identify(request);
    if (answer.kind !== "ok") throw new Error(answer.refusal.code);
    return answer.card.records.flatMap((one) => (one.kind === "entry" && "told" in one.is ? [one.is.told] : []));
  };
  expect(await told({ badge: badgeOf(0) })).toEqual([{ reason: "", read: false }]);
  const [issued] = await world.room.pins.issue([workerId("w0")]);
  expect(await told({ badge: badgeOf(0), pin: issued?.pin ?? "" })).toEqual([{ reason: "病假单没有交", read: false }]);
});
