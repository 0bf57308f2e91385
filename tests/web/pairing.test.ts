// Pairing: a code on the glass, a token once a person has approved it, and patience with a server that is away.

import { describe, expect, it } from "vitest";
import { codeHalves, createPairing, type PairingState, pollEvery, retryEvery } from "../../web/lib/pairing.ts";

const bench = (answers: readonly (readonly [path: string, answer: unknown])[]) => {
  const states: PairingState[] = [];
  const asked: (readonly [string, unknown])[] = [];
  const waits: number[] = [];
  let next: (() => void) | undefined;
  const queue = [...answers];
  const pairing = createPairing({
    profile: "wall",
    ask: async (path, body) => {
      asked.push([path, body]);
      const answer = queue.shift();
      if (answer === undefined) throw new Error("asked too often");
      expect(path).toBe(`/api/v1/screens/${answer[0]}`);
      if (answer[1] instanceof Error) throw answer[1];
      return answer[1];
    },
    after: (ms, then) => {
      waits.push(ms);
      next = then;
      return () => {
        next = undefined;
      };
    },
    onState: (state) => states.push(state),
  });
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 10; i += 1) await Promise.resolve();
  };
  const pass = async (): Promise<void> => {
    await settle();
    const then = next;
    next = undefined;
    then?.();
    await settle();
  };
  return { pairing, states, asked, waits, pass, settle, waiting: () => next !== undefined };
};

const begun = { code: "ACDE-FGHJ", secret: "s1", expiresAt: 1000 };
const showing = { state: "showing", code: "ACDE-FGHJ", expiresAt: 1000 };

describe("pairing", () => {
  it("[SCR-1] shows a code, asks again and again, and ends with the token", async () => {
    const { states, asked, waits, pass } = bench([
      ["begin", begun],
      ["collect", { state: "pending" }],
      ["collect", { state: "token", token: "t", screen: { id: "s" } }],
    ]);
    await pass();
    await pass();
    expect(states).toEqual([{ state: "asking" }, showing, { state: "paired", token: "t" }]);
    expect(asked[0]?.[1]).toEqual({ profile: "wall" });
    expect(asked[2]?.[1]).toEqual({ secret: "s1" });
    expect(waits).toEqual([pollEvery, pollEvery]);
  });

  it("takes a new code when the old one has expired", async () => {
    const { states, pass } = bench([
      ["begin", begun],
      ["collect", { state: "expired" }],
      ["begin", { ...begun, code: "KMNP-RTWX" }],
    ]);
    await pass();
    expect(states.at(-1)).toEqual({ ...showing, code: "KMNP-RTWX" });
  });

  it("keeps the code on the glass while the server is away, and tries for ever", async () => {
    const { states, pass, waiting } = bench([
      ["begin", begun],
      ["collect", new TypeError("fetch failed")],
      ["collect", { kind: "refused" }],
    ]);
    await pass();
    await pass();
    expect(states.at(-1)).toEqual(showing);
    expect(waiting()).toBe(true);
  });

  it("says that nobody answers when it cannot even begin, and begins anew later", async () => {
    const { states, waits, pass } = bench([
      ["begin", new TypeError("fetch failed")],
      ["begin", begun],
    ]);
    await pass();
    expect(states).toEqual([{ state: "asking" }, { state: "unreachable" }, showing]);
    expect(waits[0]).toBe(retryEvery);
  });

  it("asks nothing more once it is closed", async () => {
    const { pairing, asked, settle, waiting } = bench([["begin", begun]]);
    await settle();
    pairing.close();
    expect(waiting()).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it("reads a code in two halves, with or without its dash", () => {
    expect(codeHalves("ACDE-FGHJ")).toEqual(["ACDE", "FGHJ"]);
    expect(codeHalves("ACDEFGHJ")).toEqual(["ACDE", "FGHJ"]);
  });
});
