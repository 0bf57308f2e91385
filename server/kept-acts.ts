// The opening step at the IN-door: an act that a kiosk kept is opened and asked like any other; what is refused of it with nobody
// there to read it is written down before the kiosk hears of it, and only then may the kiosk drop it.

import * as v from "valibot";
import type { Board } from "../domain/board.ts";
import { commandId, type Millis, type UnitId } from "../domain/ids.ts";
import { type CommandAnswer, claim, commandLimit } from "../domain/protocol.ts";
import { isRefusalCode, type Refusal, type RefusalCode } from "../domain/refusals.ts";
import { notTheAct } from "../domain/refused/not-the-act.ts";
import type { NoteRefused } from "../domain/refused/refused.ts";
import type { About } from "../domain/refused/refused-act.ts";
import type { Device } from "./access/devices.ts";
import type { Identify } from "./access/identify.ts";
import type { CommandHandler } from "./command-handler.ts";
import type { Intake } from "./intake.ts";
import { othersIn } from "./kept-others.ts";
import type { Projection } from "./projection.ts";
import type { ActBoxes } from "./sealing/act-boxes.ts";

/** What stands in the clear around a kept act. `waited`: nobody stands before the kiosk any more to read the answer. */
const outer = v.object({
  id: v.pipe(v.string(), v.uuid()),
  type: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  at: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_640_000_000_000_000)),
  box: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(commandLimit))),
  waited: v.optional(v.boolean(), false),
});
type Outer = v.InferOutput<typeof outer>;

/** And what lies in the box; `was`: it was refused to a kiosk of an earlier version, which kept the list itself. */
const actBody = v.record(v.string(), v.unknown());
const inner = v.object({
  body: actBody,
  was: v.optional(
    v.object({
      code: v.custom<RefusalCode>((code) => typeof code === "string" && isRefusalCode(code)),
      params: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
    }),
  ),
});
type Inner = v.InferOutput<typeof inner>;

/** Longer than all that a kiosk seals; what cannot be opened is kept up to this, in characters. */
const mostBox = 8_192;

export const withKeptActs = (
  intake: Intake,
  deps: {
    readonly boxes: ActBoxes;
    readonly handler: CommandHandler;
    readonly projection: Projection;
    readonly identify: Pick<Identify, "actorOf">;
    readonly now: () => Millis;
  },
): Intake => {
  const { boxes, handler, projection, identify, now } = deps;
  const { board } = projection;
  /** A kiosk whose line was lost sends again what is still being asked: both hear the one answer. */
  const underWay = new Map<string, Promise<CommandAnswer>>();

  const noteOf = (said: Outer, told: Inner | undefined, refusal: Refusal, { screen }: Device): NoteRefused => {
    const body = told?.body ?? {};
    const claimed = v.safeParse(claim, body.as);
    const who = claimed.success ? identify.actorOf(claimed.output, screen, said.at) : undefined;
    const worker = who?.kind === "granted" ? who.value.worker : undefined;
    const others = othersIn(body, (as) => {
      const known = identify.actorOf(as, screen, said.at);
      return known.kind === "granted" ? known.value.worker : undefined;
    });
    const about = aboutOf(body, board);
    const units = [worker === undefined ? undefined : board.get("worker", worker)?.unit, about?.unit].filter(
      (unit) => unit !== undefined,
    );
    const here = board.get("screen", screen)?.unit;
    return {
      type: "NoteRefused",
      act: commandId(said.id),
      did: said.type,
      doneAt: Math.min(said.at, now()),
      ...(worker === undefined ? {} : { worker }),
      ...(about === undefined ? {} : { about: { kind: about.kind, id: about.id } }),
      units: units.length === 0 && here !== undefined ? [here] : [...new Set(units)],
      refusal,
      words: wordsOf(body),
      ...(others.length === 0 ? {} : { others }),
    };
  };

  const note = async (
    said: Outer,
    told: Inner | undefined,
    refusal: Refusal,
    device: Device,
    unopened = "",
  ): Promise<CommandAnswer> => {
    const answer = await handler.submit({
      id: commandId(`refused:${said.id}`),
      command: { ...noteOf(said, told, refusal, device), ...(unopened === "" ? {} : { box: unopened }) },
      claimedAt: now(),
      actor: { kind: "device", profile: device.profile },
      device: device.screen,
    });
    // Where it could not be written down, the kiosk keeps it.
    return answer.kind === "ok"
      ? { kind: "refused", refusal, noted: answer.seq }
      : { kind: "retry", refusal: answer.refusal };
  };

  const ask = async (said: Outer, told: Inner, device: Device): Promise<CommandAnswer> => {
    if (told.was !== undefined) return note(said, told, refusalIn(told.was), device);
    const { id, at, type, waited } = said;
    const answer = await intake.command({ ...told.body, id, at, type }, { kind: "screen", device });
    if (answer.kind === "ok" || !waited) return answer;
    // The rules broke on it. To send it again and again would keep all behind it waiting.
    if (answer.refusal.code === "server_fault") return note(said, told, { code: "act_faulty" }, device);
    if (answer.kind === "retry" || notTheAct.has(answer.refusal.code)) return answer;
    return note(said, told, answer.refusal, device);
  };

  const answerTo = async (said: Outer, body: Inner["body"], device: Device): Promise<CommandAnswer> => {
    const known = projection.answered(commandId(said.id));
    if (known !== undefined) return { kind: "ok", seq: known };
    // Once refused and written down it stays refused, whatever has come about since.
    const noted = board.get("refused", said.id);
    if (noted !== undefined) return { kind: "refused", refusal: noted.refusal, noted: noted.seq };
    if (board.get("site", "site") === undefined) return { kind: "retry", refusal: { code: "no_site" } };
    if (said.box === undefined) return ask(said, { body }, device);
    const told = v.safeParse(v.pipe(v.string(), v.parseJson(), inner), boxes.open(said.box, said));
    if (!told.success) {
      const code = boxes.lacksKey(said.box) ? "box_key_missing" : "box_unreadable";
      return note(said, undefined, { code }, device, said.box.length > mostBox ? "" : said.box);
    }
    return ask(said, told.output, device);
  };

  return {
    ...intake,
    command: async (body, sender) => {
      const parsed = v.safeParse(outer, body);
      const open = v.safeParse(actBody, body);
      if (!parsed.success || !open.success || sender.kind !== "screen" || sender.device.profile !== "kiosk")
        return intake.command(body, sender);
      if (parsed.output.box === undefined && !parsed.output.waited) return intake.command(body, sender);
      const said = { ...parsed.output, id: parsed.output.id.toLowerCase() };
      const running = underWay.get(said.id);
      if (running !== undefined) return running;
      const answer = answerTo(said, open.output, sender.device).finally(() => underWay.delete(said.id));
      underWay.set(said.id, answer);
      return answer;
    },
  };
};

const refusalIn = ({ code, params }: NonNullable<Inner["was"]>): Refusal =>
  params === undefined ? { code } : { code, params };

/** The post, activity, patrol or unit that he acted on, where there is such a one. */
const aboutOf = (body: Inner["body"], board: Board): (About & { readonly unit: UnitId }) | undefined => {
  for (const kind of ["post", "activity", "patrol", "unit"] as const) {
    const id = body[kind];
    const found = typeof id === "string" ? board.get(kind, id) : undefined;
    if (found !== undefined) return { kind, id: found.id, unit: found.kind === "unit" ? found.id : found.unit };
  }
  return undefined;
};

const written = v.object({
  words: v.optional(v.string(), ""),
  countersign: v.optional(
    v.object({
      reason: v.optional(v.string(), ""),
      certificate: v.optional(v.object({ name: v.string(), number: v.string() })),
    }),
  ),
});
/** Long enough for all that the pages of a kiosk let anybody write. */
const mostWords = 400;
const wordsOf = (body: Inner["body"]): string => {
  const found = v.safeParse(written, body);
  if (!found.success) return "";
  const { words, countersign } = found.output;
  const { reason = "", certificate } = countersign ?? {};
  const seen = certificate === undefined ? "" : `${certificate.name} ${certificate.number}`;
  return [words, reason, seen]
    .filter((text) => text !== "")
    .join("\n")
    .slice(0, mostWords);
};
