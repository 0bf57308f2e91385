// What the access room answers with: what was asked for, or an expected "no" of the closed list.

import type { Refusal } from "../../domain/refusals.ts";

export type Answer<T> =
  | { readonly kind: "granted"; readonly value: T }
  | { readonly kind: "refused"; readonly refusal: Refusal };

export const granted = <T>(value: T): Answer<T> => ({ kind: "granted", value });
export const denied = (code: Refusal["code"], params?: Refusal["params"]): Answer<never> => ({
  kind: "refused",
  refusal: params === undefined ? { code } : { code, params },
});
