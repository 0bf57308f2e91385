// What a sign's link says, what the page says of a scan in its largest word, and what is asked of the server. [PAT-1]

import { describe, expect, test, vi } from "vitest";
import { createDoor } from "../../web/scan/door.ts";
import { headlineOf } from "../../web/scan/headline.ts";
import { createScanPage } from "../../web/scan/page.svelte.ts";
import { asTold, type Place, type Scan, type Shown, sameScan } from "../../web/scan/scan.ts";
import type { ScanStore } from "../../web/scan/scan-store.ts";
import { signOfLink, tokenOf } from "../../web/scan/sign.ts";
import { scanWords } from "../../web/scan/words.ts";

const zh = scanWords("zh-CN");
const kept: Scan = { id: "s1", route: "r1", checkpoint: "c1", by: "qr", at: 5, fate: { state: "waiting" } };
const nothing: Shown = { waiting: 0, refused: 0, latest: [] };

describe("[PAT-1] the link on a sign", () => {
  test.each([
    ["https://host/scan?c=r1.c1", { route: "r1", checkpoint: "c1" }],
    ["http://10.0.0.8:8080/scan?c=r-birch.birch.1&x=2", { route: "r-birch", checkpoint: "birch.1" }],
    ["https://old-host/scan?c=%E5%8C%97.c1", { route: "北", checkpoint: "c1" }],
    ["https://host/scan", undefined],
    ["https://host/scan?c=r1", undefined],
    ["https://host/scan?c=.c1", undefined],
    ["https://host/scan?c=r1.", undefined],
    [`https://host/scan?c=r1.${"x".repeat(65)}`, undefined],
    ["no link", undefined],
  ])("%s", (link, sign) => {
    expect(signOfLink(link)).toEqual(sign);
  });

  test("a token is taken as a link, as pasted, and as nothing else", () => {
    const token = "abcdefghijklmnopqrstuvwxyz_-0123456789";
    for (const text of [`https://host/scan#${token}`, `#${token}`, ` ${token}\n`]) expect(tokenOf(text)).toBe(token);
    for (const text of ["", "#", "short", `${token} x`, "口令口令口令口令口令口令口令"])
      expect(tokenOf(text)).toBeUndefined();
  });
});

describe("[PAT-1] the largest word", () => {
  const said = (scan: Scan, line: Parameters<typeof headlineOf>[2] = { state: "idle" }, shown = nothing) => {
    const { title, note, look } = headlineOf({ kind: "scan", scan }, shown, line, zh, false);
    return [look, title, note];
  };
  test("kept is said before anything is sent, and that it will go by itself where there is no line", () => {
    expect(said(kept)).toEqual(["waiting", "已记下", "正在上传…"]);
    expect(said(kept, { state: "no-line" })).toEqual(["waiting", "已记下", "离线，有网会自动上传"]);
    expect(said(kept, { state: "stopped", message: "" })[2]).toBe(zh.stoppedNote);
  });
  test("sent and refused are what the store has of this scan, not what it was", () => {
    const sent: Scan = { ...kept, fate: { state: "sent", at: 9 } };
    const refused: Scan = { ...kept, fate: { state: "refused", message: "没有巡护" } };
    expect(said(kept, { state: "idle" }, { ...nothing, latest: [sent] })).toEqual(["sent", "已上传", ""]);
    expect(said(kept, { state: "idle" }, { ...nothing, latest: [refused] })).toEqual([
      "refused",
      zh.refused,
      "没有巡护",
    ]);
  });
  test("what the phone could not keep, and what is no sign, are said as loud", () => {
    const title = (kind: "unkept" | "bad-sign" | "none") => headlineOf({ kind }, nothing, { state: "idle" }, zh, true);
    expect(title("unkept")).toMatchObject({ look: "refused", title: zh.unkept });
    expect(title("bad-sign")).toMatchObject({ look: "refused", title: zh.badSign });
    expect(title("none")).toMatchObject({ look: "none", note: zh.hintTag });
  });
});

describe("[PAT-1] a scan on the phone", () => {
  const open = (place: () => Promise<Place | undefined>, keep?: ScanStore["keep"]) => {
    const scans = new Map<string, Scan>();
    const did: string[] = [];
    let clock = 1_000_000;
    const store: ScanStore = {
      keep:
        keep ??
        (async (scan) => {
          did.push("kept");
          scans.set(scan.id, scan);
        }),
      place: async (id, found) => {
        did.push("placed");
        const scan = scans.get(id);
        if (scan !== undefined) scans.set(id, { ...scan, place: found });
      },
      waiting: async () => [...scans.values()].filter(({ fate }) => fate.state === "waiting"),
      settle: async (fates) => {
        for (const [id, fate] of fates) {
          const scan = scans.get(id);
          if (scan !== undefined) scans.set(id, { ...scan, fate });
        }
      },
      again: async () => undefined,
      shown: async () => ({ waiting: 0, refused: 0, latest: [...scans.values()] }),
      last: async (route, checkpoint) =>
        [...scans.values()].findLast((one) => one.route === route && one.checkpoint === checkpoint),
      prune: async () => undefined,
    };
    const page = createScanPage({
      store,
      names: { take: async () => undefined, put: async () => undefined },
      door: {
        tell: async (told) => {
          did.push(`told ${told.map((one) => one.place?.acc ?? "unplaced").join()}`);
          return { kind: "answered", answers: told.map(({ id }) => ({ id, kind: "ok" })) };
        },
        names: async () => undefined,
      },
      token: () => "t",
      placeNow: () => {
        did.push("asked where");
        return place();
      },
      now: () => clock,
      wait: () => () => undefined,
      alone: (run) => run(),
    });
    const pass = (ms: number): void => {
      clock += ms;
    };
    return { page, did, scans, pass };
  };
  const sign = { route: "r1", checkpoint: "c1" };

  test("is kept before anything else, then placed, then sent with its place", async () => {
    const { page, did } = open(async () => ({ lonLat: [119.9, 47.2], acc: 12 }));
    await page.scan(sign, "qr");
    await vi.waitFor(() => expect(did).toEqual(["kept", "asked where", "placed", "told 12"]));
  });
  test("goes without a place where the phone gives none", async () => {
    const { page, did } = open(async () => undefined);
    await page.scan(sign, "nfc");
    await vi.waitFor(() => expect(did).toEqual(["kept", "asked where", "told unplaced"]));
  });
  test("is one within a minute, however often a tab is opened; afterwards another", async () => {
    const { page, scans, pass } = open(async () => undefined);
    await page.scan(sign, "qr");
    pass(sameScan - 1);
    await page.scan(sign, "qr");
    expect(scans.size).toBe(1);
    pass(1);
    await page.scan(sign, "qr");
    expect(scans.size).toBe(2);
  });
  test("that the phone's disk refuses is never said to be kept", async () => {
    const { page, did } = open(
      async () => undefined,
      async () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    );
    await page.scan(sign, "qr");
    expect(page.moment).toEqual({ kind: "unkept" });
    expect(did).toEqual([]);
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
