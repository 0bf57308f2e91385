// Photos of hazards at the real door: in from desk and kiosk, out to desks of the unit alone, gone with their case. [CASE-1]

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v7 as uuid } from "uuid";
import { describe, expect, test, vi } from "vitest";
import type { PhotoKind } from "../../domain/cases/case-photo.ts";
import { type CaseId, caseId, unitId, workerId } from "../../domain/ids.ts";
import { dayLength, hour } from "../../domain/time.ts";
import { photosMost } from "../../server/http/case-photos.ts";
import { desk as office, safety, told } from "../kit/hazards.ts";
import { openWorld } from "../kit/open-world.ts";
import { photoOf, unpacked } from "../kit/photos.ts";
import { badgeOf } from "../kit/said.ts";
import { watcher } from "../kit/spec.ts";
import { worker } from "../kit/world.ts";

type Headers = Readonly<Record<string, string>>;
type Answer = { readonly kind?: string; readonly seq?: number; readonly refusal?: { readonly code: string } };

const open = async (photosFail = false) => {
  const world = await openWorld({ photosFail });
  const desk = { cookie: await world.signIn("safety-officer") };
  const { token, screen } = await world.pair("kiosk", unitId("mine"));
  const kiosk = { authorization: `Bearer ${token}` };
  const report = async (actor: Parameters<typeof world.act>[1] = worker(2)): Promise<CaseId> => {
    const id = uuid();
    expect(await world.act(told, actor, { id })).toMatchObject({ kind: "ok" });
    return caseId(id);
  };
  const send = async (
    id: string,
    of: PhotoKind,
    headers: Headers,
    more: object = {},
    photo: Uint8Array<ArrayBuffer> = photoOf(64, 48),
  ): Promise<{ readonly status: number; readonly answer: Answer }> => {
    const form = new FormData();
    form.set("said", JSON.stringify({ id: uuid(), of, ...more }));
    form.set("photo", new Blob([photo]), "photo.jpg");
    const door = `${world.url}/api/v1/cases/${id}/photos${"authorization" in headers ? "/kiosk" : ""}`;
    const response = await fetch(door, { method: "POST", body: form, headers });
    return { status: response.status, answer: JSON.parse(await response.text()) };
  };
  const photosOn = (id: string) => world.projection.board.get("case", id)?.photos ?? [];
  const get = (id: string, hash: string, headers: Headers) =>
    fetch(`${world.url}/api/v1/cases/${id}/photos/${hash}`, { headers });
  const files = () => readdir(world.casePhotos).catch(() => []);
  const proof = (n: number) => world.room.proofs.issue({ worker: workerId(`w${n}`), level: "pin" }, screen).proof;
  return { world, desk, kiosk, report, send, photosOn, get, files, proof };
};
const firstHash = (photos: readonly { readonly hash: string }[]): string => photos[0]?.hash ?? "";

describe("[CASE-1] a photo in", () => {
  test("from the desk: drawn anew, durable under its hash, named by the ledger, and the same once however often it is sent", async () => {
    const { world, desk, report, send, photosOn, files, get } = await open();
    const id = await report();
    const once = { id: uuid() };
    const first = await send(id, "report", desk, once);
    expect(first).toMatchObject({ status: 201, answer: { kind: "ok" } });
    expect((await send(id, "report", desk, once)).answer).toEqual(first.answer);
    expect((await send(id, "report", desk)).status).toBe(201);
    expect(photosOn(id)).toMatchObject([{ of: "report", width: 64, height: 48, by: "名safety-officer" }]);
    const hash = firstHash(photosOn(id));
    expect(await files()).toEqual([`${hash}.jpeg`]);
    const back = await get(id, hash, desk);
    const bytes = new Uint8Array(await back.arrayBuffer());
    expect(Buffer.compare(bytes, await readFile(join(world.casePhotos, `${hash}.jpeg`)))).toBe(0);
    expect(unpacked(bytes)).toBe("64×48");
    expect(Object.fromEntries(back.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      "content-disposition": expect.stringMatching(/^inline; filename="[0-9a-f]{12}\.jpg"$/),
    });
  });

  test("from a kiosk: by the badge of whoever told it; in nobody's name where nobody said his, for an hour", async () => {
    const { world, kiosk, report, send, photosOn } = await open();
    const [his, nobodys] = [await report(), await report({ kind: "device", profile: "kiosk" })];
    expect((await send(his, "report", kiosk, { as: { badge: badgeOf(3) } })).answer.refusal?.code).toBe(
      "case_photo_whose",
    );
    expect((await send(his, "report", kiosk)).status).toBe(403);
    expect((await send(his, "report", kiosk, { as: { badge: badgeOf(2) } })).status).toBe(201);
    expect(photosOn(his)).toMatchObject([{ by: { worker: "w2" } }]);
    expect((await send(nobodys, "report", kiosk)).status).toBe(201);
    expect(photosOn(nobodys)[0]?.by).toBeUndefined();
    world.passTime(hour + 1);
    expect((await send(nobodys, "report", kiosk, {}, photoOf(64, 48, 1))).answer.refusal?.code).toBe(
      "case_photo_whose",
    );
  });

  test("of the work and of the acceptance, by a PIN: a badge alone is told so", async () => {
    const { world, kiosk, report, send, photosOn, proof } = await open();
    const id = await report();
    const fixes = {
      ...{ who: workerId("w3"), finisher: workerId("w4"), acceptor: workerId("w6") },
      ...{ measure: "换轴承", due: world.now() + 3 * dayLength },
    };
    await world.act({ type: "VerifyCase", case: id }, safety);
    await world.act({ type: "GradeCase", case: id, level: "general", colour: "blue" }, safety);
    await world.act({ type: "AssignCase", case: id, fixes, reason: "" }, safety);
    expect((await send(id, "done", kiosk, { as: { badge: badgeOf(4) } })).answer.refusal?.code).toBe("pin_needed");
    const once = { id: uuid(), as: { proof: proof(4) } };
    const first = await send(id, "done", kiosk, once);
    expect(first.status).toBe(201);
    expect((await send(id, "check", kiosk, { as: { proof: proof(6) } })).answer.refusal?.code).toBe("case_photo_step");
    await world.act({ type: "SayCaseDone", case: id, evidence: "已换" }, worker(4, "pin"));
    expect((await send(id, "check", kiosk, { as: { proof: proof(6) } }, photoOf(64, 48, 2))).status).toBe(201);
    await world.act({ type: "AcceptCase", case: id }, worker(6, "pin"));
    // Sent again after its answer was lost, it has the same answer, though the case has moved on.
    expect((await send(id, "done", kiosk, once)).answer).toEqual(first.answer);
    expect(photosOn(id)).toMatchObject([
      { of: "done", by: { worker: "w4" } },
      { of: "check", by: { worker: "w6" } },
    ]);
  });

  test("no wall, no desk of another unit, no stranger's page; what is unknown or unsaid is refused before it is looked at", async () => {
    const { world, desk, report, send, files } = await open();
    const id = await report();
    const wall = { authorization: `Bearer ${(await world.pair("wall")).token}` };
    const forester = { cookie: await world.signIn("safety-officer", unitId("forest")) };
    expect((await send(id, "report", wall)).status).toBe(403);
    expect((await send(id, "report", wall, { as: { badge: badgeOf(2) } })).status).toBe(403);
    expect((await send(id, "report", forester)).status).toBe(403);
    expect((await send(id, "report", {})).status).toBe(401);
    expect((await send(id, "report", { ...desk, origin: "http://elsewhere.example" })).status).toBe(403);
    expect((await send(uuid(), "report", desk)).answer.refusal?.code).toBe("case_unknown");
    expect((await send(id, "report", desk, { id: "x" })).status).toBe(400);
    expect((await send(id, "report", desk, { as: { badge: badgeOf(2) } })).status).toBe(403);
    expect(await files()).toEqual([]);
  });

  test("of a loop gone wild no more than a hazard's are taken at once", async () => {
    const { world, desk, report, send } = await open();
    const id = await report();
    let last = 0;
    for (let n = 0; n <= photosMost.burst; n += 1)
      last = (await send(id, "report", desk, {}, new Uint8Array(9))).status;
    expect(last).toBe(429);
    world.passTime(31_000);
    expect((await send(id, "report", desk)).status).toBe(201);
  });

  test("where the disk takes nothing: the sentence says so, the hazard stands, and nothing names what is not there", async () => {
    const { desk, report, send, photosOn } = await open(true);
    const id = await report();
    expect(await send(id, "report", desk)).toMatchObject({
      status: 503,
      answer: { kind: "retry", refusal: { code: "case_photo_unkept" } },
    });
    expect(photosOn(id)).toEqual([]);
  });
});

describe("[SCR-2] a photo out", () => {
  test("to desks that may read the case, and to nobody else; a file that was changed behind our back is not shown", async () => {
    const { world, desk, kiosk, report, send, photosOn, get } = await open();
    const id = await report();
    await send(id, "report", desk);
    const hash = firstHash(photosOn(id));
    const miner = { cookie: await world.signIn("foreman", unitId("mine")) };
    const forester = { cookie: await world.signIn("manager", unitId("forest")) };
    const wall = { authorization: `Bearer ${(await world.pair("wall")).token}` };
    const statuses = async (...who: readonly Headers[]) =>
      Promise.all(who.map(async (headers) => (await get(id, hash, headers)).status));
    expect(await statuses(desk, miner, forester, kiosk, wall, {})).toEqual([200, 200, 404, 401, 401, 401]);
    expect((await get(await report(), hash, desk)).status).toBe(404);
    await writeFile(join(world.casePhotos, `${hash}.jpeg`), "<script>");
    expect(await statuses(desk)).toEqual([404]);
  });
});

describe("[ORG-2] a photo gone", () => {
  test("its file goes when it is taken out, when the case is void, when it leaves the board, when whoever took it is forgotten", async () => {
    const { world, desk, kiosk, report, send, photosOn, files, get } = await open();
    const ids = [await report(worker(9)), await report(), await report(), await report()] as const;
    for (const [n, id] of ids.entries()) {
      const as = n === 0 ? { as: { badge: badgeOf(9) } } : {};
      expect((await send(id, "report", n === 0 ? kiosk : desk, as, photoOf(64, 48, n))).status).toBe(201);
    }
    // The same picture on two cases goes with the last of them.
    expect((await send(ids[3], "report", desk, {}, photoOf(64, 48, 1))).status).toBe(201);
    expect(await files()).toHaveLength(4);
    const [first, second, third] = ids.map((id) => firstHash(photosOn(id)));
    const admin = office("admin");
    await world.act({ type: "ForgetWorker", worker: workerId("w9") }, admin);
    await vi.waitFor(async () => expect(await files()).not.toContain(`${first}.jpeg`), { timeout: 20_000 });
    await world.act({ type: "TakeOutPhoto", case: ids[1], hash: second ?? "", reason: "有人脸" }, safety);
    expect((await get(ids[1], second ?? "", desk)).status).toBe(404);
    await world.act({ type: "VoidCase", case: ids[2], reason: "录错" }, safety);
    await vi.waitFor(async () => expect(await files()).not.toContain(`${third}.jpeg`), { timeout: 20_000 });
    expect(await files()).toContain(`${second}.jpeg`);
    await world.act({ type: "Retire", records: [{ of: "case", id: ids[3] }] }, watcher);
    await vi.waitFor(async () => expect(await files()).toEqual([]), { timeout: 20_000 });
  });
});
