// A request's JSON body as a schema wants it, or the refusal that names where it does not fit.

import * as v from "valibot";
import type { Refusal } from "../../domain/refusals.ts";

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const bodyOf = async <S extends v.GenericSchema>(
  request: Request,
  schema: S,
): Promise<Parsed<v.InferOutput<S>>> => {
  const json: unknown = await request.json().catch((error: unknown) => {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  });
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return { ok: true, value: parsed.output };
  const where = parsed.issues.slice(0, 3).map((issue) => v.getDotPath(issue) ?? "body");
  return { ok: false, refusal: { code: "malformed", params: { where: where.join(", ") } } };
};
