// The wire: what a screen says, what the server answers, and the parsers that stand at the door. One version, both sides.

import * as v from "valibot";
import type { SealTo } from "./act-box.ts";
import type { CrewCandidate } from "./activities/crew-sign-up.ts";
import type { OwnShare } from "./activities/fairness.ts";
import type { SwapOffer } from "./activities/swap-asked.ts";
import type { ScreenId, Seq } from "./ids.ts";
import type { CrewMember } from "./posts/crew.ts";
import type { Key, Rec } from "./records.ts";
import type { Lang, Refusal } from "./refusals.ts";
import type { RaisedMoment } from "./replay.ts";
import type { ScreenLayout, ScreenReport } from "./site/screens.ts";

/** Greatest body of a command, on the socket and by HTTP, bytes. A track goes by its own door. */
export const commandLimit = 65_536;

/** Records changed in (from, to]: whole records, and the names of those that are gone for this audience. */
export type Patch = {
  readonly from: Seq;
  readonly to: Seq;
  readonly put: readonly Rec[];
  readonly drop: readonly Key[];
};

/** Proves every 5 s that the line lives when nothing changes; `now` is the server's clock. */
export type Tick = {
  readonly now: number;
  readonly seq: Seq;
  /**
   * `storage`: the disk refuses; the board stands still and nothing is recorded until a person acts. `webhook`: notices do not
   * leave the house; the board itself goes on.
   */
  readonly fault: "none" | "storage" | "webhook";
};

export type Viewer = {
  readonly audience: string;
  readonly rehearsal: boolean;
  readonly screen?: {
    readonly id: ScreenId;
    readonly name: string;
    readonly layout: ScreenLayout;
    /** To a kiosk: what it seals the acts to that it keeps. */
    readonly sealTo?: SealTo;
  };
  readonly person?: { readonly login: string; readonly name: string; readonly role: string; readonly unit: string };
};

export type JoinAnswer =
  | {
      readonly kind: "joined";
      /** The store's own name: another one means another ledger, whatever the numbers say. */
      readonly store: string;
      /** True: forget everything and take `put` as the whole. False: `put` and `drop` are what changed since. */
      readonly reset: boolean;
      readonly seq: Seq;
      readonly now: number;
      readonly put: readonly Rec[];
      readonly drop: readonly Key[];
      readonly viewer: Viewer;
      readonly build: string;
    }
  | { readonly kind: "refused"; readonly refusal: Refusal };

export type CommandAnswer =
  | { readonly kind: "ok"; readonly seq: Seq }
  /** `noted`: nobody stood there to read it, so the server has written it down for the desk, as this event. */
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly noted?: Seq }
  /** Nothing was recorded and it was nobody's fault: keep the command and send it again. */
  | { readonly kind: "retry"; readonly refusal: Refusal };

/** How a worker at a kiosk says who he is: a badge read, a proof got before, or nothing (the device or the signed-in person acts). */
export const claim = v.union([
  v.object({ badge: v.pipe(v.string(), v.minLength(4), v.maxLength(64)) }),
  v.object({ proof: v.pipe(v.string(), v.minLength(16), v.maxLength(400)) }),
]);
export type Claim = v.InferOutput<typeof claim>;

const certificate = v.optional(
  v.object({
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
    number: v.pipe(v.string(), v.trim(), v.minLength(4), v.maxLength(60)),
  }),
);

/** What every command bears around its own body. */
export const envelope = v.object({
  id: v.pipe(v.string(), v.uuid()),
  type: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  /** The device's server-corrected clock at the touch, ms. */
  at: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_640_000_000_000_000)),
  as: v.optional(claim),
  countersign: v.optional(
    v.object({
      as: claim,
      certificate,
      reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
    }),
  ),
  /** The incoming person of a hand-over, by his own badge. */
  incoming: v.optional(claim),
});
export type Envelope = v.InferOutput<typeof envelope>;

export const joinRequest = v.object({
  protocol: v.pipe(v.number(), v.integer()),
  store: v.pipe(v.string(), v.maxLength(64)),
  since: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** A worker's PIN proof: join his own audience instead of the device's. */
  proof: v.optional(v.pipe(v.string(), v.maxLength(400))),
});
export type JoinRequest = v.InferOutput<typeof joinRequest>;

export const identifyRequest = v.union([
  v.object({
    badge: v.pipe(v.string(), v.minLength(4), v.maxLength(64)),
    pin: v.optional(v.pipe(v.string(), v.regex(/^\d{6}$/))),
  }),
  v.object({
    number: v.pipe(v.string(), v.minLength(1), v.maxLength(20)),
    pin: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  }),
]);
export type IdentifyRequest = v.InferOutput<typeof identifyRequest>;

/** What a kiosk may know of the worker who stands before it: enough for his next act, nothing for a bystander. */
export type WorkerCard = {
  readonly name: string;
  readonly tail: string;
  readonly lang: Lang;
  readonly largeText: boolean;
  readonly proof: string;
  readonly level: "badge" | "pin";
  /** His own board as his audience sees it: posts he is rostered at or holds, activities, his entries. */
  readonly records: readonly Rec[];
  /** How many answers to what he asked of his data wait for him; what they say wants the PIN. */
  readonly answers?: number;
  /** For a foreman alone: who is due in the shift that is briefed, by masked names. [NOT-1] */
  readonly crew?: readonly CrewMember[];
  /** Of activities whose seats are shared among the crews for now: his own crew's share, and what is left of it. [ACT-3] */
  readonly shares?: readonly OwnShare[];
  /** How many offer him their seat by his number; who and of what wants the PIN. [SCR-2] */
  readonly asked?: number;
  readonly swaps?: readonly SwapOffer[];
  /** For a foreman alone: whom of his unit and below he may sign up, by masked names. [ORG-1] */
  readonly people?: readonly CrewCandidate[];
};
export type IdentifyAnswer =
  | { readonly kind: "ok"; readonly card: WorkerCard }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** What the desk sees of each living screen; volatile, never recorded. */
export type Presence = {
  readonly screen: ScreenId | undefined;
  readonly audience: string;
  readonly since: number;
  readonly seen: number;
  readonly report: ScreenReport | undefined;
};

const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_640_000_000_000_000));
/** Show me the board as it was at that moment. [SCR-3] */
export const replayRequest = v.object({ at: instant });
export type ReplayRequest = v.InferOutput<typeof replayRequest>;
export type ReplayAnswer =
  | {
      readonly kind: "opened";
      readonly seq: Seq;
      /** The moment that is shown: the one asked for, or the nearest that can be shown. */
      readonly at: number;
      /** The moments that can be shown. */
      readonly from: number;
      readonly to: number;
      readonly put: readonly Rec[];
      /** Alarms raised in that time, oldest first. */
      readonly raised: readonly Pick<RaisedMoment, "at" | "alarm" | "priority">[];
    }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** And what happened after it, up to a moment; what fell into the same `grain` of time, ms, comes as one step. */
export const replayMoreRequest = v.object({
  after: v.pipe(v.number(), v.integer(), v.minValue(0)),
  until: instant,
  grain: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_600_000)),
});
export type ReplayMoreRequest = v.InferOutput<typeof replayMoreRequest>;
export type ReplayStep = { readonly at: number; readonly put: readonly Rec[]; readonly drop: readonly Key[] };
export type ReplayMoreAnswer =
  | {
      readonly kind: "steps";
      readonly seq: Seq;
      /** Nothing more happened up to this moment; below `until` where there was too much for one answer. */
      readonly reached: number;
      readonly steps: readonly ReplayStep[];
    }
  /** The server holds this replay no more (it waited too long, or began anew): open it again. */
  | { readonly kind: "gone" }
  | { readonly kind: "refused"; readonly refusal: Refusal };

export interface ClientToServer {
  join: (request: unknown, answer: (answer: JoinAnswer) => void) => void;
  command: (command: unknown, answer: (answer: CommandAnswer) => void) => void;
  identify: (request: unknown, answer: (answer: IdentifyAnswer) => void) => void;
  report: (report: unknown) => void;
  replay: (request: unknown, answer: (answer: ReplayAnswer) => void) => void;
  "replay-more": (request: unknown, answer: (answer: ReplayMoreAnswer) => void) => void;
}

export interface ServerToClient {
  patch: (patch: Patch) => void;
  tick: (tick: Tick) => void;
  /** Your queue was dropped because you fell behind: join again from your number. */
  rejoin: () => void;
  presence: (screens: readonly Presence[]) => void;
  /** Load your page anew at this moment of the server's clock, or as soon after it as nobody is disturbed. */
  reload: (asked: { readonly dueAt: number }) => void;
  /** You may not be here (any more): go to the pairing or sign-in page; do not retry. */
  goodbye: (refusal: Refusal) => void;
}
