// Coming and going at the kiosk: one key for each way, first on his page, and what he is asked. [ACT-4]

import { describe, expect, test } from "vitest";
import { workerId } from "../../domain/ids.ts";
import { hour, minute } from "../../domain/time.ts";
import { attendingNow, earnedBy, runningNow } from "../../kiosk/attending/attending.ts";
import { askedOf, isFirst, ownPage } from "../../kiosk/attending/first.ts";
import { behind } from "../../kiosk/behind.ts";
import { openingOf } from "../../kiosk/posts.ts";
import type { Place } from "../../kiosk/rules.ts";
import {
  a1,
  answered,
  cameAndLeft,
  checkIn,
  checkOut,
  endsAt,
  enter,
  entryOf,
  organiser,
  overAt,
  settleIt,
  signedUp,
  startsAt,
  walkedIn,
  watched,
} from "../kit/attended.ts";
import type { Spec } from "../kit/spec.ts";
import { worker } from "../kit/world.ts";

const placeOf = (spec: Spec): Place => {
  const site = spec.board.get("site", "site");
  if (site === undefined) throw new Error("no site");
  return { records: spec.board, site, clock: spec.clock };
};
const selfOf = (spec: Spec, n = 0) => {
  const self = spec.board.get("worker", workerId(`w${n}`));
  if (self === undefined) throw new Error("nobody");
  return self;
};
/** His keys by the server's rules; what his badge asks of the clock alone says the same. */
const keys = (spec: Spec, now: number) => {
  const [place, self] = [placeOf(spec), selfOf(spec)];
  const found = attendingNow(place, self, now).flatMap((one) => one.keys);
  expect(isFirst(place, self, now)).toBe(found.length > 0);
  return found;
};

describe("[ACT-4] coming and going", () => {
  test("IN from an hour before the start to the end, OUT once he is there to the end and its grace; never one key for both", () => {
    const spec = signedUp(1);
    expect(keys(spec, startsAt - hour - 1)).toEqual([]);
    expect(keys(spec, startsAt - hour)).toEqual(["in"]);
    expect(keys(spec, endsAt)).toEqual(["in"]);
    expect(keys(spec, endsAt + 1)).toEqual([]);
    spec.given(checkIn, worker(0), { now: startsAt });
    expect(keys(spec, startsAt)).toEqual(["out"]);
    expect(keys(spec, overAt - 1)).toEqual(["out"]);
    expect(keys(spec, overAt)).toEqual([]);
    spec.given(checkOut, worker(0), { now: endsAt });
    expect(keys(spec, endsAt)).toEqual([]);
  });

  test("his badge opens his page while there is something to say or to do there, whatever his post would want first", () => {
    const spec = signedUp(1, {}, {}, 1, 2);
    const opens = (now: number) => openingOf(placeOf(spec), selfOf(spec), now).kind;
    // At 08:05 his shift runs, and its briefing would come first.
    const morning = startsAt + 5 * hour + 5 * minute;
    expect(opens(morning)).toBe("briefing");
    walkedIn(spec, 8);
    watched(spec, overAt);
    expect(askedOf(placeOf(spec), selfOf(spec)).map(({ activity }) => activity.id)).toEqual([a1]);
    expect(opens(morning)).toBe("home");
    spec.given(answered(spec, 0, "sick"), worker(0, "pin"));
    expect(askedOf(placeOf(spec), selfOf(spec))).toEqual([]);
    expect(opens(morning)).toBe("briefing");
  });

  test("nobody is asked about what was cancelled", () => {
    const spec = signedUp(1);
    watched(spec, overAt);
    spec.given({ type: "CancelActivity", activity: a1, reason: "雪" }, organiser, { now: overAt });
    expect(askedOf(placeOf(spec), selfOf(spec))).toEqual([]);
  });

  test("without a line what runs takes a badge's word, both ways apart; after the end only that he goes", () => {
    const spec = signedUp(1);
    const running = (now: number) => runningNow(placeOf(spec), now).flatMap((one) => one.keys);
    expect(running(startsAt - hour - 1)).toEqual([]);
    expect(running(startsAt - hour)).toEqual(["in", "out"]);
    expect(running(endsAt + minute)).toEqual(["out"]);
    expect(running(overAt)).toEqual([]);
  });

  test("what he earned: credited minutes and credits, and apart what nobody has settled", () => {
    const spec = signedUp(2);
    cameAndLeft(spec, 0, startsAt, startsAt + 95 * minute);
    expect(earnedBy(placeOf(spec), selfOf(spec))).toEqual({ minutes: 0, credits: 0, unsettled: 95 });
    watched(spec, overAt);
    spec.given(settleIt, organiser, { now: overAt });
    enter(spec, 1, startsAt, endsAt);
    expect(earnedBy(placeOf(spec), selfOf(spec))).toEqual({ minutes: 95, credits: 1.5, unsettled: 0 });
  });

  test("his PIN opens what he is asked, and his own page once he has said it", () => {
    const spec = signedUp(1, {}, {}, 0, 2);
    const opens = () => {
      const records = [selfOf(spec), entryOf(spec, 0)];
      const card = {
        name: "王*明",
        tail: "000",
        lang: "zh-CN",
        largeText: false,
        proof: "p",
        level: "pin",
        records,
      } as const;
      return ownPage(placeOf(spec), { kind: "known", request: { badge: "B1" }, card }).at;
    };
    expect(opens()).toBe("mine");
    walkedIn(spec, 8);
    watched(spec, overAt);
    expect(opens()).toBe("asked");
    spec.given(answered(spec, 0, "sick"), worker(0, "pin"));
    expect(opens()).toBe("mine");
  });

  test("behind the question lies his own page", () => {
    const spec = signedUp(1);
    const person = { kind: "badge", badge: "B1" } as const;
    expect(behind({ at: "asked", person, entry: entryOf(spec, 0).id })).toMatchObject({ at: "home", person });
  });
});
