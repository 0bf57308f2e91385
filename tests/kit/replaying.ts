// A server that can look back, with the clock in the test's hand: what its board was at each moment, and what a replay shows of it.

import { join } from "node:path";
import { type Audience, audienceName } from "../../domain/audience.ts";
import type { Event } from "../../domain/board.ts";
import { type Millis, seq } from "../../domain/ids.ts";
import type { ReplayAnswer, ReplayMoreAnswer } from "../../domain/protocol.ts";
import { type Key, keyOf, type Rec } from "../../domain/records.ts";
import { presentThen } from "../../domain/replay.ts";
import { kinds } from "../../domain/tables.ts";
import type { Ledger } from "../../server/ledger/ledger.ts";
import { openArchive } from "../../server/replay/archive.ts";
import { openCheckpoints } from "../../server/replay/checkpoints.ts";
import { createReplays } from "../../server/replay/replays.ts";
import { tellingSite } from "./audiences.ts";
import { sameText } from "./same-text.ts";
import { createTempFolder } from "./temp-folder.ts";
import { createWorld, type World } from "./world.ts";

export type Opened = Extract<ReplayAnswer, { readonly kind: "opened" }>;
type Steps = Extract<ReplayMoreAnswer, { readonly kind: "steps" }>;
export type Shown = ReadonlyMap<Key, Rec>;
/** A screen; nothing but itself. */
export type Glass = { readonly is: string };

export const opened = (answer: ReplayAnswer): Opened => {
  if (answer.kind !== "opened") throw new Error(answer.refusal.code);
  return answer;
};
export const stepped = (answer: ReplayMoreAnswer): Steps => {
  if (answer.kind !== "steps") throw new Error(answer.kind);
  return answer;
};
export const shownBy = ({ put }: Opened): Shown => new Map(put.map((record) => [keyOf(record), record]));
export const movedOn = (before: Shown, { steps }: Steps): Shown => {
  const after = new Map(before);
  for (const { put, drop } of steps) {
    for (const key of drop) after.delete(key);
    for (const record of put) after.set(keyOf(record), record);
  }
  return after;
};
export const textOf = (shown: Shown): string => sameText(shown);

/** Everything on the board, as it is now. */
export const boardNow = ({ projection }: World): readonly Rec[] =>
  kinds.flatMap((kind) => [...projection.board.all(kind)]);

/** What a replay must show of those records, now. */
export const rightly = (records: readonly Rec[], audience: Audience, world: World): Shown =>
  new Map(
    records.flatMap((record) => {
      const shown = presentThen(record, audience, world.projection.board);
      return shown === undefined ? [] : [[keyOf(shown), shown] as const];
    }),
  );

export const openReplaying = async (
  options: {
    readonly world?: World;
    readonly folder?: string;
    readonly ledger?: Ledger<Event>;
    readonly layout?: number;
    readonly every?: number;
    readonly most?: number;
  } = {},
) => {
  const { layout = 1, every = 10, most = 50 } = options;
  const world =
    options.world ??
    (await createWorld({ site: tellingSite(), ...(options.ledger === undefined ? {} : { ledger: options.ledger }) }));
  const folder = options.folder ?? join(await createTempFolder(), "replay");
  const faults: unknown[] = [];
  const checkpoints = await openCheckpoints(folder, layout);
  const { ledger, projection, now } = world;
  const archive = await openArchive({
    checkpoints,
    ledger,
    projection,
    now,
    every,
    most,
    onFailed: (error) => faults.push(error),
  });
  const replays = createReplays<Glass>({ archive, ledger, projection, now });
  return {
    world,
    folder,
    checkpoints,
    archive,
    replays,
    faults,
    /** A screen of its own for each audience. */
    show: async (audience: Audience, at: Millis): Promise<Opened> => {
      const glass = { is: audienceName(audience) };
      const answer = opened(await replays.open(glass, audience, at));
      replays.leave(glass);
      return answer;
    },
    head: () => seq(projection.seq()),
  };
};
