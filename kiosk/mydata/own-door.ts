// The kiosk's way to the doors of his own data: asked with his PIN's proof, answered at once, and nothing of it kept on this machine.

import * as v from "valibot";
import type { AskedField } from "../../domain/corrections/correction.ts";
import { ownCode, ownData } from "../../domain/corrections/own-data.ts";
import { isRefusalCode, type Refusal } from "../../domain/refusals.ts";

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };
export type OwnAct =
  | { readonly type: "AskCorrection"; readonly field: AskedField; readonly about: string; readonly wanted: string }
  | { readonly type: "WithdrawCorrection"; readonly correction: string }
  | { readonly type: "ChooseLook"; readonly lang: "zh-CN" | "en"; readonly largeText: boolean };

const refused = v.object({
  refusal: v.object({
    code: v.pipe(v.string(), v.check(isRefusalCode)),
    params: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  }),
});

/** Longer than that, and he is told that the server did not answer, ms. */
const patience = 5_000;

export const createOwnDoor = (deps: {
  readonly fetcher: typeof fetch;
  readonly token: () => string | undefined;
  readonly newId: () => string;
  /** Server-corrected clock, ms. */
  readonly now: () => number;
}) => {
  const knock = async <S extends v.GenericSchema>(
    schema: S,
    path: string,
    body: object,
  ): Promise<Answer<v.InferOutput<S>>> => {
    const token = deps.token();
    const unsure: Answer<never> = { ok: false, refusal: { code: "no_answer" } };
    try {
      const response = await deps.fetcher(`/api/v1/my-data${path}`, {
        method: "POST",
        cache: "no-store",
        credentials: "omit",
        signal: AbortSignal.timeout(patience),
        headers: {
          "Content-Type": "application/json",
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      });
      const told: unknown = await response.json();
      const value = v.safeParse(schema, told);
      if (response.ok && value.success) return { ok: true, value: value.output };
      const no = v.safeParse(refused, told);
      if (!no.success || !isRefusalCode(no.output.refusal.code)) return unsure;
      const { code, params } = no.output.refusal;
      return { ok: false, refusal: params === undefined ? { code } : { code, params } };
    } catch (error) {
      // No line, no answer in time, or what came was none of ours.
      if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException) return unsure;
      throw error;
    }
  };
  return {
    data: (proof: string, lang: "zh-CN" | "en") => knock(ownData, "", { proof, lang }),
    code: (proof: string, lang: "zh-CN" | "en") => knock(ownCode, "/code", { proof, lang }),
    act: (proof: string, act: OwnAct) =>
      knock(v.object({ kind: v.literal("ok") }), "/act", { ...act, id: deps.newId(), at: deps.now(), as: { proof } }),
  };
};
export type OwnDoor = ReturnType<typeof createOwnDoor>;

/** An address that means this machine alone: no phone can use it. */
const isOnlyHere = ({ hostname }: URL): boolean =>
  hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");

/** Where a phone opens it: by the address under which this kiosk was opened; where that is this machine's own, by one of the LAN. */
export const phoneLink = (
  origin: string,
  { path, bases }: { readonly path: string; readonly bases: readonly string[] },
): string =>
  `${isOnlyHere(new URL(origin)) ? (bases.find((base) => !isOnlyHere(new URL(base))) ?? origin) : origin}${path}`;
