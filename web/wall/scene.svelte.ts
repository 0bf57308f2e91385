// What every part of the wall looks at: records, the moment told, the language and the frame, as one object that stays.

import type { Records } from "../../domain/records.ts";
import type { Lang } from "../../domain/refusals.ts";
import type { SiteRec } from "../../domain/site.ts";
import { type SiteClock, siteClock } from "../../domain/time.ts";
import type { Clock } from "../lib/clock.svelte.ts";
import type { Live } from "../lib/live.svelte.ts";
import type { Frame } from "./frame.ts";
import { wallWords } from "./words.ts";
import type { WallWords } from "./words-zh.ts";

export type Scene = {
  readonly live: Live;
  readonly records: Records;
  readonly site: SiteRec;
  /** Made once per zone: it remembers the offsets that Intl told it. */
  readonly clock: SiteClock;
  /** Server time, ms; on a dead screen the moment of the last sign, for nothing after it is known. */
  readonly now: number;
  /** The same, changing once a minute: for what is counted in days. */
  readonly minute: number;
  readonly lost: boolean;
  readonly words: WallWords;
  readonly lang: Lang;
  readonly frame: Frame;
};

export const createScene = (look: {
  readonly live: Live;
  readonly clock: Clock;
  readonly site: () => SiteRec;
  readonly lang: () => Lang;
  readonly frame: () => Frame;
}): Scene => {
  const { live } = look;
  const lost = $derived(live.link.state === "lost");
  const now = $derived(lost ? live.lastSign : look.clock.now);
  const minute = $derived(Math.floor(now / 60_000) * 60_000);
  const site = $derived(look.site());
  const zone = $derived(site.zone);
  const clock = $derived(siteClock(zone));
  const words = $derived(wallWords(look.lang()));
  return {
    live,
    records: live.records,
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
  };
};
