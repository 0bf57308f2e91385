// What the phone's page tells the server's doors, and what it makes of each answer. [PAT-1, COV-2]

import { describe, expect, test, vi } from "vitest";
import { createDoor } from "../../web/scan/door.ts";
import { asFound, asTold, type Finding, type Scan } from "../../web/scan/scan.ts";

const kept: Scan = { id: "s1", route: "r1", checkpoint: "c1", by: "qr", at: 5, fate: { state: "waiting" } };

describe("[COV-2] the phone's door of findings", () => {
  const finding: Finding = {
    id: "f1",
    sort: "fire",
    note: "冒烟",
    at: 5,
    place: { lonLat: [119.9, 47.2], acc: 12 },
    photo: new Blob(["picture"]),
    fate: { state: "waiting" },
  };
  const ask = async (status: number, body: unknown) => {
    const sent: FormData[] = [];
    vi.stubGlobal("fetch", async (_: string, init: { readonly body: FormData }) => {
      sent.push(init.body);
      return typeof body === "string" ? new Response(body, { status }) : Response.json(body, { status });
    });
    const told = await createDoor({ token: () => "t", lang: "zh-CN", now: () => 9 }).found(finding);
    vi.unstubAllGlobals();
    return { told, sent };
  };
  test("tells the finding with the phone's own clock, and its photo beside it", async () => {
    const { told, sent } = await ask(201, { kind: "ok", seq: 3 });
    expect(told).toEqual({ kind: "answered", answers: [{ id: "f1", kind: "ok" }] });
    const said = { id: "f1", sort: "fire", note: "冒烟", at: 5, now: 9, lonLat: [119.9, 47.2], acc: 12 };
    expect(JSON.parse(String(sent[0]?.get("finding")))).toEqual(said);
    expect(asFound(finding, 9)).toEqual(said);
    expect(sent[0]?.get("photo")).toBeInstanceOf(Blob);
  });
  test.each([
    [201, { kind: "ok", photo: { message: "照片没有收" } }, [{ id: "f1", kind: "ok", note: "照片没有收" }]],
    [
      409,
      { kind: "refused", refusal: { code: "unit_unknown" }, message: "没有" },
      [{ id: "f1", kind: "refused", refusal: { code: "unit_unknown" }, message: "没有" }],
    ],
  ])("answered %i", async (status, body, answers) => {
    expect((await ask(status, body)).told).toEqual({ kind: "answered", answers });
  });
  test.each([
    [401, { refusal: { code: "token_unknown" }, message: "没有登记" }, { kind: "stopped", message: "没有登记" }],
    [410, { refusal: { code: "tracker_removed" }, message: "停用" }, { kind: "stopped", message: "停用" }],
    [503, { refusal: { code: "storage_failed" }, message: "存储" }, { kind: "no-line" }],
    [429, { refusal: { code: "too_many" }, message: "太快" }, { kind: "later", message: "太快" }],
    [429, "<html>", { kind: "no-line" }],
    [200, "<html>", { kind: "no-line" }],
  ])("not answered: %i", async (status, body, told) => {
    expect((await ask(status, body)).told).toEqual(told);
  });
});

describe("[PAT-1] the phone's door", () => {
  const ask = (response: () => Promise<Response>) => {
    vi.stubGlobal("fetch", response);
    return createDoor({ token: () => "t", lang: "zh-CN", now: () => 9 }).tell([kept]);
  };
  test.each([
    ["answers", async () => Response.json({ answers: [{ id: "s1", kind: "ok" }] }), { kind: "answered" }],
    ["no line", async () => Promise.reject(new TypeError("Failed to fetch")), { kind: "no-line" }],
    ["a proxy without its server", async () => new Response("<html>", { status: 502 }), { kind: "no-line" }],
    ["a page to sign in to a network", async () => new Response("<html>", { status: 200 }), { kind: "no-line" }],
    [
      "a token that ended",
      async () => Response.json({ message: "停用" }, { status: 401 }),
      { kind: "stopped", message: "停用" },
    ],
  ])("%s", async (_, response, told) => {
    expect(await ask(response)).toMatchObject(told);
    vi.unstubAllGlobals();
  });
  test("tells all that the server needs and nothing of the phone's own book-keeping", () => {
    expect(asTold({ ...kept, place: { lonLat: [119.9, 47.2], acc: 12 } })).toEqual({
      id: "s1",
      route: "r1",
      checkpoint: "c1",
      by: "qr",
      at: 5,
      lonLat: [119.9, 47.2],
      acc: 12,
    });
  });
});
