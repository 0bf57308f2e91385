// What every part of the wall looks at: records, the moment told, the language and the frame, as one object that stays.

import type { Records } from "../../domain/records.ts";
import type { Lang } from "../../domain/refusals.ts";
import type { SiteRec } from "../../domain/site/site.ts";
import { type SiteClock, siteClock } from "../../domain/time.ts";
import type { Clock } from "../lib/clock.svelte.ts";
import type { Live } from "../lib/live.svelte.ts";
import type { Tiling } from "../lib/map/tiling.svelte.ts";
import type { Replay } from "../lib/replay.svelte.ts";
import type { Frame } from "./frame.ts";
import { wallWords } from "./words.ts";
import type { WallWords } from "./words-zh.ts";

export type Scene = {
  readonly live: Live;
  /** Those of the live board, or of the moment that is replayed. */
  readonly records: Records;
  /** This is the past: nothing sounds, flashes or can be done. */
  readonly past: boolean;
  readonly site: SiteRec;
  /** Made once per zone: it remembers the offsets that Intl told it. */
  readonly clock: SiteClock;
  /** Server time, ms; on a dead screen the moment of the last sign, for nothing after it is known; in a replay its own. */
  readonly now: number;
  /** The same, changing once a minute: for what is counted in days. */
  readonly minute: number;
  readonly lost: boolean;
  readonly words: WallWords;
  readonly lang: Lang;
  readonly frame: Frame;
  /** Tiles under the maps; undefined: none. */
  readonly tiling: Tiling | undefined;
};

export const createScene = (look: {
  readonly live: Live;
  readonly clock: Clock;
  readonly replay: Replay;
  readonly site: () => SiteRec;
  readonly lang: () => Lang;
  readonly frame: () => Frame;
  readonly tiling?: () => Tiling | undefined;
}): Scene => {
  const { live, replay } = look;
  const past = $derived(replay.on);
  const shown = (): Records => (past ? replay.records : live.records);
  const records: Records = { get: (kind, id) => shown().get(kind, id), all: (kind) => shown().all(kind) };
  const lost = $derived(!past && live.link.state === "lost");
  const now = $derived(past ? replay.now : lost ? live.lastSign : look.clock.now);
  const minute = $derived(Math.floor(now / 60_000) * 60_000);
  const site = $derived(records.get("site", "site") ?? look.site());
  const zone = $derived(site.zone);
  const clock = $derived(siteClock(zone));
  const words = $derived(wallWords(look.lang()));
  return {
    live,
    records,
    get past() {
      return past;
    },
    get site() {
      return site;
    },
    get clock() {
      return clock;
    },
    get now() {
      return now;
    },
    get minute() {
      return minute;
    },
    get lost() {
      return lost;
    },
    get words() {
      return words;
    },
    get lang() {
      return look.lang();
    },
    get frame() {
      return look.frame();
    },
    get tiling() {
      return look.tiling?.();
    },
  };
};
