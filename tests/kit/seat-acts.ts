// What may happen in a race for few seats, as chance draws it: the site, the activity with a window, and what somebody does next. [ACT-1, ACT-3]

import { askedIn, type EntryState } from "../../domain/activities/activity.ts";
import type { ActivityDraft } from "../../domain/activities/activity-draft.ts";
import type { Command } from "../../domain/board.ts";
import type { Actor } from "../../domain/decider.ts";
import { activityId, roleId, unitId, type WorkerId, workerId } from "../../domain/ids.ts";
import type { Records } from "../../domain/records.ts";
import type { SiteImport } from "../../domain/site/site-import.ts";
import { dayLength, hour, minute } from "../../domain/time.ts";
import { changeOf, readOf } from "./change-acts.ts";
import type { Draw } from "./draw.ts";
import { shiftStart, siteFixture } from "./site-fixture.ts";
import { person } from "./spec.ts";
import { system } from "./world.ts";

const people = 9;
const certificate = "信号工证";
/** Of the test site's people the first five hold the certificate. */
export const holders = new Set(["w0", "w1", "w2", "w3", "w4"].map(workerId));
/** No posts: nobody has a shift that would collide or want its rest. */
const fixture = siteFixture({ posts: 0, workers: people, activities: [] });
/** Three crews, of which one is larger and one stands in two units. */
const base = {
  ...fixture,
  workers: fixture.workers.map((one, n) => ({ ...one, crew: n < 4 ? "一班" : n < 6 ? "二班" : "" })),
};
export const startsAt = shiftStart + 5 * dayLength;

const on = [activityId("a1"), activityId("a2"), activityId("a3")] as const;
/** Opened at the desk with a fairness window; it collides with nothing. */
export const fair = activityId("f1");

export const opening = ({ below, of }: Draw): Command => {
  const capacity = 2 + below(5);
  const role = (name: string, seats: number) => ({
    ...{ id: roleId(name), name, nameEn: name, capacity: seats, requires: below(6) === 0 ? [certificate] : [] },
  });
  const begins = startsAt + dayLength;
  return {
    type: "OpenActivity",
    activity: {
      ...{ id: fair, unit: unitId("co"), sort: "volunteer", name: fair, nameEn: fair, place: "", capacity },
      ...{ startsAt: begins, endsAt: begins + 2 * hour, opensAt: shiftStart, closesAt: begins, cancelUntil: begins },
      fairUntil: shiftStart + of([minute, hour, 9 * hour, 30 * hour]),
      roles: [role("r", capacity), role("s", 1 + below(2))],
    },
  };
};

/** Three activities: two that collide and one apart, unless an import moves it there; two roles, or one; with a certificate, or without. */
export const siteOf = ({ below, of }: Draw): SiteImport => {
  const activities = on.map((id, n): ActivityDraft => {
    const role = (name: string, capacity: number) => ({
      ...{ id: roleId(name), name, nameEn: name, capacity },
      requires: below(5) === 0 ? [certificate] : [],
    });
    const capacity = 1 + below(3);
    const moved = n === 2 ? of([3, 3, 3, 1]) * hour : n * hour;
    return {
      ...{ id, unit: unitId("co"), sort: "volunteer", name: id, nameEn: id, place: "", capacity },
      ...{ startsAt: startsAt + moved, endsAt: startsAt + moved + 2 * hour, opensAt: shiftStart - dayLength },
      ...{ closesAt: startsAt + moved + of([0, hour]), cancelUntil: of([startsAt, startsAt, shiftStart]) },
      roles: below(6) === 0 ? [role("r", capacity)] : [role("r", capacity), role("s", 1 + below(2))],
    };
  });
  return { ...base, activities };
};

/** What somebody does next; many want the same seat, and who leaves or comes is mostly somebody who is in. */
export const commandOf = (
  { below, of }: Draw,
  board: Records,
): { readonly command: Command; readonly actor: Actor; readonly incoming?: WorkerId } => {
  const what = below(40);
  const activity = of([on[0], on[0], on[0], on[0], on[1], on[2], fair, fair]);
  const byPin = (who: WorkerId): Actor => ({ kind: "worker", worker: who, proof: "pin", roles: [] });
  const anybody = byPin(workerId(`w${below(people)}`));
  if (what < 22) {
    const role = roleId(of(["r", "r", "s"]));
    return { command: { type: "SignUp", activity, role, wait: of([false, true, "ask"]) }, actor: anybody };
  }
  if (what === 38 && below(3) === 0) {
    const command: Command = { type: "CancelActivity", activity, reason: "大风" };
    return { command, actor: person("manager", "co") };
  }
  if (what === 38) {
    const change = changeOf({ below, of }, board, activity);
    if (change !== undefined) return change;
  }
  if (what === 30) {
    const read = readOf({ below, of }, board);
    if (read !== undefined) return read;
  }
  if (what === 39) return { command: { type: "ImportSite", import: siteOf({ below, of }) }, actor: system };
  if (what === 37 || what === 36)
    return {
      command: { type: below(2) === 0 ? "FillSeats" : "LapseOffers", activity },
      actor: { kind: "system", part: "watch" },
    };
  if (what === 35) {
    const asked = [...board.all("entry")].filter((entry) => entry.is.state === "cancel-requested");
    const entry = asked[below(asked.length)];
    if (entry !== undefined)
      return {
        command: {
          ...{ type: "AnswerCancel", activity: entry.activity, entry: entry.id },
          ...{ accept: below(2) === 0, reason: "病假" },
        },
        actor: person("manager", "co"),
      };
  }
  if (what === 34) {
    const seated = [...board.all("entry")].filter((entry) => entry.is.state === "confirmed");
    const one = seated[below(seated.length)];
    const incoming = workerId(`w${below(people)}`);
    if (one !== undefined)
      return { command: { type: "SwapSeat", activity: one.activity }, actor: byPin(one.worker), incoming };
  }
  if (what >= 31 && what < 34) {
    const swap = numberAct({ below, of }, board);
    if (swap !== undefined) return swap;
  }
  const [type, states] = of(leavings);
  const live = [...board.all("entry")].filter((entry) => states.has(entry.is.state));
  // Now and then somebody who is not in, or not there yet.
  const one = live[below(live.length + 1)];
  const at = { activity: one?.activity ?? activity };
  return {
    command: type === "AnswerOffer" ? { ...at, type, accept: below(4) > 0 } : { ...at, type },
    actor: one === undefined ? anybody : byPin(one.worker),
  };
};

/** One who has a seat offers it by number, also by one that nobody has; or somebody answers what is offered, mostly he whom it is offered to. */
const numberAct = (
  { below }: Draw,
  board: Records,
): { readonly command: Command; readonly actor: Actor } | undefined => {
  const seated = [...board.all("entry")].filter((entry) => entry.is.state === "confirmed");
  const offers = [...board.all("entry")].filter((entry) => askedIn(entry) !== undefined);
  const offer = offers[below(offers.length)];
  const kind = below(8);
  const by = (worker: WorkerId): Actor => ({ kind: "worker", worker, proof: "pin", roles: [] });
  if (offer !== undefined && kind === 0)
    return { command: { type: "TakeBackSwap", activity: offer.activity }, actor: by(offer.worker) };
  const other = offer === undefined ? undefined : askedIn(offer);
  if (offer !== undefined && other !== undefined && kind < 5) {
    const { activity, id: entry } = offer;
    const who = below(6) === 0 ? workerId(`w${below(people)}`) : other;
    return { command: { type: "AnswerSwap", activity, entry, accept: below(4) > 0 }, actor: by(who) };
  }
  const giver = seated[below(seated.length)];
  if (giver === undefined) return undefined;
  const number = String(100_000 + below(people + 1));
  return { command: { type: "AskSwap", activity: giver.activity, number }, actor: by(giver.worker) };
};

/** Two foremen and the men that they share, each naming them in his own order; now and then one has a man more than the other. */
export const crewsOf = ({ below, of }: Draw): readonly [Command, Command] => {
  const activity = of([...on, fair]);
  const first = below(people);
  const crew = Array.from({ length: 2 + below(2) }, (_, n) => ({
    worker: workerId(`w${(first + n) % people}`),
    role: roleId(of(["r", "r", "s"])),
  }));
  const act = (some: typeof crew): Command => ({ type: "SignUpCrew", unit: unitId("co"), activity, crew: some });
  const more = { worker: workerId(`w${(first + crew.length) % people}`), role: roleId("r") };
  return [act(crew), act([...(below(2) === 0 ? [more] : []), ...crew.toReversed()])];
};
export const leader = (worker: string): Actor => ({
  kind: "worker",
  worker: workerId(worker),
  proof: "badge",
  roles: ["foreman"],
});

type Leaving = readonly [
  "CancelEntry" | "AnswerOffer" | "CheckInEntry" | "CheckOutEntry",
  ReadonlySet<EntryState["state"]>,
];
/** Who leaves or comes, and the states from which one may. */
const leavings: readonly [Leaving, ...Leaving[]] = [
  ["CancelEntry", new Set(["confirmed", "waiting"])],
  ["CancelEntry", new Set(["confirmed", "waiting", "offered"])],
  ["AnswerOffer", new Set(["offered"])],
  ["AnswerOffer", new Set(["offered"])],
  ["CheckInEntry", new Set(["confirmed", "offered", "cancel-requested"])],
  ["CheckOutEntry", new Set(["checked-in"])],
];
