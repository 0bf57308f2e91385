// A seat offered by number at the kiosk: typed on the page from which a badge also gives it; the other's tap opens it, until he answers. [ACT-3, SCR-2]

import { expect, test } from "vitest";
import { activityId, entryId } from "../../domain/ids.ts";
import type { WorkerCard } from "../../domain/protocol.ts";
import { siteClock } from "../../domain/time.ts";
import { type Act, isOfSeat, needsPin } from "../../kiosk/act.ts";
import { ownPage } from "../../kiosk/attending/first.ts";
import { behind } from "../../kiosk/behind.ts";
import { firstPage } from "../../kiosk/first-page.ts";
import type { Page } from "../../kiosk/pages.ts";
import type { Person } from "../../kiosk/person.ts";
import { advance, type Session, wiped } from "../../kiosk/session.ts";
import { activity, siteFixture } from "../kit/site-fixture.ts";
import { createSpec } from "../kit/spec.ts";

const a1 = activityId("a1");
const answer = { type: "AnswerSwap", activity: a1, entry: entryId("e1"), accept: true } as const;
const spec = createSpec({ site: siteFixture({ posts: 0, activities: [activity("a1", 1)] }) });
const place = { records: spec.board, site: spec.board.look.site, clock: siteClock("Asia/Shanghai") };
const known = (more: Partial<WorkerCard> = {}): Person => ({
  kind: "known",
  request: { badge: "SW-00004" },
  card: {
    ...{ name: "李*", tail: "004", lang: "zh-CN", largeText: false, proof: "p".repeat(20), level: "badge" },
    records: [...spec.board.all("worker")].filter((one) => one.id === "w4"),
    ...more,
  },
});

test("[ACT-3] whom a seat is offered reads of it at his tap, by badge as by PIN; while his answer waits here he is not asked again", () => {
  expect(firstPage(known(), place, [], spec.now()).at).not.toBe("swap-offer");
  const page = firstPage(known({ asked: 1 }), place, [], spec.now());
  expect(page.at).toBe("swap-offer");
  expect(ownPage(place, known({ asked: 1, level: "pin" })).at).toBe("swap-offer");
  // 返回 leaves it for later: his post waits for nobody's answer.
  expect(behind(page)).toMatchObject({ at: "home", post: undefined });
  const queued: Act = {
    ...{ id: "x", at: spec.now(), lane: "SW-00004", tail: "004", name: "", nameEn: "" },
    body: { ...answer, as: { badge: "SW-00004" } },
  };
  expect(firstPage(known({ asked: 1 }), place, [queued], spec.now()).at).not.toBe("swap-offer");
});

test("[ACT-3] the number is typed and mended on its page; another's badge there gives him the seat as beside", () => {
  const who = known({ level: "pin" });
  const page: Page = { at: "swap", person: who, activity: a1, incoming: { state: "awaited" }, digits: "" };
  const type = (session: Session, keys: string): Session =>
    [...keys].reduce((at, digit) => advance(at, { type: "digit", digit, now: 10 }).session, session);
  const typed = type({ ...wiped(0, 0), page }, "10000x07");
  expect(typed.page).toEqual({ ...page, digits: "1000007" });
  expect(advance(typed, { type: "erase", now: 20 }).session.page).toEqual({ ...page, digits: "100000" });
  expect(advance(typed, { type: "clear", now: 20 }).session.page).toEqual(page);
  // Where a badge is awaited and no number, digits are nobody's.
  const { digits: _, ...beside } = page;
  const untyped: Session = { ...wiped(0, 0), page: beside };
  for (const event of ["erase", "clear"] as const)
    expect(advance(untyped, { type: event, now: 20 }).session.page).toEqual(beside);
  expect(type(untyped, "12").page).toEqual(beside);
  const badge = advance(typed, { type: "badge", code: "SW-00005", now: 30 });
  expect(badge.effects).toMatchObject([{ kind: "incoming", badge: "SW-00005" }]);
  expect(behind(page)).toEqual({ at: "cancel", person: who, activity: a1 });
});

test("[SCR-2] to offer, to take back and to answer bear the proof of the PIN; what waits here is no seat yet; a no leads back to his entries", () => {
  const commands = [
    { type: "AskSwap", activity: a1, number: "100007" },
    { type: "TakeBackSwap", activity: a1 },
    answer,
  ] as const;
  for (const command of commands) {
    expect([needsPin(command), isOfSeat(command)]).toEqual([true, true]);
    const refused: Page = { at: "refused", person: known(), draft: { command }, refusal: { code: "swap_past" } };
    expect(behind(refused).at).toBe("mine");
  }
  for (const type of ["SignOn", "CheckInEntry"] as const)
    expect([needsPin({ type }), isOfSeat({ type })]).toEqual([false, false]);
  expect([needsPin({ type: "SignUp" }), isOfSeat({ type: "SignUp" })]).toEqual([false, true]);
  expect([needsPin({ type: "CancelEntry" }), isOfSeat({ type: "CancelEntry" })]).toEqual([true, false]);
});
