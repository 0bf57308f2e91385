// Many walls that lose their server and come back by themselves: some in a browser, the others as lines that wait as the page does.

import type { Page } from "playwright-core";
import { backoff } from "../../web/lib/backoff.ts";
import { createClient } from "./kiosk-client.ts";

export type Wall = {
  /** Resolves when it is fresh for the first time. */
  readonly open: () => Promise<void>;
  /** Resolves when it has noticed that the server is gone. */
  readonly lost: () => Promise<void>;
  /** Resolves when it is fresh again, with what happened meanwhile. */
  readonly fresh: () => Promise<void>;
  readonly close: () => void;
};

/**
 * A line that tries again as `web/lib/live.svelte.ts` does, by the same waits. `tries`: how often it has failed already, as if it
 * had been away for long.
 */
export const lineWall = (url: string, name: string, tries: number): Wall => {
  const client = createClient(url, "wall", name);
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let state: "away" | "fresh" = "away";
  let waiting: { readonly wanted: "away" | "fresh"; readonly met: () => void }[] = [];
  const become = (next: "away" | "fresh"): void => {
    state = next;
    for (const { wanted, met } of waiting) if (wanted === next) met();
    waiting = waiting.filter(({ wanted }) => wanted !== next);
  };
  const until = (wanted: "away" | "fresh"): Promise<void> =>
    state === wanted ? Promise.resolve() : new Promise((met) => waiting.push({ wanted, met }));
  const tryNow = (): void => {
    // What an earlier try still listens for would join a second time.
    client.socket.off("connect").off("connect_error");
    client.connect().then(
      (answer) => {
        if (answer.kind !== "joined") throw new Error(`${name} may not join: ${JSON.stringify(answer)}`);
        attempt = 0;
        become("fresh");
      },
      () => schedule(),
    );
  };
  const schedule = (): void => {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(tryNow, backoff(attempt, Math.random()));
    attempt += 1;
  };
  client.socket.on("disconnect", () => {
    attempt = Math.max(attempt, tries);
    become("away");
    schedule();
  });
  return {
    open: () => {
      tryNow();
      return until("fresh");
    },
    lost: () => until("away"),
    fresh: () => until("fresh"),
    close: () => {
      closed = true;
      clearTimeout(timer);
      client.close();
    },
  };
};

/** A wall in a browser; what it says of itself is read off the page, as those who stand before it do. */
export const pageWall = (page: Page, url: string, patience: number): Wall => {
  const dead = page.locator(".dead");
  return {
    open: async () => {
      await page.goto(`${url}/wall`);
      await page.locator(".groups li").first().waitFor();
    },
    lost: () => dead.waitFor({ timeout: 30_000 }),
    fresh: () => dead.waitFor({ state: "detached", timeout: patience }),
    close: () => {},
  };
};

/** How long each was not fresh after the server's return, ms, the quickest first. */
export const returnTimes = async (
  walls: readonly Wall[],
  server: { readonly stop: () => Promise<unknown>; readonly start: () => Promise<void> },
  away: () => Promise<void>,
): Promise<readonly number[]> => {
  await Promise.all(walls.map((wall) => wall.open()));
  await server.stop();
  await Promise.all([away(), ...walls.map((wall) => wall.lost())]);
  await server.start();
  const returned = performance.now();
  const times = await Promise.all(
    walls.map(async (wall) => {
      await wall.fresh();
      return performance.now() - returned;
    }),
  );
  return times.toSorted((a, b) => a - b);
};
