// Screens as records: which walls, tablets and kiosks are paired, for which unit, and how each is to look. [SCR-1]

import * as v from "valibot";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import { type Millis, type ScreenId, type Seq, screenId, type UnitId, unitId } from "../ids.ts";
import { second } from "../time.ts";
import { figure, id, text } from "./site.ts";

export const profiles = ["wall", "kiosk", "tracker", "gateway"] as const;
export type Profile = (typeof profiles)[number];

/** What a wall can show side by side; one that shows less shows it larger. */
export const panels = ["posts", "patrols", "plan", "volunteers", "hazards"] as const;
export type Panel = (typeof panels)[number];
/** What a wall shows of which nobody said what. */
const usual: readonly Panel[] = ["posts", "patrols", "volunteers"];

export const screenLayout = v.object({
  lang: v.picklist(["zh-CN", "en"]),
  theme: v.picklist(["dark", "light"]),
  /** `far`: a wall read from further than its approach layer carries (55" at 4 m). */
  distance: v.picklist(["standard", "far"]),
  /** Fine step within a layout. */
  scale: figure(0.9, 1.1),
  /** CSS pixels per real millimetre, measured at pairing; kiosks only. */
  pxPerMm: figure(1, 40),
  /** Walls only; in the order of `panels`, however they were named. */
  panels: v.optional(
    v.pipe(
      v.array(v.picklist(panels)),
      v.minLength(1),
      v.transform((wanted) => panels.filter((panel) => wanted.includes(panel))),
      v.readonly(),
    ),
    usual,
  ),
  /** Seconds for which a page stays where not everything fits on one; 0: the first page stays. Walls only. */
  rotate: v.optional(v.union([v.literal(0), figure(5, 600)]), 0),
});
export type ScreenLayout = v.InferOutput<typeof screenLayout>;
export const defaultLayout: ScreenLayout = {
  lang: "zh-CN",
  theme: "dark",
  distance: "standard",
  scale: 1,
  pxPerMm: 3.7795,
  panels: usual,
  rotate: 0,
};

/** A layout of before there were pages shows what walls showed then. */
const whole = (layout: ScreenLayout): ScreenLayout => ({ ...defaultLayout, ...layout });

export type ScreenRec = {
  readonly kind: "screen";
  readonly id: ScreenId;
  readonly seq: Seq;
  readonly profile: Profile;
  readonly name: string;
  readonly unit: UnitId;
  readonly scope: readonly UnitId[];
  readonly layout: ScreenLayout;
  readonly pairedAt: Millis;
  readonly revokedAt?: Millis;
  /** When it was last asked to load its page anew, at its own moment of a spread. */
  readonly reloadAt?: Millis;
};

export const screenCommands = {
  PairScreen: v.object({
    type: v.literal("PairScreen"),
    screen: id(screenId),
    profile: v.picklist(profiles),
    name: text,
    unit: id(unitId),
    layout: screenLayout,
  }),
  ConfigureScreen: v.object({
    type: v.literal("ConfigureScreen"),
    screen: id(screenId),
    name: text,
    layout: screenLayout,
  }),
  RevokeScreen: v.object({ type: v.literal("RevokeScreen"), screen: id(screenId) }),
  ReloadScreens: v.object({
    type: v.literal("ReloadScreens"),
    screens: v.pipe(v.array(id(screenId)), v.minLength(1), v.maxLength(500), v.readonly()),
    /** From the first to the last, s. */
    spreadS: v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(3_600)),
  }),
} as const;

export type ScreenCommand = v.InferOutput<(typeof screenCommands)[keyof typeof screenCommands]>;

type On<T extends string, D> = {
  readonly subject: "screens";
  readonly type: T;
  readonly screen: ScreenId;
  readonly at: Millis;
} & D;
export type ScreenEvent =
  | On<
      "ScreenPaired",
      {
        readonly profile: Profile;
        readonly name: string;
        readonly unit: UnitId;
        readonly scope: readonly UnitId[];
        readonly layout: ScreenLayout;
      }
    >
  | On<"ScreenConfigured", { readonly name: string; readonly layout: ScreenLayout }>
  | On<"ScreenReloadAsked", { readonly dueAt: Millis }>
  | On<"ScreenRevoked", object>;

export type ScreenLook = {
  readonly screen: (id: ScreenId) => ScreenRec | undefined;
  readonly scopeOf: (unit: UnitId) => readonly UnitId[];
};

export const decideScreens = (command: ScreenCommand, context: Context, look: ScreenLook): Decision<ScreenEvent> => {
  if (command.type === "ReloadScreens") return decideReload(command, context, look);
  const known = look.screen(command.screen);
  const on = { subject: "screens", screen: command.screen, at: context.at } as const;
  switch (command.type) {
    case "PairScreen": {
      // A screen that is paired anew is another screen: a revoked one never comes back, a living one keeps its unit.
      if (known !== undefined)
        return refused({ code: known.revokedAt === undefined ? "screen_exists" : "screen_revoked" });
      const { profile, name, unit, layout } = command;
      return accepted({ ...on, type: "ScreenPaired", profile, name, unit, scope: look.scopeOf(unit), layout });
    }
    case "ConfigureScreen":
      if (known === undefined) return refused({ code: "screen_unknown" });
      if (known.revokedAt !== undefined) return refused({ code: "screen_revoked" });
      return accepted({ ...on, type: "ScreenConfigured", name: command.name, layout: command.layout });
    case "RevokeScreen":
      if (known === undefined) return refused({ code: "screen_unknown" });
      if (known.revokedAt !== undefined) return alreadyDone(known.seq);
      return accepted({ ...on, type: "ScreenRevoked" });
  }
};

/** However many there are and however short the spread, no two begin together. */
const leastApart = second;

const decideReload = (
  { screens, spreadS }: Extract<ScreenCommand, { readonly type: "ReloadScreens" }>,
  { at }: Context,
  look: ScreenLook,
): Decision<ScreenEvent> => {
  const asked = [...new Set(screens)];
  for (const screen of asked) {
    const known = look.screen(screen);
    if (known === undefined) return refused({ code: "screen_unknown" });
    if (known.revokedAt !== undefined) return refused({ code: "screen_revoked" });
  }
  const apart = Math.max(leastApart, Math.floor((spreadS * second) / asked.length));
  return accepted(
    ...asked.map(
      (screen, n): ScreenEvent => ({
        subject: "screens",
        type: "ScreenReloadAsked",
        screen,
        at,
        dueAt: at + n * apart,
      }),
    ),
  );
};

export const evolveScreens = (
  event: ScreenEvent,
  seq: Seq,
  look: Pick<ScreenLook, "screen">,
): readonly Change<ScreenRec>[] => {
  const before = look.screen(event.screen);
  switch (event.type) {
    case "ScreenPaired": {
      const { profile, name, unit, scope, at: pairedAt } = event;
      const layout = whole(event.layout);
      return [put({ kind: "screen", id: event.screen, seq, profile, name, unit, scope, layout, pairedAt })];
    }
    case "ScreenConfigured":
      return before === undefined ? [] : [put({ ...before, seq, name: event.name, layout: whole(event.layout) })];
    case "ScreenReloadAsked":
      return before === undefined ? [] : [put({ ...before, seq, reloadAt: event.dueAt })];
    case "ScreenRevoked":
      return before === undefined ? [] : [put({ ...before, seq, revokedAt: event.at })];
  }
};

/** Whether a kiosk's browser promised to keep what waits there; on a page without HTTPS no browser promises anything. */
export const diskStates = ["kept", "droppable", "insecure", "none"] as const;
export type DiskState = (typeof diskStates)[number];

/** What a living screen tells of itself every 5 s; never an event, kept only in memory. [SCR-1] */
export const screenReport = v.object({
  build: v.pipe(v.string(), v.maxLength(40)),
  seq: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** MB of script heap, 0 where the browser does not tell. */
  heap: v.pipe(v.number(), v.minValue(0)),
  /** Acts waiting in the outbox. */
  queue: v.pipe(v.number(), v.integer(), v.minValue(0)),
  error: v.pipe(v.string(), v.maxLength(200)),
  /** By how much the device's own clock is ahead of the server's, ms. */
  clockOff: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(-8_640_000_000_000_000), v.maxValue(8_640_000_000_000_000)),
    0,
  ),
  /** Of a kiosk alone. */
  disk: v.optional(v.picklist(diskStates)),
  /** Of a kiosk alone: what waits there lies in boxes that only the server opens. An earlier build does not tell: it has none. */
  sealed: v.optional(v.boolean()),
});
export type ScreenReport = v.InferOutput<typeof screenReport>;
