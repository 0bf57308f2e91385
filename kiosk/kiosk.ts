// What the pages of the kiosk read and tell: the one object that each of them is given.

import type { ChangeCommand } from "../domain/activities/change-acts.ts";
import type { CaseId } from "../domain/ids.ts";
import type { Lang } from "../domain/refusals.ts";
import type { RefusedRec } from "../domain/refused/refused-act.ts";
import type { DiskState } from "../domain/site/screens.ts";
import type { KioskCommand, ReportCase } from "./act.ts";
import type { Draft } from "./draft.ts";
import type { TellNow } from "./learning/telling.ts";
import type { OutboxState } from "./outbox.ts";
import type { Page } from "./pages.ts";
import type { Person } from "./person.ts";
import type { Place } from "./rules.ts";
import type { Words } from "./words.ts";

export type Line =
  | { readonly state: "live" }
  | { readonly state: "connecting" }
  /** `since`: server clock of the last sign of life, ms. */
  | { readonly state: "lost"; readonly since: number };

/** The last call for help from this machine: on its way, in the ledger, or only kept here. */
export type SosCall = {
  /** Server-corrected clock at the touch, ms. */
  readonly at: number;
  readonly state: SosState;
  /** What became of the last words that were added to it. */
  readonly note?: SosState;
};
export type SosState = "sending" | "told" | "waiting" | "refused";

/** What the machine knows of itself, for whoever looks after it. */
export type Machine = {
  /** Its screen's id at the desk; empty before it has joined. */
  readonly screen: string;
  readonly build: string;
  readonly seq: number;
  readonly disk: DiskState | undefined;
  /** It has the server's key: what waits here lies in boxes. */
  readonly sealed: boolean;
};

export type Choice = { readonly lang: Lang | undefined; readonly large: boolean | undefined };

export type ReadMoves = Extract<ChangeCommand, { readonly type: "ReadMoves" }>;
export type Kiosk = {
  readonly page: Page;
  readonly person: Person | undefined;
  /** Set while the page is covered by the question whether somebody is still there: seconds left. */
  readonly warning: number | undefined;
  /** Milliseconds since this page came up. */
  readonly pageAge: number;
  /** The session's own clock, ms; not the time of day. */
  readonly beat: number;
  /** Server-corrected time of day, ms. */
  readonly now: number;
  readonly t: Words;
  readonly lang: Lang;
  readonly large: boolean;
  readonly line: Line;
  readonly lastSign: number;
  /** Server minus device clock, ms. */
  readonly offset: number;
  /** The board as the person before the kiosk may see it; undefined before anything is known. */
  readonly place: Place | undefined;
  readonly name: string;
  readonly theme: "dark" | "light";
  readonly rehearsal: boolean;
  readonly storageFailed: boolean;
  readonly queue: OutboxState;
  readonly machine: Machine;
  /** Stays for an hour, over any number of persons. */
  readonly sos: SosCall | undefined;
  /** What became of the last hazard that was told without a badge. */
  readonly hazard: () => SosState | undefined;
  /** Tells a hazard in nobody's name; its id. */
  readonly report: (command: ReportCase) => CaseId;
  readonly go: (page: Page) => void;
  /** What his badge opens: the first that he has not read or answered yet. */
  readonly opening: (person: Person) => Page;
  readonly act: (person: Person, command: KioskCommand, more?: Omit<Draft, "command">) => void;
  /** What cannot wait in an outbox: answered now, with his card as it is then, or not done. */
  readonly tellNow: TellNow;
  /** Calls for help in the name of whoever stands here, or of nobody. */
  readonly call: () => void;
  /** Adds own words to the call, in the name of whoever called. */
  readonly note: (words: string) => void;
  readonly tell: (type: "stay" | "exit" | "back" | "erase" | "clear" | "touch") => void;
  readonly digit: (digit: string) => void;
  readonly badge: (code: string) => void;
  /** A key of a real keyboard, where a pad is open. */
  readonly key: (key: string) => void;
  /** Loads the page anew; what waits lies on the disk. */
  readonly reload: () => void;
  /** The worker read why his own acts were refused. */
  readonly read: (person: Person, acts: readonly RefusedRec[]) => void;
  /** He read when and where his activities are now. */
  readonly readMoves: (person: Person, moves: ReadMoves["moves"]) => void;
  /** He read what came of hazards that he told. */
  readonly readCases: (person: Person, cases: readonly CaseId[]) => void;
  readonly choose: (choice: Partial<Choice>) => void;
  /** Acts of his that were refused after he had left, as his card tells, and that he has not read here. */
  readonly newsFor: (person: Person) => readonly RefusedRec[];
  readonly close: () => void;
};

/** What must outlive the line: how this screen is set up, as the last join told it. */
export type Setting = {
  readonly name: string;
  readonly lang: Lang;
  readonly theme: "dark" | "light";
  readonly rehearsal: boolean;
};
