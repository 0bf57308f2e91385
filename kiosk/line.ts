// The line as the pages show it, and how long a page waits for an answer over it.

import type { Live } from "../web/lib/live.svelte.ts";
import type { Line } from "./kiosk.ts";

/** `known`: there is a board to show, this one's or a remembered one. */
export const lineOf = (
  { link, lastSign }: Pick<Live, "link" | "lastSign">,
  known: boolean,
  rememberedAt: number,
): Line => {
  if (link.state === "live") return { state: "live" };
  if (link.state === "connecting" && !known) return { state: "connecting" };
  return { state: "lost", since: lastSign === 0 ? rememberedAt : lastSign };
};

/** Undefined: no line, or no answer in time. */
export const answeredOn =
  (live: Pick<Live, "link">, patience: number) =>
  async <T>(answer: Promise<T>): Promise<T | undefined> => {
    if (live.link.state !== "live") return undefined;
    return Promise.race([answer, new Promise<undefined>((resolve) => setTimeout(resolve, patience, undefined))]);
  };
