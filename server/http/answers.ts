// How a refusal leaves by HTTP: its status, its code, and its sentence in the person's language.

import type { Context } from "hono";
import { type Lang, type Refusal, type RefusalCode, refusalText } from "../../domain/refusals.ts";

const statuses: Partial<Readonly<Record<RefusalCode, 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 429 | 503>>> = {
  malformed: 400,
  not_found: 404,
  unknown_command: 400,
  too_large: 413,
  not_signed_in: 401,
  login_wrong: 401,
  position_malformed: 400,
  tracker_unknown: 404,
  tracker_removed: 410,
  plan_too_large: 413,
  plan_svg: 415,
  plan_kind: 415,
  plan_missing: 404,
  plan_damaged: 410,
  token_unknown: 401,
  photo_missing: 404,
  case_photo_large: 413,
  case_photo_wide: 413,
  case_photo_kind: 415,
  case_photo_broken: 415,
  case_photo_whose: 403,
  case_photo_busy: 429,
  case_photo_gone: 404,
  case_photo_unkept: 503,
  case_photo_full: 503,
  screen_unknown: 401,
  screen_revoked: 401,
  forbidden: 403,
  pin_needed: 403,
  setup_used: 403,
  copy_link_used: 403,
  code_unknown: 404,
  too_many: 429,
  findings_too_many: 429,
  locked: 429,
  storage_failed: 503,
  server_fault: 503,
  no_answer: 503,
};

/** Chinese first: English only for who asks for it before Chinese. */
export const langOf = (header: string | undefined): Lang => {
  const asked = (header ?? "").toLowerCase();
  const en = asked.indexOf("en");
  const zh = asked.indexOf("zh");
  return en >= 0 && (zh < 0 || en < zh) ? "en" : "zh-CN";
};

/** An expected "no": 409 where nothing else fits, for the board stands against it. */
export const refuse = (c: Context, refusal: Refusal, kind: "refused" | "retry" = "refused") => {
  const lang = langOf(c.req.header("accept-language"));
  const seconds = refusal.params?.seconds;
  if (typeof seconds === "number") c.header("Retry-After", String(seconds));
  c.header("Content-Language", lang);
  return c.json(
    { kind, refusal, message: refusalText(refusal, lang) },
    statuses[refusal.code] ?? (kind === "retry" ? 503 : 409),
  );
};
