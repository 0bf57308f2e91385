// Who knocks by HTTP: a person by his session's cookie, a screen or a gateway by its bearer token.

import type { Context } from "hono";
import type { Refusal } from "../../domain/refusals.ts";
import type { Doors } from "../access/doors.ts";
import type { Person } from "../access/people.ts";
import type { Sender } from "../intake.ts";
import { hostOf } from "../origin.ts";
import { sessionCookie } from "../session-cookie.ts";

export const bearer = (c: Context): string | undefined =>
  /^Bearer ([\w-]{16,200})$/.exec(c.req.header("authorization") ?? "")?.[1];

/** A cookie is believed only when the page itself sends it: another site's form or script bears another origin. */
const isOwnOrigin = (c: Context): boolean => {
  const origin = c.req.header("origin");
  return origin === undefined || hostOf(origin) === c.req.header("host");
};

export const personAt = (c: Context, doors: Doors): Person | Refusal => {
  if (!isOwnOrigin(c)) return { code: "forbidden" };
  const found = doors.person(sessionCookie(c.req.header("cookie")) ?? "");
  return found.kind === "granted" ? found.value : found.refusal;
};

export const senderAt = (c: Context, doors: Doors): Sender | Refusal => {
  const token = bearer(c);
  if (token === undefined) {
    const person = personAt(c, doors);
    return "code" in person ? person : { kind: "person", person };
  }
  const device = doors.screen(token, "gateway");
  return device.kind === "granted" ? { kind: "screen", device: device.value } : device.refusal;
};
