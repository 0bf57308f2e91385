// One POST to a receiver outside: ten seconds in all, no redirect, no more of its answer than is needed to know what it means.

import type { Delivery, HookFormat } from "../../domain/alarms/webhook.ts";
import { type Parcel, verdictOn } from "./formats.ts";

/** Calls `ring` after so many milliseconds; the answer calls it off. */
export type Alarm = (ms: number, ring: () => void) => () => void;

export type Post = (parcel: Parcel, format: HookFormat, stop: AbortSignal) => Promise<Delivery>;

export const postTimeout = 10_000;
/** Bytes of an answer that are read: a robot's is a hundred. */
const answerMost = 16_384;

/** Never rejects: whatever happens on the line is an answer. */
export const createPost =
  (deps: { readonly after: Alarm; readonly fetcher?: typeof fetch }): Post =>
  async ({ url, headers, body }, format, stop) => {
    const fetcher = deps.fetcher ?? fetch;
    const limit = new AbortController();
    const callOff = deps.after(postTimeout, () => limit.abort());
    try {
      const signal = AbortSignal.any([limit.signal, stop]);
      const response = await fetcher(url, { method: "POST", headers, body, redirect: "manual", signal });
      // An answer without a meaning is not waited for: who does not end it has taken the message all the same.
      if (format === "generic") {
        void response.body?.cancel().catch(() => undefined);
        return verdictOn(format, response.status, "");
      }
      return verdictOn(format, response.status, await beginningOf(response));
    } catch (error) {
      return limit.signal.aborted
        ? { end: "timeout", seconds: postTimeout / 1000 }
        : { end: "unreachable", code: codeOf(error) };
    } finally {
      callOff();
    }
  };

const beginningOf = async (response: Response): Promise<string> => {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  while (size < answerMost) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
  }
  void reader.cancel().catch(() => undefined);
  return Buffer.concat(parts).subarray(0, answerMost).toString();
};

/** The network's own code stands in the error's cause. */
const codeOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string")
    return cause.code.slice(0, 60);
  return cause instanceof Error ? cause.name : "unknown";
};
