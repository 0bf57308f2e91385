// How a post's tile looks: symbol, word and weight of its state. Symbol says how urgent, word says what.

import type { PostLook } from "../../domain/manning.ts";
import type { PostState } from "../../domain/post-status.ts";

export type TileLook = {
  readonly symbol: string;
  /** `calm` tiles omit the word. */
  readonly tone: "calm" | "told" | "off" | "abnormal" | "p1-unanswered" | "p1-answered";
};

/** States that need no act but are worth a word. */
const told: ReadonlySet<PostState> = new Set(["awaited", "due", "handover"]);

const calmSymbol = (look: PostLook): string => {
  switch (look.status.state) {
    case "suspended":
      return "off";
    case "unscheduled":
      return "empty";
    case "handover":
      return "handover";
    case "due":
      return "due";
    case "awaited":
      return "awaited";
    case "manned":
    case "vacant":
    case "overdue":
    case "absent":
      return look.post.key ? "key" : "calm";
  }
};

export const tileLook = (look: PostLook): TileLook => {
  const { priority, alarm, status } = look;
  if (priority === undefined) {
    const off = status.state === "suspended" || status.state === "unscheduled";
    const tone = off ? "off" : told.has(status.state) ? "told" : "calm";
    return { symbol: calmSymbol(look), tone };
  }
  const tone = priority !== 1 ? "abnormal" : alarm?.is.state === "acked" ? "p1-answered" : "p1-unanswered";
  return { symbol: `p${priority}`, tone };
};

/** Whether an age says something: a post that nobody is due at has none. */
export const hasAge = (state: PostState): boolean => state !== "unscheduled" && state !== "suspended";
