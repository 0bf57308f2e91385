// Whose signature a foreman's stood in for, and why: told alike in a post's facts and in the story of its alarms. [POST-5]

import type { Relief } from "../../../domain/posts/relief.ts";
import type { Desk } from "../desk.svelte.ts";

export const signedForText = ({ from, by, reason }: Relief, desk: Desk) => ({
  from: desk.workerName(from),
  by: desk.workerName(by),
  reason,
});
