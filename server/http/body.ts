// A request's body: within its bound, and its JSON as a schema wants it or the refusal that names where it does not fit.

import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import * as v from "valibot";
import type { Refusal } from "../../domain/refusals.ts";

/**
 * Refuses a body of more than `maxSize` bytes. A body that says its length is judged by it, without a stream being made of it: at
 * five hundred small messages a second that stream was a tenth of all the work.
 */
export const bodyWithin = (maxSize: number, onError: (c: Context) => Response): MiddlewareHandler => {
  const streamed = bodyLimit({ maxSize, onError });
  return async (c, next) => {
    const length = c.req.header("content-length");
    if (length === undefined || c.req.header("transfer-encoding") !== undefined) return streamed(c, next);
    if (Number(length) > maxSize) return onError(c);
    return next();
  };
};

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
