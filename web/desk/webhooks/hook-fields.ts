// What the form of a webhook holds, when it may be saved, and how a hook and its last delivery are told.

import * as v from "valibot";
import type { AlarmKind } from "../../../domain/alarms/alarm.ts";
import {
  type Delivery,
  type HookChange,
  type HookDraft,
  type HookView,
  hookDraft,
} from "../../../domain/alarms/webhook.ts";
import type { Say, Word } from "../words.ts";

export type HookFields = {
  readonly name: string;
  readonly format: HookDraft["format"];
  readonly lang: HookDraft["lang"];
  readonly least: HookDraft["least"];
  readonly kinds: readonly AlarmKind[];
  readonly unit: string;
  readonly acknowledged: boolean;
  readonly returned: boolean;
  readonly url: string;
  readonly secret: string;
};

/** An address and a secret are typed anew or left alone: neither comes back from the server. */
export const fieldsOf = (hook: HookView | undefined, lang: HookDraft["lang"]): HookFields => ({
  name: hook?.name ?? "",
  format: hook?.format ?? "wecom",
  lang: hook?.lang ?? lang,
  least: hook?.least ?? 2,
  kinds: hook?.kinds ?? [],
  unit: hook?.unit ?? "",
  acknowledged: hook?.acknowledged ?? false,
  returned: hook?.returned ?? false,
  url: "",
  secret: "",
});

export type WrongField = "name" | "url" | undefined;

/** The first field that is not yet right. `known`: an address is there already. */
export const wrongField = (fields: HookFields, known: boolean): WrongField => {
  if (fields.name.trim() === "") return "name";
  const isWanted = !known || fields.url.trim() !== "";
  return isWanted && !v.is(hookDraft.entries.url, fields.url) ? "url" : undefined;
};

export const draftOf = (fields: HookFields): HookDraft => ({ ...fields, name: fields.name.trim() });

export const changeOf = ({ url, secret, ...rest }: HookFields): HookChange => ({
  ...rest,
  ...(url.trim() === "" ? {} : { url }),
  ...(secret.trim() === "" ? {} : { secret }),
});

/** The key of the robot is wrong: WeCom's 93000, DingTalk's 300001 and 400101 (access_token). */
const wrongKey: ReadonlySet<number> = new Set([93_000, 300_001, 400_101]);
const wrongSign = 310_000;

/** How a try ended, as a sentence. */
export const endText = (how: Delivery, say: Say): string => {
  switch (how.end) {
    case "sent":
    case "redirect":
    case "status":
    case "not-a-robot":
      return say(`end.${how.end}`, { status: how.status });
    case "unreachable":
      return say("end.unreachable", { code: how.code });
    case "timeout":
      return say("end.timeout", { seconds: how.seconds });
    case "robot": {
      const { code, message } = how;
      if (code === wrongSign) return say("end.robot.sign", { code });
      return wrongKey.has(code) ? say("end.robot.key", { code }) : say("end.robot", { code, message });
    }
    case "rehearsal":
      return say("end.rehearsal");
  }
};

/** The state of a hook in a word: what a person must know first. */
export const stateWord = (hook: HookView): Word => {
  if (hook.paused) return "hook.is.paused";
  if (hook.retrying) return "hook.is.retrying";
  if (hook.mark.failed !== undefined) return "hook.is.failed";
  return hook.mark.sentAt === undefined ? "hook.is.new" : "hook.is.well";
};
