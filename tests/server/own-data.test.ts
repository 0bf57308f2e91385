// The doors of one's own data: only his PIN's proof opens them; the code opens once, for ten minutes, on any phone; the desk prints what it may see. [ORG-2]

import * as v from "valibot";
import { expect, test } from "vitest";
import { correctionsOf } from "../../domain/corrections/corrections.ts";
import { ownCode, ownData } from "../../domain/corrections/own-data.ts";
import { commandId, seq, unitId, workerId } from "../../domain/ids.ts";
import { kinds } from "../../domain/tables.ts";
import { minute } from "../../domain/time.ts";
import { createTokenDoors } from "../../server/access/doors.ts";
import { createIdentify } from "../../server/access/identify.ts";
import { createOwnData } from "../../server/http/own-data.ts";
import { toldIn } from "../../server/own-data/own-data.ts";
import { openWorld } from "../kit/open-world.ts";
import { shiftStart, siteFixture } from "../kit/site-fixture.ts";
import { worker } from "../kit/world.ts";

const she = workerId("w9");
const workerUnit = unitId("co");
const elsewhere = unitId("elsewhere");
const another = siteFixture().workers[3]?.name ?? "";

/** Somebody of whom the register says much; nobody else of her number or name. */
const site = () => {
  const made = siteFixture();
  const workers = made.workers.map((one) =>
    one.id === she
      ? { ...one, name: "乌云其木格", number: "880099", crew: "乙班", tags: ["青年标签"], party: true }
      : one,
  );
  return { ...made, workers };
};

const open = async () => {
  const world = await openWorld({ site: site() });
  const { room, projection } = world;
  let clock = shiftStart;
  const now = (): number => clock;
  const identify = createIdentify({
    ...room,
    workerByBadgeHash: () => undefined,
    workerByNumber: () => undefined,
    workerById: (id) => projection.board.get("worker", id),
    now,
  });
  const doors = createTokenDoors(room.devices, room.people);
  const { api, pages } = createOwnData({
    doors: () => doors,
    identify,
    intake: world.intake,
    pins: room.pins,
    projection,
    now,
    bases: () => ["http://10.0.0.7:8080"],
  });
  const { token, screen } = await world.pair("kiosk");
  const proofOf = (level: "badge" | "pin", whose = she): string =>
    room.proofs.issue({ worker: whose, level }, screen).proof;
  const ask = (path: string, body: object, as = token) =>
    api.request(path, {
      method: "POST",
      headers: { authorization: `Bearer ${as}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const code = async (): Promise<string> =>
    v.parse(ownCode, await (await ask("/my-data/code", { proof: proofOf("pin") })).json()).path.replace("/my-data", "");
  const pass = (ms: number): void => {
    clock += ms;
    world.passTime(ms);
  };
  const copies = () => projection.board.get("worker", she)?.copies ?? [];
  return { ...world, api, pages, screen, ask, code, proofOf, pass, copies };
};

test("[ORG-2] every kind of record is told in a part of it, or said to be of nobody", () => {
  expect(Object.keys(toldIn).toSorted()).toEqual([...kinds].toSorted());
});

test("[ORG-2] a PIN's proof at that kiosk shows all of it, in the language asked; a badge's, another kiosk's, a wall's show nothing", async () => {
  const { ask, proofOf, pair } = await open();
  const shown = await ask("/my-data", { proof: proofOf("pin"), lang: "en" });
  expect(shown.headers.get("cache-control")).toBe("no-store");
  const data = v.parse(ownData, await shown.json());
  expect(data).toMatchObject({ name: "乌云其木格", number: "880099", lang: "en" });
  const text = JSON.stringify(data);
  for (const said of ["乙班", "青年标签", "Party member mark", "union officer", "PIPL"]) expect(text).toContain(said);
  expect(text).not.toContain(another);
  // Others stand in the hall: whether he is in the party is in the copy that he takes away.
  const of = (what: string) => data.sections.flatMap(({ lines }) => lines).find((line) => line.what === what)?.value;
  expect(of("Party member mark")).toMatch(/copy/);

  expect((await ask("/my-data", { proof: proofOf("badge") })).status).toBe(403);
  expect((await ask("/my-data", {})).status).toBe(403);
  const [other, wall] = [await pair("kiosk"), await pair("wall")];
  for (const { token } of [other, wall]) {
    const refused = await ask("/my-data", { proof: proofOf("pin") }, token);
    expect([401, 403]).toContain(refused.status);
    expect(await refused.text()).not.toContain("880099");
  }
});

test("[ORG-2] the code opens one plain page, without cookies and kept nowhere; a second opening, an old one and a screen's token open nothing", async () => {
  const { code, pages, pass, pair, copies, screen } = await open();
  const first = await code();
  // A messenger looks at the link before its reader does.
  expect((await pages.request(first, { method: "HEAD" })).status).toBe(200);
  const page = await pages.request(first);
  expect(page.status).toBe(200);
  expect(page.headers.get("cache-control")).toBe("no-store");
  expect(page.headers.get("set-cookie")).toBeNull();
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  const html = await page.text();
  expect(html).toContain("乌云其木格");
  expect(html).toContain("党员标记</th><td>有");
  expect(html).not.toContain("<script");
  expect(copies()).toEqual([{ at: shiftStart, way: "phone", device: screen }]);

  const again = await pages.request(first);
  expect(again.status).toBe(403);
  expect(await again.text()).not.toContain("880099");

  const second = await code();
  pass(10 * minute);
  expect((await pages.request(second)).status).toBe(403);
  for (const profile of ["wall", "kiosk"] as const)
    expect((await pages.request(`/${(await pair(profile)).token}`)).status).toBe(403);
  expect(copies()).toHaveLength(1);
});

test("[ORG-2] the page's own links download it as JSON and as a table until the code would have run out; the code itself downloads nothing", async () => {
  const { code, pages, pass, copies } = await open();
  const path = await code();
  expect((await pages.request(`${path}/my-data.json`)).status).toBe(403);
  const html = await (await pages.request(path)).text();
  const [json = "", csv = ""] = [...html.matchAll(/href="\/my-data(\/[\w-]+\/my-data\.(?:json|csv))"/g)].map(
    ([, link]) => link ?? "",
  );
  const file = await pages.request(json);
  expect(file.headers.get("content-disposition")).toContain("my-data.json");
  expect(v.parse(ownData, await file.json()).number).toBe("880099");
  expect(await (await pages.request(csv)).text()).toContain("880099");
  expect(copies().map(({ way }) => way)).toEqual(["phone", "file", "file"]);
  // The files' key opens no page.
  expect((await pages.request(json.replace("/my-data.json", ""))).status).toBe(403);
  pass(10 * minute);
  expect((await pages.request(json)).status).toBe(403);
});

test("[ORG-2] five codes in ten minutes, then one waits; the codes bear at least 128 bits", async () => {
  const { ask, proofOf, code, pass } = await open();
  for (let n = 0; n < 5; n++)
    expect(Buffer.from((await code()).slice(1), "base64url").length).toBeGreaterThanOrEqual(16);
  const refused = await ask("/my-data/code", { proof: proofOf("pin") });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  pass(10 * minute);
  expect(await code()).toMatch(/^\/[\w-]{20,}$/);
});

test("[ORG-2] whoever was forgotten meanwhile has no page", async () => {
  const { code, pages, act } = await open();
  const path = await code();
  expect(
    await act(
      { type: "ForgetWorker", worker: she },
      { kind: "person", login: "a", name: "a", role: "admin", unit: workerUnit },
    ),
  ).toMatchObject({ kind: "ok" });
  expect((await pages.request(path)).status).toBe(403);
});

test("[ORG-2] the desk prints a copy only where one was asked for, and no more than its office sees", async () => {
  const { api, act, signIn, projection, copies, ledger } = await open();
  const cookie = await signIn("union-officer");
  const print = (id: string, as = cookie) =>
    api.request(`/corrections/${id}/copy`, { method: "POST", headers: { cookie: as } });
  await act({ type: "AskCorrection", field: "crew", about: "", wanted: "甲班" }, worker(9, "pin"));
  await act({ type: "AskCorrection", field: "copy", about: "", wanted: "" }, worker(9, "pin"));
  const [crew, copy] = correctionsOf(projection.board, she);
  expect((await print(crew?.id ?? "")).status).toBe(409);
  expect((await print(copy?.id ?? "", await signIn("foreman"))).status).toBe(403);
  expect((await print(copy?.id ?? "", await signIn("manager", elsewhere))).status).toBe(403);
  // To look at the address writes nothing.
  expect((await api.request(`/corrections/${copy?.id}/copy`, { headers: { cookie } })).status).toBe(404);
  expect(copies()).toEqual([]);
  const page = await print(copy?.id ?? "");
  expect(page.status).toBe(200);
  expect(page.headers.get("cache-control")).toBe("no-store");
  const { page: html } = v.parse(v.object({ page: v.string() }), await page.json());
  for (const said of ["乌云其木格", "880099", "乙班", "甲班"]) expect(html).toContain(said);
  for (const hidden of ["青年标签", "党员标记</th><td>有"]) expect(html).not.toContain(hidden);
  expect(copies().map(({ way }) => way)).toEqual(["desk"]);
  // Who printed it stands in the ledger; what was in it does not.
  const last: unknown[] = [];
  for await (const events of ledger.read(seq(0))) last.push(...events.filter(({ data }) => data.type === "CopyTaken"));
  expect(last).toMatchObject([{ actor: { kind: "person", role: "union-officer" } }]);
  expect(JSON.stringify(last)).not.toContain("880099");
});

test("[ORG-2] an answer stands in the list in words, and is read once it was shown", async () => {
  const { ask, act, proofOf, projection } = await open();
  await act({ type: "AskCorrection", field: "crew", about: "", wanted: "甲班" }, worker(9, "pin"));
  const [one] = correctionsOf(projection.board, she);
  if (one === undefined) throw new Error("nothing was asked");
  const asked = async () => {
    const data = v.parse(ownData, await (await ask("/my-data", { proof: proofOf("pin") })).json());
    return data.sections.find(({ part }) => part === "asked")?.lines.map(({ what, value }) => `${what} ${value}`) ?? [];
  };
  expect(await asked()).toEqual([expect.stringContaining("更正班组 · 甲班 等答复")]);
  await act(
    { type: "AnswerCorrection", correction: one.id, accept: true, reason: "" },
    { kind: "person", login: "m", name: "赵主任", role: "manager", unit: workerUnit },
  );
  expect(correctionsOf(projection.board, she)[0]?.is).toMatchObject({ read: false });
  expect(await asked()).toEqual([expect.stringContaining("名册还没改")]);
  expect(correctionsOf(projection.board, she)[0]?.is).toMatchObject({ read: true });
});

test("[ORG-2] an act of his that was refused later is named in words, in his language", async () => {
  const { ask, act, proofOf } = await open();
  const noted = {
    type: "NoteRefused",
    act: commandId("r1"),
    did: "SignOn",
    doneAt: shiftStart,
    tail: "",
    units: [workerUnit],
    refusal: { code: "too_old" },
    words: "",
    worker: she,
  } as const;
  await act(noted, { kind: "device", profile: "kiosk" });
  for (const [lang, name] of [
    ["zh-CN", "上岗签到"],
    ["en", "Sign-on"],
  ] as const) {
    const answer = await (await ask("/my-data", { proof: proofOf("pin"), lang })).text();
    expect(answer).toContain(name);
    expect(answer).not.toContain("SignOn");
  }
});

test("[ORG-2] an act of another that held her too is named, without his words and without why", async () => {
  const { ask, act, proofOf } = await open();
  const noted = {
    type: "NoteRefused",
    act: commandId("r2"),
    did: "SignUpCrew",
    doneAt: shiftStart,
    tail: "",
    units: [workerUnit],
    refusal: { code: "too_old" },
    words: "赶不上班车了",
    worker: workerId("w1"),
    others: [{ as: "crew", worker: she, of: "" }],
  } as const;
  const told = async (lang: "zh-CN" | "en") => await (await ask("/my-data", { proof: proofOf("pin"), lang })).text();
  expect(await told("en")).not.toContain("crew that you were in");
  await act(noted, { kind: "device", profile: "kiosk" });
  expect(await told("en")).toContain("crew that you were in");
  expect(await told("zh-CN")).toContain("里面有你");
  expect(await told("zh-CN")).not.toContain("赶不上班车了");
});
