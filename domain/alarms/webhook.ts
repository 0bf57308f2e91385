// The contract of outgoing notices between the server and its desk: what a hook is, what it tells, and how a delivery ended.

import * as v from "valibot";
import { alarmKinds } from "./alarm.ts";

/** `generic`: our own JSON with a signature; `wecom` and `dingtalk`: group robots of 企业微信 and 钉钉. */
export const hookFormats = ["generic", "wecom", "dingtalk"] as const;
export type HookFormat = (typeof hookFormats)[number];
export const hooksMost = 20;

/** What an alarm does that a hook may tell. Raised and escalated ones always go out; the others where they are asked for. */
export const noticeTypes = [
  "AlarmRaised",
  "AlarmEscalated",
  "AlarmAcknowledged",
  "AlarmReturned",
  "AlarmReset",
] as const;
export type NoticeType = (typeof noticeTypes)[number];

/** Only http and https, without a password in the address. */
const isAddress = (text: string): boolean => /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/i.test(text);

const short = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));
const url = v.pipe(v.string(), v.trim(), v.maxLength(2000), v.check(isAddress));
const secret = v.pipe(v.string(), v.trim(), v.maxLength(200));
const wish = {
  name: short,
  format: v.picklist(hookFormats),
  lang: v.picklist(["zh-CN", "en"]),
  /** The least urgent priority that is still told, 1–4. */
  least: v.picklist([1, 2, 3, 4]),
  /** Kinds of alarm that are told; empty: all. */
  kinds: v.pipe(v.array(v.picklist(alarmKinds)), v.readonly()),
  /** The unit whose alarms are told, with all below it; empty: the whole site. */
  unit: v.pipe(v.string(), v.trim(), v.maxLength(64)),
  acknowledged: v.boolean(),
  returned: v.boolean(),
} as const;

/** A new hook. A robot of DingTalk has a secret where it is set to 加签; a robot of WeCom has none. */
export const hookDraft = v.object({ ...wish, url, secret });
export type HookDraft = Readonly<v.InferOutput<typeof hookDraft>>;
/** A change: an address or a secret that is not sent stays as it is, for neither is ever shown again. */
export const hookChange = v.object({ ...wish, url: v.optional(url), secret: v.optional(secret) });
export type HookChange = Readonly<v.InferOutput<typeof hookChange>>;
export const hookPause = v.object({ paused: v.boolean() });

/** How one try ended. What is not `sent` says why, in figures and codes; the sentences are the reader's own. */
export const delivery = v.variant("end", [
  v.object({ end: v.literal("sent"), status: v.number() }),
  /** No connection, or it broke: the network's own code, e.g. ECONNREFUSED. */
  v.object({ end: v.literal("unreachable"), code: v.string() }),
  v.object({ end: v.literal("timeout"), seconds: v.number() }),
  v.object({ end: v.literal("redirect"), status: v.number() }),
  v.object({ end: v.literal("status"), status: v.number() }),
  /** The robot took the call and said no. */
  v.object({ end: v.literal("robot"), code: v.number(), message: v.string() }),
  /** The robot's answer is not a robot's answer: the address is another one's. */
  v.object({ end: v.literal("not-a-robot"), status: v.number() }),
  /** A rehearsal sends nothing. */
  v.object({ end: v.literal("rehearsal") }),
]);
export type Delivery = Readonly<v.InferOutput<typeof delivery>>;

/** How it goes with a hook. `seq`: the last event that was delivered, given up, or not to be told. */
export const hookMark = v.object({
  seq: v.number(),
  sentAt: v.optional(v.number()),
  /** The newest failure since the last delivery. */
  failed: v.optional(v.object({ at: v.number(), how: delivery, gaveUp: v.boolean() })),
  /** Notices given up since the hook was made. */
  lost: v.number(),
});
export type HookMark = Readonly<v.InferOutput<typeof hookMark>>;

/** What the desk sees of a hook: the address without its key, never the secret. */
export const hookView = v.object({
  ...wish,
  id: v.string(),
  paused: v.boolean(),
  address: v.string(),
  hasSecret: v.boolean(),
  mark: hookMark,
  /** Notices that wait, as far as they have been read; and whether the foremost is being tried again. */
  waiting: v.number(),
  retrying: v.boolean(),
});
export type HookView = Readonly<v.InferOutput<typeof hookView>>;
export const hookList = v.object({ rehearsal: v.boolean(), hooks: v.pipe(v.array(hookView), v.readonly()) });
export type HookList = Readonly<v.InferOutput<typeof hookList>>;
