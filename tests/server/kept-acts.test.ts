// Kept acts at the in-door: opened and asked like any other; refused with nobody there, they are on the desk's list before the kiosk hears of it.

import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import { expect, test } from "vitest";
import { activityId, roleId, unitId, workerId } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import { staysKept } from "../../domain/refused/not-the-act.ts";
import { dayLength, hour, minute } from "../../domain/time.ts";
import { sealAct } from "../../kiosk/sealing/seal-act.ts";
import { withKeptActs } from "../../server/kept-acts.ts";
import { openWorld } from "../kit/open-world.ts";
import { badgeOf } from "../kit/said.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { person } from "../kit/spec.ts";

const open = async () => {
  const world = await openWorld();
  const { token, screen } = await world.pair("kiosk", unitId("mine"));
  const kiosk = await world.connect({ page: "kiosk", token });
  const joined = await kiosk.join();
  const sealTo = joined.kind === "joined" ? joined.viewer.screen?.sealTo : undefined;
  if (sealTo === undefined) throw new Error("the kiosk was given no key");
  /** As a kiosk seals and sends it. */
  const boxed = (
    body: { readonly type: string } & Readonly<Record<string, unknown>>,
    more: { readonly at?: number; readonly id?: string; readonly was?: unknown } = {},
  ) => {
    const { id = uuid(), at = shiftStart, was } = more;
    const act = { id, at, type: body.type };
    const box = sealAct(JSON.stringify({ body, tail: "817", was }), act, sealTo, randomBytes(32));
    return { ...act, box };
  };
  const refusedIn = (id: string) => world.projection.board.get("refused", id);
  const eventsOf = async () => (await world.events()).map(({ data }) => data.type);
  return { world, kiosk, screen, boxed, refusedIn, eventsOf };
};
type Opened = Awaited<ReturnType<typeof open>>["world"];
/** The opening step over an in-door that always answers so. */
const keptOver = (answer: CommandAnswer, { intake, boxes, handler, projection, identify, now }: Opened) =>
  withKeptActs({ ...intake, command: () => Promise.resolve(answer) }, { boxes, handler, projection, identify, now });
const signOn = (n: number, post = "p0") => ({ type: "SignOn", post, briefing: ["b1"], as: { badge: badgeOf(n) } });

test("[§5] what comes in a box is done like what comes in the clear, once however often, and a wall is given no key", async () => {
  const { world, kiosk, boxed, eventsOf } = await open();
  const act = boxed(signOn(0));
  const first = await kiosk.command(act);
  expect(first).toMatchObject({ kind: "ok" });
  expect(await kiosk.command({ ...act, waited: true })).toEqual(first);
  expect((await eventsOf()).filter((type) => type === "SignedOn")).toHaveLength(1);
  const wall = await world.connect({ page: "wall", token: (await world.pair("wall")).token });
  const joined = await wall.join();
  expect(JSON.stringify(joined)).not.toContain("sealTo");
});

test("[§5] refused to a worker who stands there: his to read, on no list; refused when he has left: written down first, and once", async () => {
  const { kiosk, screen, boxed, refusedIn, eventsOf } = await open();
  const read = boxed(signOn(9));
  expect(await kiosk.command(read)).toEqual({ kind: "refused", refusal: expect.objectContaining({}) });
  expect(refusedIn(read.id)).toBeUndefined();
  const words = "顶班，家里有事";
  const at = shiftStart - 20 * minute;
  const act = boxed({ ...signOn(9), countersign: { as: { badge: badgeOf(9) }, reason: words } }, { at });
  const answer = await kiosk.command({ ...act, waited: true });
  expect(answer).toMatchObject({ kind: "refused", noted: expect.any(Number) });
  expect(refusedIn(act.id)).toMatchObject({
    did: "SignOn",
    at,
    worker: "w9",
    tail: "",
    screen,
    about: { kind: "post", id: "p0" },
    words,
    refusal: { code: answer.kind === "refused" ? answer.refusal.code : "" },
  });
  // The answer was lost: the same again, and no second line on the list.
  expect(await kiosk.command({ ...act, waited: true })).toEqual(answer);
  expect((await eventsOf()).filter((type) => type === "ActRefused")).toHaveLength(1);
});

test("[§5] sent again while it is still being asked it is asked once: never on the list and done as well", async () => {
  const { kiosk, boxed, eventsOf } = await open();
  const act = { ...boxed({ type: "CheckIn", post: "p0", as: { badge: badgeOf(0) } }), waited: true };
  const [first, signedOn, again]: readonly CommandAnswer[] = await Promise.all([
    kiosk.command(act),
    kiosk.command(boxed(signOn(0))),
    kiosk.command(act),
  ]);
  expect(signedOn).toMatchObject({ kind: "ok" });
  expect(first).toMatchObject({ refusal: { code: "not_holder" }, noted: expect.any(Number) });
  expect(again).toEqual(first);
  expect((await eventsOf()).filter((type) => type === "ActRefused" || type === "CheckedIn")).toEqual(["ActRefused"]);
});

test("[§5] once refused and written down it stays so, though it could be done by now", async () => {
  const { world, kiosk, boxed, refusedIn } = await open();
  const out = boxed({ type: "CheckIn", post: "p0", as: { badge: badgeOf(0) } });
  expect(await kiosk.command({ ...out, waited: true })).toMatchObject({ refusal: { code: "not_holder" } });
  expect(await kiosk.command(boxed(signOn(0)))).toMatchObject({ kind: "ok" });
  expect(await kiosk.command({ ...out, waited: true })).toMatchObject({ refusal: { code: "not_holder" } });
  expect(world.projection.board.get("post", "p0")?.watch.state).toBe("held");
  expect(refusedIn(out.id)).toBeDefined();
});

test("[§5] older than 30 days, by a badge that is nobody's, or of a version that is none: a person gets it", async () => {
  const { world, kiosk, boxed, refusedIn } = await open();
  const late = boxed(signOn(0), { at: shiftStart - 31 * dayLength });
  expect(await kiosk.command({ ...late, waited: true })).toMatchObject({ refusal: { code: "too_old" }, noted: {} });
  expect(refusedIn(late.id)).toMatchObject({ worker: "w0", at: shiftStart - 31 * dayLength });
  const nobody = boxed({ ...signOn(0), as: { badge: "XX-99817" } });
  expect(await kiosk.command({ ...nobody, waited: true })).toMatchObject({ kind: "refused", noted: {} });
  expect(refusedIn(nobody.id)).toMatchObject({ tail: "", words: "", about: { id: "p0" } });
  expect(refusedIn(nobody.id)).not.toHaveProperty("worker");
  const newer = boxed({ ...signOn(0), type: "DanceOnPost" });
  expect(await kiosk.command({ ...newer, waited: true })).toMatchObject({ refusal: { code: "unknown_command" } });
  expect(refusedIn(newer.id)).toMatchObject({ did: "DanceOnPost", worker: "w0" });
  expect(world.faults).toEqual([]);
});

test("[§5] a box that was changed, moved to another id or sealed to another server lands on the list, with device, time and name", async () => {
  const { world, kiosk, screen, boxed, refusedIn, eventsOf } = await open();
  const act = boxed(signOn(0));
  const foreign = await open();
  const others = [
    [{ ...act, id: uuid() }, "box_unreadable"],
    [{ ...boxed(signOn(0)), box: `${act.box.slice(0, -4)}AAAA` }, "box_unreadable"],
    [foreign.boxed(signOn(0)), "box_key_missing"],
    [{ ...boxed(signOn(0)), box: "?" }, "box_unreadable"],
  ] as const;
  for (const [other, code] of others) {
    expect(await kiosk.command(other)).toMatchObject({ refusal: { code }, noted: {} });
    // Its bytes are in the ledger for whoever finds the key, and on no screen.
    const written = (await world.events()).flatMap(({ data }) =>
      data.type === "ActRefused" && data.act === other.id ? [data.box] : [],
    );
    expect(written).toEqual([other.box]);
    expect(refusedIn(other.id)).not.toHaveProperty("box");
    expect(refusedIn(other.id)).toMatchObject({
      did: "SignOn",
      at: shiftStart,
      screen,
      scope: expect.arrayContaining(["mine", "co"]),
    });
  }
  expect(await eventsOf()).not.toContain("SignedOn");
  const large = { ...boxed(signOn(0)), box: `${act.box}${"A".repeat(8_192)}` };
  expect(await kiosk.command(large)).toMatchObject({ refusal: { code: "box_unreadable" }, noted: {} });
  expect(JSON.stringify(await world.events())).not.toContain(large.box);
  // Whoever knows the public key may seal what is no act at all.
  const text = sealAct("not an act", { id: act.id, at: act.at, type: act.type }, world.boxes.sealTo(), randomBytes(32));
  expect(await kiosk.command({ ...act, box: text })).toMatchObject({ refusal: { code: "box_unreadable" } });
  expect(world.faults).toEqual([]);
});

test("[§5] what an older build was refused is written down with its reason and not asked anew", async () => {
  const { kiosk, boxed, refusedIn, eventsOf } = await open();
  const was = { code: "not_rostered", params: { post: "1号" } };
  const act = boxed(signOn(0), { was });
  expect(await kiosk.command({ ...act, waited: true })).toMatchObject({ refusal: was, noted: {} });
  expect(refusedIn(act.id)).toMatchObject({ refusal: was, worker: "w0" });
  expect(await eventsOf()).not.toContain("SignedOn");
});

test("[§5] no line of a desk or a wall can write on the list, nor anybody who says that he waited", async () => {
  const { world, boxed, refusedIn } = await open();
  const act = { ...boxed(signOn(9)), waited: true };
  const desk = await world.connect({ page: "desk", cookie: await world.signIn("foreman") });
  expect(await desk.command(act)).toMatchObject({ kind: "refused" });
  const wall = await world.connect({ page: "wall", token: (await world.pair("wall")).token });
  expect(await wall.command(act)).toMatchObject({ kind: "refused" });
  for (const body of [
    { type: "NoteRefused", act: act.id },
    { ...act, type: "NoteRefused" },
  ])
    expect(await desk.command({ id: uuid(), at: shiftStart, ...body })).toMatchObject({
      refusal: { code: "unknown_command" },
    });
  expect(refusedIn(act.id)).toBeUndefined();
});

test("[§5] the desk of its unit sees it and settles it; the worker hears it by his badge, reads it, and hears what was done", async () => {
  const { world, kiosk, boxed } = await open();
  const act = boxed(signOn(9));
  await kiosk.command({ ...act, waited: true });
  const news = async () => {
    const answer = await kiosk.identify({ badge: badgeOf(9) });
    return answer.kind === "ok" ? answer.card.records.filter((one) => one.kind === "refused") : [];
  };
  expect(await news()).toMatchObject([{ id: act.id, words: "" }]);
  const read = () =>
    kiosk.command({ id: uuid(), at: shiftStart, type: "ReadRefused", acts: [act.id], as: { badge: badgeOf(9) } });
  expect(await read()).toMatchObject({ kind: "ok" });
  expect(await news()).toEqual([]);
  const desk = await world.connect({ page: "desk", cookie: await world.signIn("foreman") });
  await desk.join();
  expect(desk.replica()?.records.get(`refused/${act.id}`)).toMatchObject({ worker: "w9" });
  world.passTime(minute);
  const settled = await desk.command({
    id: uuid(),
    at: shiftStart,
    type: "SettleRefused",
    act: act.id,
    note: "已补签",
  });
  expect(settled).toMatchObject({ kind: "ok" });
  // What the desk wrote waits for his PIN. [SCR-2]
  expect(await news()).toMatchObject([{ settled: { note: "" } }]);
  world.passTime(minute);
  await read();
  expect(await news()).toEqual([]);
});

test("[ORG-2] of one who was forgotten while his act waited no word comes in, and no sign of his badge", async () => {
  const { world, kiosk, boxed, refusedIn } = await open();
  const words = "我妻子住院了";
  const signed = { as: { badge: badgeOf(1) }, reason: words };
  const act = boxed({ ...signOn(9), countersign: signed });
  expect(await world.act({ type: "ForgetWorker", worker: workerId("w9") }, person("admin", "co"))).toMatchObject({
    kind: "ok",
  });
  expect(await kiosk.command({ ...act, waited: true })).toMatchObject({ kind: "refused", noted: expect.any(Number) });
  expect(refusedIn(act.id)).toMatchObject({ did: "SignOn", words: "", tail: "" });
  expect(JSON.stringify(await world.events())).not.toContain(words);
});

test("[ORG-2] what one of a crew lacks is told to the foreman who stands there, and not written down with the refused act", async () => {
  const { world, kiosk, boxed, refusedIn } = await open();
  const lack = "高血压体检证";
  const starts = shiftStart + 30 * hour;
  await world.act(
    {
      type: "OpenActivity",
      activity: {
        ...{ id: activityId("q1"), unit: unitId("co"), sort: "volunteer", name: "x", nameEn: "x", place: "" },
        ...{ startsAt: starts, endsAt: starts + hour, opensAt: 0, closesAt: starts, cancelUntil: 0, capacity: 9 },
        roles: [{ id: roleId("r"), name: "r", nameEn: "r", capacity: 9, requires: [lack] }],
      },
    },
    person("manager", "co"),
  );
  const crew = [{ worker: "w9", role: "r" }];
  const act = boxed({ type: "SignUpCrew", unit: "mine", activity: "q1", crew, as: { badge: badgeOf(1) } });
  const answer = await kiosk.command({ ...act, waited: true });
  expect(answer).toMatchObject({ kind: "refused", refusal: { code: "crew_barred", params: { worker: "w9" } } });
  expect(JSON.stringify(answer)).toContain(lack);
  const kept = refusedIn(act.id);
  expect(kept?.refusal).toEqual({ code: "crew_barred" });
  const noted = (await world.events()).filter(({ data }) => data.type === "ActRefused");
  expect(noted).toHaveLength(1);
  expect(JSON.stringify([kept, noted])).not.toContain(lack);
  // That he was of the crew the desk must know, to see to it.
  expect(kept?.others).toEqual([{ as: "crew", worker: "w9", of: "r" }]);
});

test("[§5] the rules broke on it: a person gets it and the kiosk may drop it; to whoever stands there it is a fault of the moment", async () => {
  const { world, kiosk, screen, boxed } = await open();
  const intake = keptOver({ kind: "retry", refusal: { code: "server_fault" } }, world);
  const act = { ...boxed(signOn(0)), waited: true };
  const device = { kind: "screen", device: { screen, profile: "kiosk" } } as const;
  expect(await intake.command(act, device)).toMatchObject({ refusal: { code: "act_faulty" }, noted: {} });
  expect(world.projection.board.get("refused", act.id)).toMatchObject({
    worker: "w0",
    refusal: { code: "act_faulty" },
  });
  const here = boxed(signOn(0));
  expect(await intake.command(here, device)).toEqual({ kind: "retry", refusal: { code: "server_fault" } });
  expect(world.projection.board.get("refused", here.id)).toBeUndefined();
  // Once written down it stays so, also when the rules would not break any more.
  expect(await kiosk.command(act)).toMatchObject({ refusal: { code: "act_faulty" }, noted: {} });
});

test.each([
  ...(["no_site", "too_many", "locked", "storage_failed"] as const).map((code) => [code, false] as const),
  ...(["not_signed_in", "post_held", "too_old"] as const).map((code) => [code, true] as const),
])("[§5] answered %s when it had waited, it is on the desk's list: %s", async (code, isListed) => {
  const { world, screen, boxed } = await open();
  const intake = keptOver({ kind: "refused", refusal: { code } }, world);
  const device = { kind: "screen", device: { screen, profile: "kiosk" } } as const;
  const act = { ...boxed(signOn(0)), waited: true };
  const answer = await intake.command(act, device);
  expect(answer).toMatchObject({ refusal: { code } });
  expect("noted" in answer).toBe(isListed);
  expect(world.projection.board.get("refused", act.id) !== undefined).toBe(isListed);
  // What is on no list the kiosk keeps.
  expect(staysKept.has(code)).toBe(!isListed || code === "not_signed_in");
});
