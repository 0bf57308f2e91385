// What waits on a phone goes oldest first, leaves only by an answer, and is never asked for ever. [PAT-1]

import { describe, expect, test } from "vitest";
import type { ScanAnswer } from "../../domain/patrols/scan-report.ts";
import type { Fate, Kept, Scan } from "../../web/scan/scan.ts";
import { createSender, firstRetry, type LineState, lastRetry, scansAtOnce, type Told } from "../../web/scan/sender.ts";

const scan = (n: number): Scan => ({
  id: `s${String(n).padStart(3, "0")}`,
  route: "r1",
  checkpoint: `c${n}`,
  by: "qr",
  at: n,
  fate: { state: "waiting" },
});
const ok = ({ id }: Kept): ScanAnswer => ({ id, kind: "ok" });
const answered =
  (answer: (one: Kept) => ScanAnswer) =>
  (scans: readonly Kept[]): Told => ({
    kind: "answered",
    answers: scans.map(answer),
  });

const open = (count: number) => {
  const kept = new Map(Array.from({ length: count }, (_, n) => [scan(n).id, scan(n)]));
  const reports: (readonly string[])[] = [];
  const waits: { readonly ms: number; readonly run: () => void }[] = [];
  const held = new Set<string>();
  let answer: (scans: readonly Kept[]) => Told = answered(ok);
  let line: LineState = { state: "idle" };
  const sender = createSender({
    store: {
      waiting: async (most) => [...kept.values()].filter(({ fate }) => fate.state === "waiting").slice(0, most),
      settle: async (fates: ReadonlyMap<string, Fate>) => {
        for (const [id, fate] of fates) {
          const one = kept.get(id);
          if (one !== undefined) kept.set(id, { ...one, fate });
        }
      },
    },
    atOnce: scansAtOnce,
    tell: async (scans) => {
      reports.push(scans.map(({ id }) => id));
      return answer(scans);
    },
    isHeld: (id) => held.has(id),
    now: () => 7,
    wait: (ms, run) => {
      const one = { ms, run };
      waits.push(one);
      return () => {
        if (waits.includes(one)) waits.splice(waits.indexOf(one), 1);
      };
    },
    alone: (run) => run(),
    onChange: (next) => {
      line = next;
    },
  });
  /** Lets every promise that can settle do so. */
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  const states = (state: Fate["state"]) => [...kept.values()].filter(({ fate }) => fate.state === state).length;
  return {
    sender,
    reports,
    waits,
    held,
    settled,
    states,
    kept,
    line: () => line,
    answers: (next: typeof answer) => {
      answer = next;
    },
    flush: async () => {
      sender.flush();
      await settled();
    },
  };
};

describe("[PAT-1] scans that wait on a phone", () => {
  test("go oldest first, in reports one after another, each scan once", async () => {
    const phone = open(120);
    await phone.flush();
    expect(phone.reports.map((ids) => ids.length)).toEqual([scansAtOnce, scansAtOnce, 20]);
    expect(phone.reports.flat()).toEqual([...phone.kept.keys()]);
    expect(phone.states("sent")).toBe(120);
    expect(phone.line()).toEqual({ state: "idle" });
    await phone.flush();
    expect(phone.reports).toHaveLength(3);
  });

  test("without a line wait longer from try to try, up to a minute, and begin anew when it is back", async () => {
    const phone = open(3);
    phone.answers(() => ({ kind: "no-line" }));
    await phone.flush();
    const waited: number[] = [];
    for (let n = 0; n < 8; n += 1) {
      const next = phone.waits.shift();
      waited.push(next?.ms ?? 0);
      next?.run();
      await phone.settled();
    }
    expect(waited).toEqual([firstRetry, 4_000, 8_000, 16_000, 32_000, lastRetry, lastRetry, lastRetry]);
    expect(phone.line()).toEqual({ state: "no-line" });
    expect(phone.states("waiting")).toBe(3);
    phone.answers(answered(ok));
    await phone.flush();
    expect(phone.states("sent")).toBe(3);
    expect(phone.waits).toEqual([]);
  });

  test("asked for patience it waits in the same way, says so in the server's words, and keeps all", async () => {
    const phone = open(2);
    phone.answers(() => ({ kind: "later", message: "稍后自动再发" }));
    await phone.flush();
    expect(phone.line()).toEqual({ state: "later", message: "稍后自动再发" });
    expect([phone.waits.map(({ ms }) => ms), phone.states("waiting")]).toEqual([[firstRetry], 2]);
    phone.answers(answered(ok));
    phone.waits.shift()?.run();
    await phone.settled();
    expect(phone.states("sent")).toBe(2);
  });

  test("an answer that was lost is asked for again under the same ids", async () => {
    const phone = open(2);
    phone.answers(() => ({ kind: "no-line" }));
    await phone.flush();
    phone.answers(answered(ok));
    phone.waits.shift()?.run();
    await phone.settled();
    expect(phone.reports).toEqual([
      ["s000", "s001"],
      ["s000", "s001"],
    ]);
  });

  test("a refused one is kept with its sentence, asked no more, and holds up no other", async () => {
    const phone = open(2);
    phone.answers(
      answered((one) =>
        one.id === "s000"
          ? { id: one.id, kind: "refused", refusal: { code: "scan_no_patrol" }, message: "没有巡护" }
          : ok(one),
      ),
    );
    await phone.flush();
    await phone.flush();
    expect(phone.reports).toHaveLength(1);
    expect(phone.kept.get("s000")?.fate).toEqual({ state: "refused", message: "没有巡护" });
    expect(phone.kept.get("s001")?.fate).toEqual({ state: "sent", at: 7 });
  });

  test("what the server cannot record now waits, and is no loop", async () => {
    const phone = open(60);
    phone.answers(
      answered((one) =>
        one.id === "s000" ? { id: one.id, kind: "retry", refusal: { code: "storage_failed" }, message: "" } : ok(one),
      ),
    );
    await phone.flush();
    expect([phone.states("sent"), phone.states("waiting")]).toEqual([59, 1]);
    expect(phone.waits.map(({ ms }) => ms)).toEqual([firstRetry]);
  });

  test("a phone that the server does not know asks no more until somebody acts, and loses nothing", async () => {
    const phone = open(2);
    phone.answers(() => ({ kind: "stopped", message: "停用" }));
    await phone.flush();
    expect(phone.line()).toEqual({ state: "stopped", message: "停用" });
    expect([phone.waits.length, phone.states("waiting")]).toEqual([0, 2]);
    phone.answers(answered(ok));
    await phone.flush();
    expect(phone.states("sent")).toBe(2);
  });

  test("one whose place is still asked for is not sent without it", async () => {
    const phone = open(2);
    phone.held.add("s001");
    await phone.flush();
    expect(phone.reports).toEqual([["s000"]]);
    phone.held.clear();
    await phone.flush();
    expect(phone.reports).toEqual([["s000"], ["s001"]]);
  });

  test("asked many times at once, it sends each scan once; closed, nothing", async () => {
    const phone = open(2);
    for (let n = 0; n < 5; n += 1) phone.sender.flush();
    await phone.settled();
    expect(phone.reports).toHaveLength(1);
    const shut = open(1);
    shut.sender.close();
    await shut.flush();
    expect(shut.reports).toEqual([]);
  });
});
