// What every page of the desk shares: the live board, who sits here, the clock, the language, and whether acts may be sent now.

import { createContext } from "svelte";
import type { Answerer } from "../../domain/alarms/alarm.ts";
import type { Command } from "../../domain/board.ts";
import type { Millis } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import type { Records } from "../../domain/records.ts";
import { type Lang, refusalText } from "../../domain/refusals.ts";
import { certificateIn } from "../../domain/site/certificates.ts";
import { rootUnit } from "../../domain/site/root-unit.ts";
import type { SiteRec } from "../../domain/site/site.ts";
import { type SiteClock, siteClock } from "../../domain/time.ts";
import { shownName } from "../../domain/workers.ts";
import type { Clock } from "../lib/clock.svelte.ts";
import type { Live } from "../lib/live.svelte.ts";
import type { Replay } from "../lib/replay.svelte.ts";
import type { Doors, Person } from "./doors.ts";
import type { Prefs } from "./prefs.svelte.ts";
import { ageText, nameIn } from "./texts.ts";
import { createSay, joinParts, type Say } from "./words.ts";

/** What the desk asks of the server beside the board's commands. */
export type DeskAct =
  | Command["type"]
  | "UploadTrack"
  | "ExportTracks"
  | "ReplayWalk"
  | "ExportSite"
  | "IssuePins"
  | "ManageAccounts"
  | "ManageWebhooks"
  | "ReadTrends"
  | "PrintCopy";

export type Desk = {
  readonly live: Live;
  readonly doors: Doors;
  readonly prefs: Prefs;
  readonly person: Person;
  readonly lang: Lang;
  readonly say: Say;
  readonly records: Records;
  readonly site: SiteRec | undefined;
  readonly siteClock: SiteClock;
  /** Server time, ms, or the moment that is replayed. */
  readonly now: Millis;
  readonly replay: Replay;
  /** Server time, ms, also while a replay is shown. */
  readonly liveNow: Millis;
  readonly isLive: boolean;
  /** How old something is, in words; nothing where the screen itself is old. */
  readonly age: (since: Millis) => string;
  readonly join: (...parts: readonly (string | undefined)[]) => string;
  readonly named: (record: { readonly name: string; readonly nameEn: string }) => string;
  /** A certificate's name in his language, as far as the site says one. */
  readonly certificate: (name: string) => string;
  readonly unitName: (id: string) => string;
  /** The unit of who sits here; the topmost where he answers for the whole site. */
  readonly homeUnit: string;
  readonly workerName: (id: string) => string;
  readonly answererName: (by: Answerer) => string;
  /** Why this act cannot be done now, as a sentence; undefined: it can. */
  readonly whyNot: (act: DeskAct) => string | undefined;
  /** `id`: where the page must know what it makes before it is answered. */
  readonly send: (command: Command, id?: string) => Promise<CommandAnswer>;
  readonly signOut: () => void;
};

const inThePast = { code: "replay_no_acts" } as const;

export type DeskDeps = {
  readonly live: Live;
  readonly clock: Clock;
  readonly replay: Replay;
  readonly doors: Doors;
  readonly prefs: Prefs;
  readonly person: Person;
  readonly signOut: () => void;
};

export const createDesk = ({ live, clock, replay, doors, prefs, person, signOut }: DeskDeps): Desk => {
  const say = $derived(createSay(prefs.lang));
  const shown = (): Records => (replay.on ? replay.records : live.records);
  const records: Records = { get: (kind, id) => shown().get(kind, id), all: (kind) => shown().all(kind) };
  const now = $derived(replay.on ? replay.now : clock.now);
  const site = $derived(records.get("site", "site"));
  const zone = $derived(site?.zone ?? "Asia/Shanghai");
  const zoneClock = $derived(siteClock(zone));
  const isLive = $derived(live.link.state === "live");
  const workerName = (id: string): string => {
    const worker = records.get("worker", id);
    return worker === undefined ? id : shownName(worker, prefs.lang);
  };
  return {
    live,
    doors,
    prefs,
    person,
    signOut,
    records,
    replay,
    get liveNow() {
      return clock.now;
    },
    get lang() {
      return prefs.lang;
    },
    get say() {
      return say;
    },
    get site() {
      return site;
    },
    get siteClock() {
      return zoneClock;
    },
    get now() {
      return now;
    },
    get isLive() {
      return isLive;
    },
    age: (since) => (isLive ? ageText(say, now - since) : say("unknown")),
    join: (...parts) => joinParts(prefs.lang, ...parts),
    named: (record) => nameIn(prefs.lang, record),
    certificate: (name) => certificateIn(site, name, prefs.lang),
    unitName: (id) => {
      const unit = records.get("unit", id);
      return unit === undefined ? id : nameIn(prefs.lang, unit);
    },
    get homeUnit() {
      if (records.get("unit", person.unit) !== undefined) return person.unit;
      return rootUnit(records)?.id ?? person.unit;
    },
    workerName,
    answererName: (by) => (typeof by === "string" ? by : workerName(by.worker)),
    whyNot: (act) => {
      if (replay.on) return refusalText(inThePast, prefs.lang);
      if (live.link.state === "connecting") return say("connecting.why");
      if (!isLive) return say("lost.why");
      if (live.fault === "storage") return say("fault.what");
      return person.may === undefined || person.may.includes(act) ? undefined : say("role.why");
    },
    send: (command, id) =>
      replay.on
        ? Promise.resolve({ kind: "refused", refusal: inThePast } as const)
        : live.send(command, id === undefined ? {} : { id }),
  };
};

const [getDesk, setDesk] = createContext<Desk>();
export const useDesk = getDesk;
export const provideDesk = setDesk;
