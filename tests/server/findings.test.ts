// Findings at the real door: a phone's and the desk's, once however often they are sent, with a photo that only desks of the unit get back. [COV-2]

import { v7 as uuid } from "uuid";
import { describe, expect, test } from "vitest";
import { patrolId, routeId, trackerId, unitId, workerId } from "../../domain/ids.ts";
import { minute } from "../../domain/time.ts";
import { phoneMost } from "../../server/http/findings.ts";
import { openWorld } from "../kit/open-world.ts";
import { pngOf } from "../kit/pictures.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { person } from "../kit/spec.ts";

const admin = person("admin", "co");
const photo = new Uint8Array(pngOf(40, 30));
type Answer = {
  readonly kind?: string;
  readonly refusal?: { readonly code: string };
  readonly photo?: { readonly refusal: { readonly code: string }; readonly message: string };
};

const open = async (photosFail = false) => {
  const fixture = siteFixture();
  const routes = [{ id: routeId("r1"), unit: unitId("forest"), name: "北线", nameEn: "North", checkpoints: [] }];
  const world = await openWorld({ site: { ...fixture, routes }, photosFail });
  const desk = { cookie: await world.signIn("duty-officer") };
  const made = await fetch(`${world.url}/api/v1/trackers`, {
    method: "POST",
    body: JSON.stringify({ name: "手机 01", unit: "forest", uniqueId: "" }),
    headers: desk,
  });
  const { token, tracker }: { readonly token: string; readonly tracker: string } = JSON.parse(await made.text());
  const patrol = patrolId("t1");
  const span = { plannedAt: shiftStart, windowEnd: shiftStart + 240 * minute, profile: "foot" } as const;
  await world.act(
    { type: "PlanPatrol", patrol, route: routeId("r1"), leader: workerId("w5"), members: [], ...span },
    admin,
  );
  await world.act({ type: "StartPatrol", patrol }, admin);
  await world.act(
    { type: "AssignTracker", tracker: trackerId(tracker), carried: { by: "worker", worker: workerId("w5") } },
    admin,
  );
  world.passTime(30 * minute);
  const phone = { authorization: `Bearer ${token}` };
  const tell = async (
    finding: unknown,
    headers: Readonly<Record<string, string>>,
    picture?: Uint8Array<ArrayBuffer>,
  ): Promise<{ readonly status: number; readonly answer: Answer }> => {
    const form = new FormData();
    form.set("finding", typeof finding === "string" ? finding : JSON.stringify(finding));
    if (picture !== undefined) form.set("photo", new Blob([picture]), "photo");
    const response = await fetch(`${world.url}/api/v1/findings`, { method: "POST", body: form, headers });
    return { status: response.status, answer: JSON.parse(await response.text()) };
  };
  const photoOf = (id: string, headers: Readonly<Record<string, string>>) =>
    fetch(`${world.url}/api/v1/findings/${id}/photo`, { headers });
  const record = (id: string) => world.projection.board.get("finding", id);
  return { world, desk, phone, tell, photoOf, record, tracker: trackerId(tracker) };
};
const seen = (id = uuid(), extra: object = {}) => ({
  id,
  sort: "fire",
  at: shiftStart + 20 * minute,
  now: shiftStart + 30 * minute,
  lonLat: [119.9, 47.2],
  acc: 9,
  note: "北沟冒烟",
  ...extra,
});

describe("[COV-2] a phone tells of a finding", () => {
  test("it stands on the bearer's patrol, at the moment of the finding, with a photo that comes back the same", async () => {
    const { tell, phone, desk, record, photoOf, world } = await open();
    const finding = seen();
    expect(await tell(finding, phone, photo)).toMatchObject({ status: 201, answer: { kind: "ok" } });
    expect(record(finding.id)).toMatchObject({
      patrol: "t1",
      by: { worker: "w5" },
      at: shiftStart + 20 * minute,
      toldAt: shiftStart + 30 * minute,
      photo: { form: "png", width: 40, height: 30, bytes: photo.length },
    });
    const back = await photoOf(finding.id, desk);
    expect(back.status).toBe(200);
    expect(back.headers.get("content-type")).toBe("image/png");
    expect(Buffer.compare(Buffer.from(await back.arrayBuffer()), Buffer.from(photo))).toBe(0);
    expect(world.faults).toEqual([]);
  });

  test("sent five times at once and again after it was closed, it is one event", async () => {
    const { tell, phone, world, record } = await open();
    const finding = seen();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => tell(finding, phone, photo)));
    for (const { status } of answers) expect(status).toBe(201);
    await world.act({ type: "CloseFinding", finding: record(finding.id)?.id ?? expect.fail(), outcome: "扑灭" }, admin);
    expect(await tell(finding, phone, photo)).toMatchObject({ status: 201 });
    const told = (await world.events()).filter(({ data }) => data.type === "FindingReported");
    expect(told).toHaveLength(1);
    expect(record(finding.id)?.is.state).toBe("closed");
  });

  test("a phone whose clock is a day ahead tells the right moment; without a place it counts all the same", async () => {
    const { tell, phone, record } = await open();
    const ahead = 24 * 60 * minute;
    const {
      lonLat: _,
      acc: __,
      ...finding
    } = seen(uuid(), {
      at: shiftStart + 25 * minute + ahead,
      now: shiftStart + 30 * minute + ahead,
    });
    expect(await tell(finding, phone)).toMatchObject({ status: 201 });
    expect(record(finding.id)).toMatchObject({ at: shiftStart + 25 * minute });
    expect(record(finding.id)?.lonLat).toBeUndefined();
  });

  test("a phone that lost its date between the finding and the sending tells of a fire of now, not of none", async () => {
    const { tell, phone, record } = await open();
    const finding = seen(uuid(), { at: 1_577_836_800_000 });
    expect(await tell(finding, phone)).toMatchObject({ status: 201 });
    expect(record(finding.id)).toMatchObject({ at: shiftStart + 30 * minute });
  });

  test("where photos cannot be stored, the fire is recorded, and it is said that its photo was not taken", async () => {
    const { tell, phone, record } = await open(true);
    const finding = seen();
    expect(await tell(finding, phone, photo)).toMatchObject({
      status: 201,
      answer: { kind: "ok", photo: { refusal: { code: "photo_unkept" } } },
    });
    expect(record(finding.id)).toMatchObject({ sort: "fire" });
    expect(record(finding.id)?.photo).toBeUndefined();
  });

  test("a photo that is no picture is refused by name, and the finding is recorded without it", async () => {
    const { tell, phone, record } = await open();
    const finding = seen();
    const answer = await tell(finding, { ...phone, "accept-language": "en" }, photo.subarray(0, photo.length - 20));
    expect(answer).toMatchObject({
      status: 201,
      answer: { kind: "ok", photo: { refusal: { code: "photo_broken" } } },
    });
    expect(answer.answer.photo?.message).toContain("The finding was recorded");
    expect(record(finding.id)).toMatchObject({ sort: "fire" });
    expect(record(finding.id)?.photo).toBeUndefined();
  });

  test("of 7 MB it is refused, the finding is not; a body beyond all bounds is", async () => {
    const { tell, phone, record } = await open();
    const finding = seen();
    expect(await tell(finding, phone, new Uint8Array(7 * 1024 * 1024))).toMatchObject({
      status: 201,
      answer: { photo: { refusal: { code: "photo_too_large" } } },
    });
    expect(record(finding.id)).toBeDefined();
    expect(await tell(seen(), phone, new Uint8Array(13 * 1024 * 1024))).toMatchObject({
      status: 413,
      answer: { refusal: { code: "too_large" } },
    });
  });

  test.each([
    ["no JSON", "not json"],
    ["no kind", seen(uuid(), { sort: undefined })],
    ["a kind that is none", seen(uuid(), { sort: "ufo" })],
    ["an id that is none", seen("17")],
    ["a place off the earth", seen(uuid(), { lonLat: [200, 95] })],
    ["a note of 600 letters", seen(uuid(), { note: "x".repeat(600) })],
  ])("with %s it is refused, and nothing is recorded", async (_, finding) => {
    const { tell, phone, world } = await open();
    const before = (await world.events()).length;
    expect(await tell(finding, phone)).toMatchObject({ status: 400, answer: { refusal: { code: "malformed" } } });
    expect(await world.events()).toHaveLength(before);
  });

  test("[SCR-1] by nobody, by a made-up token, by a screen, or by a phone that was removed: refused", async () => {
    const { tell, world, phone, tracker } = await open();
    expect(await tell(seen(), {})).toMatchObject({ status: 401, answer: { refusal: { code: "not_signed_in" } } });
    expect(await tell(seen(), { authorization: `Bearer ${"x".repeat(43)}` })).toMatchObject({
      status: 401,
      answer: { refusal: { code: "token_unknown" } },
    });
    const wall = await world.pair("wall");
    expect(await tell(seen(), { authorization: `Bearer ${wall.token}` })).toMatchObject({ status: 403 });
    await world.act({ type: "RemoveTracker", tracker }, admin);
    expect(await tell(seen(), phone)).toMatchObject({ status: 410 });
  });
});

describe("[ORG-1] the desk", () => {
  test("tells of one by radio for a unit of its own, and of no other's; its photo goes to no desk of another unit", async () => {
    const { tell, desk, world, photoOf, record } = await open();
    const finding = { id: uuid(), sort: "pest", unit: "forest", note: "松毛虫" };
    expect(await tell(finding, desk, photo)).toMatchObject({ status: 201 });
    expect(record(finding.id)).toMatchObject({ unit: "forest", at: shiftStart + 30 * minute });
    const miner = { cookie: await world.signIn("foreman", unitId("mine")) };
    expect(await tell({ ...finding, id: uuid() }, miner)).toMatchObject({ status: 403 });
    expect((await photoOf(finding.id, miner)).status).toBe(404);
    expect((await photoOf(finding.id, {})).status).toBe(401);
    expect((await photoOf(uuid(), desk)).status).toBe(404);
  });
});

describe("[COV-2] a phone that reports without end", () => {
  test("[COV-2] past its allowance it is asked for patience and nothing is recorded; what it kept is taken once later, and other phones and the desk go on", async () => {
    const { world, desk, phone, tell, record } = await open();
    for (let n = 0; n < phoneMost.burst; n += 1) expect((await tell(seen(), phone)).status).toBe(201);
    const kept = seen();
    const late = await tell(kept, { ...phone, "accept-language": "en" }, photo);
    expect([late.status, late.answer]).toMatchObject([
      429,
      { kind: "retry", refusal: { code: "findings_too_many", params: { seconds: 60 } } },
    ]);
    expect(late.answer).toHaveProperty("message", expect.stringContaining("kept on the phone"));
    expect(record(kept.id)).toBeUndefined();
    expect((await tell(seen(), desk)).status).toBe(201);
    const other = await fetch(`${world.url}/api/v1/trackers`, {
      method: "POST",
      body: JSON.stringify({ name: "手机 02", unit: "forest", uniqueId: "" }),
      headers: desk,
    });
    const { token }: { readonly token: string } = JSON.parse(await other.text());
    expect((await tell(seen(), { authorization: `Bearer ${token}` })).status).toBe(201);
    world.passTime(60_000);
    expect([(await tell(kept, phone)).status, record(kept.id)?.note]).toEqual([201, "北沟冒烟"]);
    expect((await tell(seen(), phone)).status).toBe(429);
  });
});
