// What a sign's link says, what the page says of a scan in its largest word, and what is asked of the server. [PAT-1]

import { describe, expect, test, vi } from "vitest";
import { headlineOf } from "../../web/scan/headline.ts";
import { createScanPage } from "../../web/scan/page.svelte.ts";
import { type Finding, type Kept, type Place, type Scan, type Shown, sameScan } from "../../web/scan/scan.ts";
import type { ScanStore } from "../../web/scan/scan-store.ts";
import { signOfLink, tokenOf } from "../../web/scan/sign.ts";
import { scanWords } from "../../web/scan/words.ts";

const zh = scanWords("zh-CN");
const kept: Scan = { id: "s1", route: "r1", checkpoint: "c1", by: "qr", at: 5, fate: { state: "waiting" } };
const nothing: Shown = { waiting: 0, refused: 0, latest: [] };

/** The page over a disk and a door of the test's own; `did` is what happened, in order. */
const openPhone = (
  place: () => Promise<Place | undefined>,
  keep?: ScanStore["keep"],
  line: (finding: Finding) => "answered" | "no-line" = () => "answered",
) => {
  const did: string[] = [];
  let clock = 1_000_000;
  const shelf = (): { readonly all: Map<string, Kept>; readonly store: ScanStore } => {
    const all = new Map<string, Kept>();
    const change = (id: string, next: (one: Kept) => Kept): void => {
      const one = all.get(id);
      if (one !== undefined) all.set(id, next(one));
    };
    const store: ScanStore = {
      keep:
        keep ??
        (async (kept) => {
          did.push("kept");
          all.set(kept.id, kept);
        }),
      place: async (id, found) => {
        did.push("placed");
        change(id, (one) => ({ ...one, place: found }));
      },
      waiting: async (most) => [...all.values()].filter(({ fate }) => fate.state === "waiting").slice(0, most),
      settle: async (fates) => {
        for (const [id, fate] of fates) change(id, (one) => ({ ...one, fate }));
      },
      again: async () => undefined,
      shown: async () => ({ waiting: 0, refused: 0, latest: [...all.values()] }),
      last: async (route, checkpoint) =>
        [...all.values()].findLast((one) => "route" in one && one.route === route && one.checkpoint === checkpoint),
      prune: async () => undefined,
    };
    return { all, store };
  };
  const { all: scans, store } = shelf();
  const { all: findings, store: foundStore } = shelf();
  const page = createScanPage({
    scans: store,
    findings: foundStore,
    names: { take: async () => undefined, put: async () => undefined },
    door: {
      tell: async (told) => {
        did.push(`told ${told.map((one) => one.place?.acc ?? "unplaced").join()}`);
        return { kind: "answered", answers: told.map(({ id }) => ({ id, kind: "ok" })) };
      },
      found: async (finding) => {
        if (line(finding) === "no-line") return { kind: "no-line" };
        did.push(`found ${finding.sort} ${finding.place?.acc ?? "unplaced"}`);
        return { kind: "answered", answers: [{ id: finding.id, kind: "ok", note: "照片没有收" }] };
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
    alone: (_, run) => run(),
  });
  const pass = (ms: number): void => {
    clock += ms;
  };
  return { page, did, scans, findings, pass };
};

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
    const { title, note, look } = headlineOf({ kind: "kept", kept: scan }, shown, line, zh, false);
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
  const sign = { route: "r1", checkpoint: "c1" };

  test("is kept before anything else, then placed, then sent with its place", async () => {
    const { page, did } = openPhone(async () => ({ lonLat: [119.9, 47.2], acc: 12 }));
    await page.scan(sign, "qr");
    await vi.waitFor(() => expect(did).toEqual(["kept", "asked where", "placed", "told 12"]));
  });
  test("goes without a place where the phone gives none", async () => {
    const { page, did } = openPhone(async () => undefined);
    await page.scan(sign, "nfc");
    await vi.waitFor(() => expect(did).toEqual(["kept", "asked where", "told unplaced"]));
  });
  test("is one within a minute, however often a tab is opened; afterwards another", async () => {
    const { page, scans, pass } = openPhone(async () => undefined);
    await page.scan(sign, "qr");
    pass(sameScan - 1);
    await page.scan(sign, "qr");
    expect(scans.size).toBe(1);
    pass(1);
    await page.scan(sign, "qr");
    expect(scans.size).toBe(2);
  });
  test("that the phone's disk refuses is never said to be kept", async () => {
    const { page, did } = openPhone(
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

test("[PAT-1] all is well: kept first, then placed, then told with the scans", async () => {
  const { page, did, scans } = openPhone(async () => ({ lonLat: [119.9, 47.2], acc: 12 }));
  await page.checkIn();
  expect(page.moment).toMatchObject({ kind: "kept", kept: { what: "check-in" } });
  await vi.waitFor(() => expect(did).toEqual(["kept", "asked where", "placed", "told 12"]));
  await vi.waitFor(() => expect([...scans.values()]).toMatchObject([{ fate: { state: "sent" } }]));
});

describe("[COV-2] a finding on the phone", () => {
  test("is kept before anything else, then placed, then told; what the server says of its photo stays with it", async () => {
    const { page, did, findings } = openPhone(async () => ({ lonLat: [119.9, 47.2], acc: 12 }));
    expect(await page.find({ sort: "fire", note: "冒烟", photo: new Blob(["x"]) })).toBe(true);
    expect(page.moment).toMatchObject({ kind: "kept", kept: { sort: "fire", note: "冒烟" } });
    await vi.waitFor(() => expect(did).toEqual(["kept", "asked where", "placed", "found fire 12"]));
    await vi.waitFor(() =>
      expect([...findings.values()]).toMatchObject([{ fate: { state: "sent", note: "照片没有收" } }]),
    );
  });
  test("a heavy photo that the line cannot carry holds no lighter finding up", async () => {
    const told: string[] = [];
    const { page } = openPhone(
      async () => undefined,
      undefined,
      (finding) => {
        told.push(finding.note);
        return finding.photo === undefined ? "answered" : "no-line";
      },
    );
    await page.find({ sort: "pest", note: "heavy", photo: new Blob(["x".repeat(1000)]) });
    await vi.waitFor(() => expect(told).toContain("heavy"));
    await page.find({ sort: "fire", note: "light" });
    await vi.waitFor(() => expect(told).toContain("light"));
  });
  test("that the phone's disk refuses is said so, and the form keeps what was typed", async () => {
    const { page, did } = openPhone(
      async () => undefined,
      async () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    );
    expect(await page.find({ sort: "pest", note: "" })).toBe(false);
    expect(page.moment).toEqual({ kind: "unkept" });
    expect(did).toEqual([]);
  });
});
