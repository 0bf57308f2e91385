// The pages of the kiosk as a union: each bears what it shows and nothing of any other; what lies behind each follows from it (behind.ts).

import type { Wait } from "../domain/activities/activity-acts.ts";
import type { SignUpCrew } from "../domain/activities/crew-sign-up.ts";
import type { ActivityId, EntryId, PostId, RoleId, WorkerId } from "../domain/ids.ts";
import type { HandoverNote, Left } from "../domain/posts/post.ts";
import type { IdentifyRequest } from "../domain/protocol.ts";
import type { Refusal } from "../domain/refusals.ts";
import type { KioskCommand } from "./act.ts";
import type { ContestPage, ObjectingPage } from "./contests/pages.ts";
import type { Countersign, Draft, Over, Way } from "./draft.ts";
import type { HazardPage, ReportPage } from "./hazards/pages.ts";
import type { Writing } from "./input/typing.ts";
import type { LearningPage } from "./learning/pages.ts";
import type { CorrectPage, OwnPage } from "./mydata/own-pages.ts";
import type { Foreman, Incoming, Outgoing } from "./others.ts";
import type { Outcome } from "./outbox.ts";
import type { Person } from "./person.ts";
import type { NotePage } from "./sos/pages.ts";
import type { SwapPage } from "./swap/pages.ts";

export type Page =
  | { readonly at: "idle" }
  | { readonly at: "number"; readonly digits: string }
  /** `left`: how many more may be wrong before the PIN is paused, as the server told. */
  | {
      readonly at: "pin";
      readonly of: PinOf;
      readonly digits: string;
      readonly missed: boolean;
      readonly left?: number;
    }
  | { readonly at: "asking"; readonly request: IdentifyRequest; readonly from: Page }
  | { readonly at: "stopped"; readonly why: Stop }
  /** The server knows him or not: it said no for a reason of its own. */
  | { readonly at: "said"; readonly refusal: Refusal }
  /** Asked whether help is really needed; the key that calls lies far from the one that led here. */
  | { readonly at: "sos"; readonly person: Person | undefined }
  | { readonly at: "called"; readonly person: Person | undefined }
  /** Own words after the call, if anybody wants: a choice or the keyboard; then whether they have gone up. */
  | NotePage
  | { readonly at: "locked"; readonly person: Person | undefined; readonly from: number; readonly until: number }
  | { readonly at: "home"; readonly person: Person; readonly post: PostId | undefined }
  | { readonly at: "posts"; readonly person: Person; readonly sheet: number }
  | {
      readonly at: "briefing";
      readonly person: Person;
      readonly post: PostId;
      readonly confirmed: readonly string[];
      readonly countersign: Countersign | undefined;
      readonly over?: Over;
    }
  /** He hands his post over: what he leaves, and who lays his badge down beside him. */
  | {
      readonly at: "handover";
      readonly person: Person;
      readonly post: PostId;
      readonly notes: readonly HandoverNote[];
      /** In his own words; empty: none. */
      readonly words: string;
      readonly incoming: Incoming;
    }
  /** He writes them. `of`: the page that they belong to. */
  | ({
      readonly at: "words";
      readonly person: Person | undefined;
      readonly of: HandoverPage | CorrectPage | NotePage | ObjectingPage | ReportPage;
    } & Writing)
  /** Somebody holds the post he came for: the holder's badge begins the hand-over, a key leads to the foreman. */
  | { readonly at: "held"; readonly person: Person; readonly post: PostId; readonly outgoing: Outgoing }
  /** The other reads what is open before he is briefed. */
  | {
      readonly at: "takeover";
      readonly person: Person;
      readonly post: PostId;
      readonly way: Way;
      readonly left: Left;
      readonly after: string | undefined;
      readonly sheet: number;
    }
  /** The foreman reads the briefing out, then taps who of his crew stood there. [NOT-1] */
  | {
      readonly at: "crew";
      readonly person: Person;
      readonly step: "read" | "call";
      readonly here: readonly WorkerId[];
      readonly sheet: number;
    }
  /** The foreman signs his crew up: first for what, then whom, each in the role that is chosen at the touch. [ACT-1] */
  | { readonly at: "crew-activities"; readonly person: Person; readonly sheet: number }
  | {
      readonly at: "crew-sign-up";
      readonly person: Person;
      readonly activity: ActivityId;
      readonly role: RoleId;
      readonly chosen: SignUpCrew["crew"];
      readonly sheet: number;
    }
  /** His own patrol of today. `wrong`: a code was read that belongs to none of his. [PAT-1] */
  | { readonly at: "patrol"; readonly person: Person; readonly sheet: number; readonly wrong: boolean }
  | { readonly at: "sending"; readonly person: Person; readonly draft: Draft }
  | {
      readonly at: "done";
      readonly person: Person;
      readonly draft: Draft;
      readonly outcome: Settled;
      readonly actAt: number;
    }
  | {
      readonly at: "missing";
      readonly person: Person;
      readonly post: PostId;
      readonly refusal: Refusal;
      readonly confirmed: readonly string[];
      readonly over?: Over;
    }
  | { readonly at: "refused"; readonly person: Person; readonly draft: Draft; readonly refusal: Refusal }
  | {
      readonly at: "countersign";
      readonly person: Person;
      readonly post: PostId;
      readonly refusal: Refusal;
      readonly confirmed: readonly string[];
      readonly foreman: Foreman;
      readonly reason: string;
      readonly over?: Over;
    }
  /** `series`: the days of that one alone, which the list shows folded to the nearest. */
  | {
      readonly at: "activities";
      readonly person: Person;
      readonly show: ActivityShow;
      readonly sheet: number;
      readonly series?: ActivityId;
    }
  | {
      readonly at: "activity";
      readonly person: Person;
      readonly activity: ActivityId;
      readonly role: RoleId;
      /** How to wait if it is full; undefined: to be asked first, for 直接补位 is never chosen for him. */
      readonly wait: Wait | undefined;
    }
  | { readonly at: "mine"; readonly person: Person; readonly sheet: number }
  | HazardPage
  | LearningPage
  | OwnPage
  | ContestPage
  /** He had a seat and was not seen there: why. [ACT-4] */
  | { readonly at: "asked"; readonly person: Person; readonly entry: EntryId }
  | { readonly at: "cancel"; readonly person: Person; readonly activity: ActivityId }
  | SwapPage
  /** The desk answered his asking to be let go. [ACT-2] */
  | { readonly at: "answered"; readonly person: Person; readonly entry: EntryId }
  /** What he is in has another time or place. [ACT-1] */
  | { readonly at: "moved"; readonly person: Person }
  /** A seat is kept for him: the first thing he sees at a tap. [ACT-3] */
  | { readonly at: "offer"; readonly person: Person; readonly activity: ActivityId }
  /** What was done offline and refused since: the first thing he sees. */
  | { readonly at: "news"; readonly person: Person }
  /** The machine itself, for whoever looks after it. `read`: what the reader last typed, while it is tried. */
  | {
      readonly at: "upkeep";
      readonly person: Person;
      readonly show: "facts" | "reader" | "touch" | "measure";
      readonly read: { readonly length: number; readonly tail: string } | undefined;
    }
  | {
      readonly at: "queue";
      readonly person: Person | undefined;
      readonly sheet: number;
    };

export type HandoverPage = Extract<Page, { readonly at: "handover" }>;
export type PinOf =
  | { readonly kind: "number"; readonly number: string }
  /** `does`: what he asked for, and what the PIN lets him do at once. */
  | { readonly kind: "person"; readonly person: Person; readonly does?: KioskCommand };
export type Stop =
  | { readonly kind: "badge"; readonly tail: string }
  /** A checkpoint's sign, before anybody said who he is. */
  | { readonly kind: "sign" }
  | { readonly kind: "needs-line"; readonly what: "badge" | "number" | "pin" | "page" };
export type ActivityShow = "all" | "today" | "week" | "free" | "hindered";
export type Settled = Exclude<Outcome, { readonly kind: "refused" }>;

export const personOf = (page: Page): Person | undefined => {
  if ("person" in page) return page.person;
  if (page.at === "pin" && page.of.kind === "person") return page.of.person;
  return page.at === "asking" ? personOf(page.from) : undefined;
};

// ── pages that a person alone opens ─────────────────────────────────────────────────────────────

export const heldPage = ({ person, post }: { readonly person: Person; readonly post: PostId }): Page => ({
  at: "held",
  person,
  post,
  outgoing: { state: "awaited" },
});
export const upkeepPage = (person: Person): Extract<Page, { readonly at: "upkeep" }> => ({
  at: "upkeep",
  person,
  show: "facts",
  read: undefined,
});
export const homeOf = (person: Person): Page => ({ at: "home", person, post: undefined });
export const activitiesOf = (person: Person): Page => ({ at: "activities", person, show: "all", sheet: 0 });
