// What a page holds once all that nobody needs has been collected, and whether going round its views leaves something behind.

import type { CDPSession, Page } from "playwright-core";
import { expect } from "vitest";

export type Held = { readonly nodes: number; readonly listeners: number };

/** What the page holds after everything that nobody needs has been collected. */
export const heldBy = async (line: CDPSession): Promise<Held> => {
  for (let n = 0; n < 3; n += 1) await line.send("HeapProfiler.collectGarbage");
  const { nodes, jsEventListeners } = await line.send("Memory.getDOMCounters");
  return { nodes, listeners: jsEventListeners };
};

/** Rounds that are counted together after one alone has left nothing: LEAK_ROUNDS, as the soak does, fifty times and more. */
export const rounds = Number(process.env.LEAK_ROUNDS ?? 0);

/** Goes round until a round leaves nothing behind but the odd node of a text that has changed; then so often again. */
export const goRound = async (page: Page, round: () => Promise<void>): Promise<void> => {
  const line = await page.context().newCDPSession(page);
  // What is made on first sight and kept is no leak, nor is a board that is still arriving: a leak comes back with every round.
  let before: Held = { nodes: 0, listeners: 0 };
  const leftBehind = async (): Promise<readonly [nodes: boolean, listeners: boolean]> => {
    const last = before;
    await round();
    before = await heldBy(line);
    return [Math.abs(before.nodes - last.nodes) >= 10, before.listeners - last.listeners >= 2];
  };
  await expect.poll(leftBehind, { timeout: 60_000, interval: 300 }).toEqual([false, false]);
  if (rounds === 0) return;
  // The last of the rounds is the first of those after which is counted.
  for (let n = 1; n < rounds; n += 1) await round();
  // A view that was left may be held until the next record comes: what is held for good stays held.
  const grown = async (): Promise<readonly [nodes: boolean, listeners: boolean]> => {
    await round();
    const { nodes, listeners } = await heldBy(line);
    // Less than fifty nodes a round: a leak keeps a whole view, of hundreds, while the board itself may grow by some lines.
    return [nodes - before.nodes >= rounds * 50, listeners - before.listeners >= rounds * 2];
  };
  await expect.poll(grown, { timeout: 60_000, interval: 300 }).toEqual([false, false]);
};
