// The replay's door on a screen's line: who may look back, how fast he may ask, and what he is answered when the store is broken.

import * as v from "valibot";
import type { Millis } from "../../domain/ids.ts";
import { type ReplayAnswer, type ReplayMoreAnswer, replayMoreRequest, replayRequest } from "../../domain/protocol.ts";
import { createAllowance } from "../allowance.ts";
import type { Line } from "../wire.ts";
import type { Replays } from "./replays.ts";

/** A hand on the scrub bar, and a screen that plays at the highest speed, stay below this. */
const most = { sustained: 5, burst: 30 } as const;

export const listenForReplay = (
  line: Line,
  deps: { readonly replays: Replays<Line>; readonly now: () => Millis; readonly onFault: (error: unknown) => void },
): void => {
  const { replays, now, onFault } = deps;
  const allowance = createAllowance(now, most);
  const failed = (
    error: unknown,
  ): { readonly kind: "refused"; readonly refusal: { readonly code: "replay_failed" } } => {
    onFault(error);
    return { kind: "refused", refusal: { code: "replay_failed" } };
  };

  const open = async (request: unknown): Promise<ReplayAnswer> => {
    const seconds = allowance.take();
    if (seconds > 0) return { kind: "refused", refusal: { code: "too_many", params: { seconds } } };
    const parsed = v.safeParse(replayRequest, request);
    if (!parsed.success) return { kind: "refused", refusal: { code: "malformed", params: { where: "replay" } } };
    // Only who has joined is known for what he is; what he sees of the past is what he would be shown now.
    const { audience } = line.data;
    if (audience === undefined) return { kind: "refused", refusal: { code: "forbidden" } };
    return replays.open(line, audience, parsed.output.at);
  };
  const more = async (request: unknown): Promise<ReplayMoreAnswer> => {
    const seconds = allowance.take();
    if (seconds > 0) return { kind: "refused", refusal: { code: "too_many", params: { seconds } } };
    const parsed = v.safeParse(replayMoreRequest, request);
    if (!parsed.success) return { kind: "refused", refusal: { code: "malformed", params: { where: "replay-more" } } };
    return replays.more(line, parsed.output);
  };

  line.on("replay", (request, answer) => {
    if (typeof answer === "function") void open(request).catch(failed).then(answer);
  });
  line.on("replay-more", (request, answer) => {
    if (typeof answer === "function") void more(request).catch(failed).then(answer);
  });
  line.on("disconnect", () => replays.leave(line));
};
