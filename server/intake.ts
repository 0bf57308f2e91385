// The IN-door: a command as it came in → parsed → who asks → may he → command handler → answer. Socket and HTTP share it.

import * as v from "valibot";
import type { Command } from "../domain/board.ts";
import type { AttachPhoto } from "../domain/cases/case-photos.ts";
import type { Actor, Context } from "../domain/decider.ts";
import { commandId, type Millis, type ScreenId, type UnitId } from "../domain/ids.ts";
import type { ReportFinding } from "../domain/patrols/findings.ts";
import type { CheckInPatrol, ReportFixes, ScanCheckpoint } from "../domain/patrols/patrol-acts.ts";
import { type Claim, type CommandAnswer, type Envelope, envelope } from "../domain/protocol.ts";
import type { Refusal } from "../domain/refusals.ts";
import { rootScope } from "../domain/site/root-unit.ts";
import { isWireType, parseCommand, type WireCommand } from "../domain/wire-commands.ts";
import type { Device } from "./access/devices.ts";
import type { Identify } from "./access/identify.ts";
import type { Person } from "./access/people.ts";
import { mayDo, refusalOf, type Target } from "./access/roles.ts";
import type { CommandHandler } from "./command-handler.ts";
import type { Projection } from "./projection.ts";
import { targetScope } from "./target-scope.ts";

/** Who stands at the door, found out before the command is read. */
export type Sender =
  | { readonly kind: "screen"; readonly device: Device }
  | { readonly kind: "person"; readonly person: Person };

export type Intake = {
  readonly command: (body: unknown, sender: Sender) => Promise<CommandAnswer>;
  /** A command that the server itself made: of its own parts, or for a person whom the door let through. */
  readonly own: (
    command: Command,
    id: string,
    actor: Extract<Actor, { readonly kind: "system" | "person" }>,
    at?: Millis,
  ) => Promise<CommandAnswer>;
  /** A photo that is durable, named by whoever sent it, from a desk or at a kiosk: the door has found out who he is, and whether he may. */
  readonly attach: (command: AttachPhoto, id: string, actor: Actor, device?: ScreenId) => Promise<CommandAnswer>;
  /** What a device told in a format of its own, for a record that the server found for it; `at`: when it was done, by a clock that is right. */
  readonly told: (
    command: ReportFixes | ScanCheckpoint | CheckInPatrol | ReportFinding,
    id: string,
    device: Device,
    at?: Millis,
  ) => Promise<CommandAnswer>;
};

type Said = {
  readonly actor: Actor;
  readonly device?: ScreenId;
  readonly countersign?: Context["countersign"];
  readonly incoming?: Context["incoming"];
};

const refuse = (refusal: Refusal): CommandAnswer => ({ kind: "refused", refusal });

export const createIntake = (deps: {
  readonly handler: CommandHandler;
  readonly projection: Projection;
  readonly identify: Identify;
  readonly now: () => Millis;
  readonly onRefused?: (code: string) => void;
  /** Hears how long a command took from the door to its durable answer, s. */
  readonly onAnswered?: (type: string, seconds: number) => void;
}): Intake => {
  const { handler, projection, identify, now } = deps;
  const { look } = projection.board;

  const whoActs = (sender: Sender, said: Envelope): Said | Refusal => {
    if (sender.kind === "person") return said.as === undefined ? { actor: sender.person } : { code: "forbidden" };
    const { device } = sender;
    const here = { device: device.screen };
    if (said.as === undefined) return { ...here, actor: { kind: "device", profile: device.profile } };
    if (device.profile !== "kiosk") return { code: "forbidden" };
    const actor = claimed(said.as, device.screen, said.at);
    // Whoever calls for help is heard, though his badge is unknown or his proof has run out: then the kiosk calls. [POST-4]
    if ("code" in actor && (said.type === "CallSos" || said.type === "NoteSos"))
      return { ...here, actor: { kind: "device", profile: device.profile } };
    if ("code" in actor) return actor;
    if (said.incoming !== undefined) {
      const incoming = claimed(said.incoming, device.screen, said.at);
      return "code" in incoming ? incoming : { ...here, actor, incoming: incoming.worker };
    }
    if (said.countersign === undefined) return { ...here, actor };
    const foreman = claimed(said.countersign.as, device.screen, said.at);
    if ("code" in foreman) return foreman;
    const { worker, roles } = foreman;
    return { ...here, actor, countersign: { worker, roles, ...withoutClaim(said.countersign) } };
  };

  const claimed = (claim: Claim, screen: ScreenId, at: Millis) => {
    const answer = identify.actorOf(claim, screen, at);
    return answer.kind === "granted" ? answer.value : answer.refusal;
  };

  const homeOf = ({ actor, device }: Said): UnitId | undefined => {
    if (actor.kind === "worker") return look.worker(actor.worker)?.unit;
    if (actor.kind !== "device" || device === undefined) return undefined;
    // A rehearsal's devices are paired with nothing: the whole site is theirs.
    return look.screen(device)?.unit ?? (look.get("site", "site")?.rehearsal === true ? rootScope(look)[0] : undefined);
  };

  const targetOf = (command: WireCommand, who: Said): Target => {
    const scope = targetScope(command, look);
    const home = homeOf(who);
    return { scope, ...(home === undefined ? {} : { home }) };
  };

  const answer = async (body: unknown, sender: Sender): Promise<CommandAnswer> => {
    const said = v.safeParse(envelope, body);
    if (!said.success) return refuse({ code: "malformed", params: { where: whereOf(said.issues) } });
    const { type, id, at } = said.output;
    if (!isWireType(type)) return refuse({ code: "unknown_command", params: { type } });
    const parsed = parseCommand(type, body);
    if (!parsed.ok) return refuse({ code: "malformed", params: { where: parsed.where } });
    // A rehearsal opens every door: it is never begun from outside.
    if (parsed.command.type === "ImportSite" && parsed.command.import.site.rehearsal)
      return refuse({ code: "forbidden" });
    const who = whoActs(sender, said.output);
    if ("code" in who) return refuse(who);
    const refusal = refusalOf(who.actor, type, targetOf(parsed.command, who));
    if (refusal !== undefined) return refuse(refusal);
    // A person at the desk acts now; only what waited in an outbox has a time of its own.
    const claimedAt = sender.kind === "person" ? now() : at;
    return handler.submit({ ...who, id: commandId(id.toLowerCase()), command: parsed.command, claimedAt });
  };

  return {
    command: async (body, sender) => {
      const begun = performance.now();
      const answered = await answer(body, sender);
      if (answered.kind === "ok") deps.onAnswered?.(typeIn(body), (performance.now() - begun) / 1000);
      else deps.onRefused?.(answered.refusal.code);
      return answered;
    },
    own: (command, id, actor, at = now()) => handler.submit({ id: commandId(id), command, claimedAt: at, actor }),
    attach: (command, id, actor, device) =>
      handler.submit({
        ...{ id: commandId(id), command, claimedAt: now(), actor },
        ...(device === undefined ? {} : { device }),
      }),
    told: (command, id, { screen, profile }, at = now()) => {
      const actor: Actor = { kind: "device", profile };
      if (!mayDo(actor, command.type)) return Promise.resolve(refuse({ code: "forbidden" }));
      return handler.submit({ id: commandId(id), command, claimedAt: at, actor, device: screen });
    },
  };
};

const whereOf = (issues: readonly v.BaseIssue<unknown>[]): string =>
  issues
    .slice(0, 3)
    .map((issue) => v.getDotPath(issue) ?? "body")
    .join(", ");

const withoutClaim = ({ as: _, ...said }: NonNullable<Envelope["countersign"]>) => said;

/** The type of a body that was accepted, for the figures. */
const typeIn = (body: unknown): string =>
  typeof body === "object" && body !== null && "type" in body ? String(body.type) : "";
