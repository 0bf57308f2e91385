// The three forms in which a notice leaves: our own JSON with a signature, and the markdown of the robots of WeCom and DingTalk.
// WeCom: developer.work.weixin.qq.com/document/path/91770. DingTalk: open.dingtalk.com/document/orgapp/custom-robot-access.

import { createHmac } from "node:crypto";
import * as v from "valibot";
import { isCalled } from "../../domain/alarms/alarm.ts";
import type { Delivery, HookFormat } from "../../domain/alarms/webhook.ts";
import type { Millis } from "../../domain/ids.ts";
import type { Hook } from "./hook-store.ts";
import { type Notice, outsideId, sourceOutside, type TellingLook, type Told, tell } from "./telling.ts";
import { type Tongue, tongue } from "./words.ts";

/** What goes over the line. */
export type Parcel = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type FormLook = TellingLook & { readonly store: string };

/** Messages that leave within a minute. Both robots allow 20, and DingTalk is deaf for ten minutes after the 21st. */
export const perMinute: Readonly<Record<HookFormat, number>> = { generic: 60, wecom: 18, dingtalk: 18 };

/** Bytes of markdown in one message: WeCom takes 4,096, DingTalk 20,000 for the whole body; a generic digest stays readable. */
const roomFor: Readonly<Record<HookFormat, number>> = { generic: 60_000, wecom: 4_000, dingtalk: 15_000 };

export const parcelOf = (hook: Hook, notices: readonly Notice[], now: Millis, look: FormLook): Parcel => {
  const last = notices.at(-1);
  if (last === undefined) throw new Error("a parcel holds at least one notice");
  switch (hook.format) {
    case "generic":
      return signed(hook, genericOf(notices, last, now, look), now, idOf(last, look));
    case "wecom":
    case "dingtalk":
      return robot(hook, toldOf(notices, last, now, look, tongue(hook.lang)), now, notices.some(isCall));
  }
};

export const testParcel = (hook: Hook, now: Millis, store: string): Parcel => {
  const said = (t: Tongue): Told => ({ title: t.say("test"), facts: [t.say("test.fact", { name: hook.name })] });
  if (hook.format !== "generic") return robot(hook, said(tongue(hook.lang)), now, false);
  const id = `${store}-test-${now}`;
  const text = { zh: sentence(said(tongue("zh-CN")), tongue("zh-CN")), en: sentence(said(tongue("en")), tongue("en")) };
  return signed(hook, { seq: 0, id, at: now, type: "Test", text }, now, id);
};

/** How many of these, from the first on, one message can hold: at least one. */
export const fitting = (hook: Hook, notices: readonly Notice[], now: Millis, look: FormLook): number => {
  const t = tongue(hook.lang);
  let room = roomFor[hook.format] - 200;
  for (const [index, notice] of notices.entries()) {
    const weight =
      hook.format === "generic"
        ? JSON.stringify(oneOf(notice, now, look)).length
        : Buffer.byteLength(line(tell(notice, now, look, t)));
    room -= weight;
    if (room < 0) return Math.max(1, index);
  }
  return notices.length;
};

const isCall = ({ alarm, type }: Notice): boolean => isCalled(alarm.sort) && type === "AlarmRaised";

/** The same event has the same id for ever, whatever message it came in. */
const idOf = ({ seq }: Notice, { store }: FormLook): string => `${store}-${seq}`;

// ── generic ──────────────────────────────────────────────────────────────────────────────────────

const genericOf = (notices: readonly Notice[], last: Notice, now: Millis, look: FormLook): object => {
  if (notices.length === 1) return oneOf(last, now, look);
  const text = (lang: "zh-CN" | "en"): string => {
    const t = tongue(lang);
    return sentence(toldOf(notices, last, now, look, t), t);
  };
  return {
    seq: last.seq,
    id: idOf(last, look),
    at: last.at,
    type: "Digest",
    events: notices.map((notice) => oneOf(notice, now, look)),
    text: { zh: text("zh-CN"), en: text("en") },
  };
};

const oneOf = (notice: Notice, now: Millis, look: FormLook): object => {
  const [zh, en] = [tongue("zh-CN"), tongue("en")];
  const { alarm, seq, at, type } = notice;
  const unit = look.records.get("unit", alarm.scope.at(-1) ?? "");
  return {
    seq,
    id: idOf(notice, look),
    at,
    type,
    alarm: {
      id: outsideId(alarm, look.store),
      kind: alarm.sort,
      priority: alarm.priority,
      source: sourceOutside(alarm, look, zh, en),
      ...(unit === undefined ? {} : { unit: { id: unit.id, zh: zh.named(unit), en: en.named(unit) } }),
      ...(alarm.place === undefined ? {} : { place: alarm.place }),
      since: alarm.since,
      raisedAt: alarm.raisedAt,
      rung: alarm.rung,
      repeats: alarm.repeats,
    },
    text: { zh: sentence(tell(notice, now, look, zh), zh), en: sentence(tell(notice, now, look, en), en) },
  };
};

const sentence = ({ title, facts }: Told, t: Tongue): string =>
  t.say("sentence", { title, facts: facts.join(t.lang === "en" ? ". " : "。") });

/** HMAC-SHA256 over `<timestamp>.<body>`, so that neither can be exchanged. The timestamp is in whole seconds. */
const signed = (hook: Hook, body: object, now: Millis, id: string): Parcel => {
  const text = JSON.stringify(body);
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac("sha256", hook.secret).update(`${timestamp}.${text}`).digest("hex");
  return {
    url: hook.url,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Shouwang",
      "x-shouwang-id": id,
      "x-shouwang-timestamp": timestamp,
      ...(hook.secret === "" ? {} : { "x-shouwang-signature": `sha256=${signature}` }),
    },
    body: text,
  };
};

// ── robots ───────────────────────────────────────────────────────────────────────────────────────

/** Several notices as one: the gravest first, each on a line of its own. */
const toldOf = (notices: readonly Notice[], last: Notice, now: Millis, look: FormLook, t: Tongue): Told => {
  if (notices.length === 1) return tell(last, now, look, t);
  const graver = (a: Notice, b: Notice): number =>
    Number(isCall(b)) - Number(isCall(a)) || a.alarm.priority - b.alarm.priority || a.seq - b.seq;
  return {
    title: t.say("digest", { n: notices.length }),
    facts: notices.toSorted(graver).map((notice) => line(tell(notice, now, look, t))),
  };
};

const line = ({ title, facts }: Told): string => `${title}｜${facts.join("｜")}`;

/** A name is a name: nothing in it may turn into a mark, a link or a tag. */
const plain = (text: string): string =>
  text
    .replaceAll(/[<>*_`[\]#\\~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfe_e0))
    .replaceAll(/\s+/g, " ");

const robot = (hook: Hook, { title, facts }: Told, now: Millis, isSos: boolean): Parcel => {
  const t = tongue(hook.lang);
  const head = `【${t.say("sign")}】${plain(title)}`;
  const headers = { "content-type": "application/json; charset=utf-8", "user-agent": "Shouwang" };
  if (hook.format === "wecom") {
    const content = [`**<font color="warning">${head}</font>**`, ...facts.map((fact) => `> ${plain(fact)}`)].join("\n");
    return { url: hook.url, headers, body: JSON.stringify({ msgtype: "markdown", markdown: { content } }) };
  }
  const text = [`#### ${head}`, ...facts.map((fact) => `- ${plain(fact)}`)].join("\n\n");
  // A call for help rings for everybody in the group; nothing else does.
  const body = { msgtype: "markdown", markdown: { title: head, text }, at: { isAtAll: isSos } };
  return { url: dingtalkAddress(hook, now), headers, body: JSON.stringify(body) };
};

/** 加签: base64 of HMAC-SHA256 with the secret over `<ms>\n<secret>`; the robot refuses one older than an hour. */
const dingtalkAddress = ({ url, secret }: Hook, now: Millis): string => {
  if (secret === "") return url;
  const sign = createHmac("sha256", secret).update(`${now}\n${secret}`).digest("base64");
  const address = new URL(url);
  address.searchParams.set("timestamp", String(now));
  address.searchParams.set("sign", sign);
  return address.href;
};

const robotAnswer = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ errcode: v.number(), errmsg: v.optional(v.string(), "") }),
);

/** What the answer of a receiver means. */
export const verdictOn = (format: HookFormat, status: number, body: string): Delivery => {
  if (status >= 300 && status < 400) return { end: "redirect", status };
  if (status < 200 || status >= 400) return { end: "status", status };
  if (format === "generic") return { end: "sent", status };
  const answer = v.safeParse(robotAnswer, body);
  if (!answer.success) return { end: "not-a-robot", status };
  const { errcode, errmsg } = answer.output;
  return errcode === 0 ? { end: "sent", status } : { end: "robot", code: errcode, message: errmsg.slice(0, 200) };
};

/** Robots' codes that pass by themselves: busy (both), too many (WeCom 45009, DingTalk 130101 and 410100). */
const passingCodes: ReadonlySet<number> = new Set([-1, 45_009, 130_101, 410_100]);

/** Whether the same message may yet be taken. A plain "no" of the receiver is final; what may be mended is tried again. */
export const mayYetArrive = (how: Delivery): boolean => {
  switch (how.end) {
    case "sent":
    case "rehearsal":
      return false;
    case "unreachable":
    case "timeout":
    case "redirect":
    case "not-a-robot":
      return true;
    case "status":
      return how.status < 400 || how.status >= 500 || how.status === 408 || how.status === 429;
    case "robot":
      return passingCodes.has(how.code);
  }
};
