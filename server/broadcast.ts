// The OUT-door: hears the projection of the ledger, tells each audience what changed for it, once encoded for all its screens.
// The first change goes at once; under load at most 20 patches a second go out, the newest record wins, alarms never wait.

import { type Audience, audienceName, seesScreen } from "../domain/audience.ts";
import type { Millis, Seq } from "../domain/ids.ts";
import type { Patch, Presence } from "../domain/protocol.ts";
import { createLineGuard } from "./line-guard.ts";
import { createPending, type Pending } from "./pending.ts";
import type { Projection, RecordChange } from "./projection.ts";
import { tellRoom } from "./tell-room.ts";
import type { Line, Wire } from "./wire.ts";

type Channel = {
  readonly audience: Audience;
  readonly room: string;
  /** Up to which number its screens have been told. */
  told: Seq;
  readonly pending: Pending;
};

export type Broadcast = {
  /** Seats the screen in its audience and answers what it lacks since the number it holds. */
  readonly seat: (
    line: Line,
    audience: Audience,
    since: Seq,
  ) => { readonly reset: boolean; readonly seq: Seq; readonly put: Patch["put"]; readonly drop: Patch["drop"] };
  readonly tick: () => void;
  /** Looks for screens that fell behind; at least once a second. */
  readonly sweep: () => void;
  /** How the connected screens fare, as far as the audience may know; all of them where none is named. */
  readonly presence: (audience?: Audience) => readonly Presence[];
  readonly close: () => void;
};

const patchEvery = 50;

export const createBroadcast = (deps: {
  readonly wire: Wire;
  readonly projection: Projection;
  readonly now: () => Millis;
  readonly fault: () => "none" | "storage" | "webhook";
  readonly onPatch?: (screens: number, records: number) => void;
  readonly onSlow?: () => void;
}): Broadcast => {
  const { wire, projection, now } = deps;
  const channels = new Map<string, Channel>();
  const guard = createLineGuard({ now, onSlow: deps.onSlow ?? (() => {}) });
  let lastFlush = 0;
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;

  const screensIn = (channel: Channel): number => wire.sockets.adapter.rooms.get(channel.room)?.size ?? 0;

  const flushChannel = (channel: Channel, to: Seq): void => {
    if (channel.pending.size() === 0) return;
    const { put, drop } = channel.pending.take(channel.audience);
    if (put.length === 0 && drop.length === 0) return;
    const patch: Patch = { from: channel.told, to, put, drop };
    channel.told = to;
    // A tick with nothing to tell delays no change that comes after it.
    lastFlush = performance.now();
    deps.onPatch?.(screensIn(channel), put.length);
    tellRoom(wire, channel.room, "patch", patch);
  };

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (soon !== undefined) clearImmediate(soon);
    soon = undefined;
    const to = projection.seq();
    for (const [name, channel] of channels) {
      if (screensIn(channel) === 0) channels.delete(name);
      else flushChannel(channel, to);
    }
  };

  const hear = (changes: readonly RecordChange[]): void => {
    let urgent = false;
    for (const change of changes) {
      urgent ||= change.after?.kind === "alarm";
      for (const { pending } of channels.values()) pending.note(change);
    }
    if (changes.length === 0 || channels.size === 0) return;
    const wait = patchEvery - (performance.now() - lastFlush);
    if (urgent || wait <= 0) soon ??= setImmediate(flush);
    else timer ??= setTimeout(flush, wait);
  };

  const unfollow = projection.follow(hear);

  const channelOf = (audience: Audience): Channel => {
    const name = audienceName(audience);
    const known = channels.get(name);
    if (known !== undefined && screensIn(known) > 0) return known;
    // What was pending for an empty room, its next screen gets by joining.
    const made: Channel = { audience, room: `audience ${name}`, told: projection.seq(), pending: createPending() };
    channels.set(name, made);
    return made;
  };

  const presence = (audience?: Audience): readonly Presence[] =>
    presenceOf(wire).filter(
      ({ screen }) =>
        audience === undefined ||
        seesScreen(screen === undefined ? undefined : projection.board.get("screen", screen), audience),
    );

  return {
    seat: (line, audience, since) => {
      const channel = channelOf(audience);
      for (const room of line.rooms) if (room.startsWith("audience ")) void line.leave(room);
      void line.join(channel.room);
      guard.watch(line, channel.room);
      channel.pending.seat();
      const lack = projection.lackOf(audience, since);
      return {
        reset: lack.kind === "all",
        seq: projection.seq(),
        put: lack.put,
        drop: lack.kind === "all" ? [] : lack.drop,
      };
    },
    tick: () => {
      flush();
      const tick = { now: now(), seq: projection.seq(), fault: deps.fault() };
      for (const channel of channels.values()) tellRoom(wire, channel.room, "tick", tick);
      for (const { audience, room } of channels.values()) {
        const screens = presence(audience);
        if (screens.length > 0) tellRoom(wire, room, "presence", screens);
      }
    },
    sweep: guard.sweep,
    presence,
    close: () => {
      unfollow();
      clearTimeout(timer);
      if (soon !== undefined) clearImmediate(soon);
    },
  };
};

const presenceOf = (wire: Wire): readonly Presence[] =>
  [...wire.sockets.sockets.values()].flatMap(({ data }) =>
    data.audience === undefined
      ? []
      : [
          {
            screen: data.screen,
            audience: data.audience.kind,
            since: data.since ?? 0,
            seen: data.seen ?? data.since ?? 0,
            report: data.report,
          },
        ],
  );
