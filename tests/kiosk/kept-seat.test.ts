// A seat that is kept for a worker is the first thing his badge opens, until he answers, and before it what the desk answered him; his own he may give to another. [ACT-2, ACT-3]

import { expect, test } from "vitest";
import { activityId, entryId, roleId } from "../../domain/ids.ts";
import type { WorkerCard } from "../../domain/protocol.ts";
import { dayLength, siteClock } from "../../domain/time.ts";
import { type Act, needsPin } from "../../kiosk/act.ts";
import { ownPage } from "../../kiosk/attending/first.ts";
import { behind } from "../../kiosk/behind.ts";
import { firstPage } from "../../kiosk/first-page.ts";
import { ownEntries } from "../../kiosk/offers.ts";
import type { Page } from "../../kiosk/pages.ts";
import type { Person } from "../../kiosk/person.ts";
import { advance, type Session, wiped } from "../../kiosk/session.ts";
import { activity, siteFixture } from "../kit/site-fixture.ts";
import { createSpec, person, type Spec, watcher } from "../kit/spec.ts";
import { worker } from "../kit/world.ts";

const a1 = activityId("a1");
const answer = (accept: boolean) => ({ type: "AnswerOffer", activity: a1, accept }) as const;
/** One seat, given up by w0 and kept for w7. */
const kept = (): Spec => {
  const spec = createSpec({ site: siteFixture({ activities: [activity("a1", 1)] }) });
  const signUp = { type: "SignUp", activity: a1, role: roleId("r"), wait: "ask" } as const;
  spec.given(signUp, worker(0));
  spec.given(signUp, worker(7));
  spec.given({ type: "CancelEntry", activity: a1 }, worker(0, "pin"));
  return spec;
};
const placeOf = (spec: Spec) => ({
  records: spec.board,
  site: spec.board.look.site,
  clock: siteClock("Asia/Shanghai"),
});
const known = (spec: Spec, n: number): Person => {
  const card: WorkerCard = {
    ...{ name: "李*", tail: "007", lang: "zh-CN", largeText: false, proof: "p".repeat(20), level: "badge" },
    records: [...spec.board.all("worker")].filter((one) => one.id === `w${n}`),
  };
  return { kind: "known", request: { badge: `SW-0000${n}` }, card };
};
const opened = (spec: Spec, n = 7, queued: readonly Act[] = []) =>
  firstPage(known(spec, n), placeOf(spec), queued, spec.now());

test("[ACT-3] his tap opens the seat that is kept for him, and nobody else's", () => {
  const spec = kept();
  const page = opened(spec);
  expect(page).toMatchObject({ at: "offer", activity: "a1" });
  expect(opened(spec, 0).at).not.toBe("offer");
  // 返回 leaves it for later: his post waits for nobody's answer.
  expect(behind(page)).toMatchObject({ at: "home", post: undefined });
});

test("[ACT-3] not again while his answer waits in the outbox, once he has answered, or after its time", () => {
  const spec = kept();
  const queued: Act = {
    ...{ id: "x", at: spec.now(), lane: "SW-00007", tail: "007", name: "", nameEn: "" },
    body: { ...answer(true), as: { badge: "SW-00007" } },
  };
  expect(opened(spec, 7, [queued]).at).not.toBe("offer");
  spec.given(answer(true), worker(7));
  expect(opened(spec).at).not.toBe("offer");
  const late = kept().pass(16 * 3_600_000);
  // The watch has not come round yet.
  expect(opened(late).at).not.toBe("offer");
});

test("[ACT-3] what he let pass stands among his entries until he is in again; what was cancelled is asked of nobody", () => {
  const spec = kept().pass(16 * 3_600_000);
  spec.given({ type: "LapseOffers", activity: a1 }, watcher);
  const self = spec.board.look.worker("w7");
  if (self === undefined) throw new Error("no w7");
  const states = () => ownEntries(placeOf(spec), self, spec.now(), "pin").map(({ entry }) => entry.is.state);
  expect(states()).toEqual(["lapsed"]);
  spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(7));
  expect(states()).toEqual(["confirmed"]);
  const gone = kept();
  gone.given({ type: "CancelActivity", activity: a1, reason: "雪" }, person("admin", "co"));
  expect(opened(gone).at).not.toBe("offer");
});

test("[ACT-2] the desk's answer to his asking to be let go is what his tap opens, until he says that he has read it", () => {
  const spec = createSpec({ site: siteFixture({ activities: [activity("a1", 1)] }) });
  spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(7));
  spec.pass(4 * dayLength + 1).given({ type: "CancelEntry", activity: a1 }, worker(7, "pin"));
  const [entry] = spec.board.all("entry");
  if (entry === undefined) throw new Error("no entry");
  const self = spec.board.look.worker("w7");
  if (self === undefined) throw new Error("no w7");
  // While he waits for it he has nothing to cancel, and nothing is opened for him.
  expect(ownEntries(placeOf(spec), self, spec.now(), "pin")).toMatchObject([{ cancellable: "no" }]);
  expect(opened(spec).at).not.toBe("answered");
  spec.given(
    { type: "AnswerCancel", activity: a1, entry: entry.id, accept: false, reason: "人手不够" },
    person("union-officer", "co"),
  );
  expect(opened(spec)).toMatchObject({ at: "answered", entry: entry.id });
  expect(opened(spec, 0).at).not.toBe("answered");
  const read = { type: "ReadAnswer", activity: a1, entry: entry.id } as const;
  const queued: Act = {
    ...{ id: "x", at: spec.now(), lane: "SW-00007", tail: "007", name: "", nameEn: "" },
    body: { ...read, as: { badge: "SW-00007" } },
  };
  expect(opened(spec, 7, [queued]).at).not.toBe("answered");
  spec.given(read, worker(7, "pin"));
  expect(opened(spec).at).not.toBe("answered");
});

test("[ACT-3, SCR-2] to decline, the kiosk asks for his PIN and then does it at once; a wrong one does nothing", () => {
  const spec = kept();
  const who = known(spec, 7);
  const proven: Person = who.kind === "known" ? { ...who, card: { ...who.card, level: "pin" } } : who;
  expect(needsPin(answer(false))).toBe(true);
  expect(needsPin(answer(true))).toBe(false);
  const of = { kind: "person", person: who, does: answer(false) } as const;
  const pin: Page = { at: "pin", of, digits: "", missed: false };
  let at: Session = { ...wiped(0, 0), page: pin };
  for (const digit of "12345") at = advance(at, { type: "digit", digit, now: 5 }).session;
  const asked = advance(at, { type: "digit", digit: "6", now: 6 });
  expect(asked.effects).toMatchObject([{ kind: "identify", request: { badge: "SW-00007", pin: "123456" } }]);
  const { turn } = asked.session;
  const refusal = { code: "no_match" } as const;
  const missed = advance(asked.session, { type: "not-identified", turn, refusal, now: 7 });
  expect(missed).toMatchObject({ effects: [], session: { page: { at: "pin", missed: true, of } } });
  const page: Page = { at: "mine", person: proven, sheet: 0 };
  const done = advance(asked.session, { type: "identified", turn, page, now: 7 });
  expect(done.session.page).toMatchObject({ at: "sending", draft: { command: answer(false) } });
  expect(done.effects).toMatchObject([{ kind: "act", person: proven, draft: { command: answer(false) } }]);
});

test("[ACT-2, SCR-2] the desk's answer is behind the PIN, and is what the PIN opens first", () => {
  const spec = createSpec({ site: siteFixture({ activities: [activity("a1", 1)] }) });
  spec.given({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(7));
  spec.pass(4 * dayLength + 1).given({ type: "CancelEntry", activity: a1 }, worker(7, "pin"));
  expect(ownPage(placeOf(spec), known(spec, 7))).toMatchObject({ at: "mine" });
  const [entry] = spec.board.all("entry");
  if (entry === undefined) throw new Error("no entry");
  const said = { activity: a1, entry: entry.id };
  spec.given({ type: "AnswerCancel", ...said, accept: true, reason: "准" }, person("union-officer", "co"));
  expect(needsPin({ type: "ReadAnswer", ...said })).toBe(true);
  expect(ownPage(placeOf(spec), known(spec, 7))).toMatchObject({ at: "answered", entry: entry.id });
});

test("[ACT-2] having read is no act with a page of its own: he is home at once, recorded or only kept", () => {
  const spec = kept();
  const who = known(spec, 7);
  const draft = { command: { type: "ReadAnswer", activity: a1, entry: entryId("e") } } as const;
  for (const kind of ["ok", "kept"] as const) {
    const sending = advance(wiped(0, 0), { type: "act", person: who, draft, now: 1 }).session;
    const told = { type: "outcome", turn: sending.turn, outcome: { kind }, actAt: 1, now: 2 } as const;
    expect(advance(sending, told).session.page).toMatchObject({ at: "home", person: who });
  }
});

test("[ACT-2] to swap, the next badge is the other's, and one's own is said to be one's own; a refusal leads back to his entries", () => {
  const spec = kept();
  const who = known(spec, 0);
  const page: Page = { at: "swap", person: who, activity: a1, incoming: { state: "awaited" } };
  const at = { ...wiped(0, 0), page };
  const own = advance(at, { type: "badge", code: "SW-00000", now: 10 });
  expect(own.session.page).toEqual({ ...page, incoming: { state: "wrong", why: "self" } });
  const asked = advance(own.session, { type: "badge", code: "SW-00004", now: 20 });
  expect(asked.effects).toEqual([{ kind: "incoming", badge: "SW-00004", turn: asked.session.turn }]);
  const here = { state: "here", person: known(spec, 4), name: "李*" } as const;
  const known4 = advance(asked.session, { type: "incoming", turn: asked.session.turn, incoming: here, now: 30 });
  expect(known4.session.page).toEqual({ ...page, incoming: here });
  expect(behind(page)).toEqual({ at: "cancel", person: who, activity: a1 });
  const draft = { command: { type: "SwapSeat", activity: a1 }, incoming: here.person } as const;
  expect(behind({ at: "refused", person: who, draft, refusal: { code: "swap_barred" } })).toMatchObject({ at: "mine" });
});
