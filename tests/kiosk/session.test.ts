// The session machine: whose turn it is, when it is wiped, and that nothing of one worker is left for the next. [SCR-2]

import { expect, test } from "vitest";
import { postId } from "../../domain/ids.ts";
import type { WorkerCard } from "../../domain/protocol.ts";
import { homeOf, type Page } from "../../kiosk/pages.ts";
import type { Person } from "../../kiosk/person.ts";
import { advance, type Event, type Session, type Step, wiped } from "../../kiosk/session.ts";

const card = (name: string): WorkerCard => ({
  name,
  tail: "817",
  lang: "zh-CN",
  largeText: false,
  proof: "p".repeat(20),
  level: "badge",
  records: [],
});
const wang: Person = { kind: "known", request: { badge: "SW-00817" }, card: card("王*明") };
const start = wiped(0, 0);
const at = (page: Page, now = 0): Session => ({ ...start, page, touchedAt: now, pageSince: now });
const home = homeOf(wang);
const through = (session: Session, ...events: readonly Event[]): Step =>
  events.reduce<Step>(
    (step, event) => {
      const next = advance(step.session, event);
      return { session: next.session, effects: [...step.effects, ...next.effects] };
    },
    { session, effects: [] },
  );
const signOn = { command: { type: "SignOn", post: postId("p1"), briefing: ["b1"] } } as const;

test("[SCR-2] a badge asks once; its answer opens what the badge is for", () => {
  const asked = through(
    start,
    { type: "badge", code: "SW-00817", now: 10 },
    { type: "badge", code: "SW-00817", now: 20 },
  );
  expect(asked.effects).toEqual([{ kind: "identify", request: { badge: "SW-00817" }, turn: asked.session.turn }]);
  const open = advance(asked.session, { type: "identified", turn: asked.session.turn, page: home, now: 30 });
  expect(open.session.page).toEqual(home);
});

test("[SCR-2] an answer that comes after 退出 opens nothing", () => {
  const asked = advance(start, { type: "badge", code: "SW-00817", now: 10 }).session;
  const left = advance(asked, { type: "exit", now: 20 }).session;
  const late = advance(left, { type: "identified", turn: asked.turn, page: home, now: 30 }).session;
  expect(late.page).toEqual({ at: "idle" });
});

test("[SCR-2] 45 s untouched: a warning; 20 s more: wiped", () => {
  const warned = advance(at(home, 1_000), { type: "tick", now: 46_000 }).session;
  expect(advance(at(home, 1_000), { type: "tick", now: 45_999 }).session.warnedAt).toBeUndefined();
  expect(warned.warnedAt).toBe(46_000);
  expect(advance(warned, { type: "tick", now: 65_999 }).session.page).toEqual(home);
  const gone = advance(warned, { type: "tick", now: 66_000 }).session;
  expect(gone.page).toEqual({ at: "idle" });
  expect(gone.turn).toBeGreaterThan(warned.turn);
  expect(JSON.stringify(gone)).not.toContain("王");
});

test("[SCR-2] 继续 brings the covered page back; another touch does not", () => {
  const warned = advance(at(home, 0), { type: "tick", now: 45_000 }).session;
  expect(advance(warned, { type: "touch", now: 46_000 }).session.warnedAt).toBe(45_000);
  const back = advance(warned, { type: "stay", now: 46_000 }).session;
  expect(back.page).toEqual(home);
  expect(advance(back, { type: "tick", now: 90_999 }).session.warnedAt).toBeUndefined();
  expect(advance(back, { type: "tick", now: 91_000 }).session.warnedAt).toBe(91_000);
});

test("[SCR-2] a done page leaves after 5 s; the next badge takes over at once", () => {
  const done: Page = { at: "done", person: wang, draft: signOn, outcome: { kind: "ok" }, actAt: 0 };
  expect(advance(at(done), { type: "tick", now: 4_999 }).session.page).toEqual(done);
  expect(advance(at(done), { type: "tick", now: 5_000 }).session.page).toEqual({ at: "idle" });
  const next = advance(at(done), { type: "badge", code: "SW-00818", now: 1_000 });
  expect(next.effects).toHaveLength(1);
  expect(JSON.stringify(next.session)).not.toContain("王");
});

test("[SCR-2] another's badge in the middle of a visit takes over: nobody acts in another's name", () => {
  const briefing: Page = {
    at: "briefing",
    person: wang,
    post: postId("p1"),
    confirmed: ["b1"],
    countersign: undefined,
  };
  const next = advance(at(briefing), { type: "badge", code: "SW-00818", now: 1_000 });
  expect(next.session.page).toEqual({ at: "asking", request: { badge: "SW-00818" }, from: { at: "idle" } });
  const same = advance(at(briefing), { type: "badge", code: "SW-00817", now: 1_000 });
  expect(same.effects).toEqual([]);
  expect(same.session.page).toEqual(briefing);
});

test("[SCR-2] a badge read while the warning stands: his own goes on, another's takes over", () => {
  const warned = advance(at(home), { type: "tick", now: 45_000 }).session;
  expect(advance(warned, { type: "badge", code: "SW-00817", now: 46_000 }).session.warnedAt).toBeUndefined();
  expect(advance(warned, { type: "badge", code: "SW-00818", now: 46_000 }).session.page.at).toBe("asking");
});

test("[SCR-2] a wrong badge says so, and never keeps the next one from being read", () => {
  const asked = advance(start, { type: "badge", code: "NOBODY", now: 0 }).session;
  const stopped = advance(asked, {
    type: "not-identified",
    turn: asked.turn,
    refusal: { code: "no_match" },
    now: 100,
  }).session;
  expect(stopped.page).toEqual({ at: "stopped", why: { kind: "badge", tail: "ODY" } });
  const again = advance(stopped, { type: "badge", code: "SW-00817", now: 200 });
  expect(again.effects).toHaveLength(1);
  expect(advance(stopped, { type: "tick", now: 8_100 }).session.page).toEqual({ at: "idle" });
});

const typed = (digits: string, now: number): readonly Event[] =>
  [...digits].map((digit) => ({ type: "digit", digit, now }) as const);

test("[SCR-2] the sixth digit of a PIN asks; unknown number and wrong PIN end on the same page", () => {
  const pin: Page = { at: "pin", of: { kind: "number", number: "100817" }, digits: "", missed: false };
  const asked = through(at(pin), ...typed("048213", 10));
  expect(asked.effects).toEqual([
    { kind: "identify", request: { number: "100817", pin: "048213" }, turn: asked.session.turn },
  ]);
  const missed = advance(asked.session, {
    type: "not-identified",
    turn: asked.session.turn,
    refusal: { code: "no_match" },
    now: 20,
  }).session;
  expect(missed.page).toEqual({ ...pin, missed: true });
  expect(through(missed, ...typed("1", 30)).session.page).toEqual({ ...pin, digits: "1", missed: false });
});

test("[SCR-2] after a wrong PIN the page knows how many tries are left, as the server told", () => {
  const pin: Page = { at: "pin", of: { kind: "number", number: "100817" }, digits: "", missed: false };
  const { turn, ...asked } = through(at(pin), ...typed("048213", 10)).session;
  const refusal = { code: "no_match", params: { left: 2 } } as const;
  const missed = advance({ ...asked, turn }, { type: "not-identified", turn, refusal, now: 20 }).session;
  expect(missed.page).toEqual({ ...pin, missed: true, left: 2 });
});

test("[§C] what was neither sent nor kept stays longer than what was done: its time has to be remembered", () => {
  const done = { at: "done", person: wang, draft: signOn, actAt: 0 } as const;
  const kind = (outcome: "ok" | "unkept", now: number) =>
    advance(at({ ...done, outcome: { kind: outcome } }), { type: "tick", now }).session.page.at;
  expect([kind("ok", 4_999), kind("ok", 5_000)]).toEqual(["done", "idle"]);
  expect([kind("unkept", 7_999), kind("unkept", 8_000)]).toEqual(["done", "idle"]);
});

test("[SCR-2] a locked PIN counts down, and leaves sign-on with the badge open", () => {
  const pin: Page = { at: "pin", of: { kind: "person", person: wang }, digits: "", missed: false };
  const asked = through(at(pin), ...typed("000000", 10)).session;
  const refusal = { code: "locked", params: { seconds: 30 } } as const;
  const locked = advance(asked, { type: "not-identified", turn: asked.turn, refusal, now: 1_000 }).session;
  expect(locked.page).toEqual({ at: "locked", person: wang, from: 1_000, until: 31_000 });
  expect(advance(locked, { type: "back", now: 2_000 }).session.page).toEqual(home);
});

test("zero is a digit like the others, and 删 takes one", () => {
  const number: Page = { at: "number", digits: "" };
  const step = through(at(number), ...typed("1008", 0), { type: "erase", now: 1 }, ...typed("0", 2));
  expect(step.session.page).toEqual({ at: "number", digits: "1000" });
});

test("[POST-2] what was done is told; what was refused says what is missing and keeps what was confirmed", () => {
  const sent = advance(at(home), { type: "act", person: wang, draft: signOn, now: 10 });
  expect(sent.effects).toEqual([{ kind: "act", person: wang, draft: signOn, turn: sent.session.turn }]);
  const { turn } = sent.session;
  const done = advance(sent.session, { type: "outcome", turn, outcome: { kind: "kept" }, actAt: 10, now: 20 }).session;
  expect(done.page).toEqual({ at: "done", person: wang, draft: signOn, outcome: { kind: "kept" }, actAt: 10 });
  const refusal = { code: "not_rostered", params: { post: "P" } } as const;
  const no = advance(sent.session, {
    type: "outcome",
    turn,
    outcome: { kind: "refused", refusal },
    actAt: 10,
    now: 20,
  });
  expect(no.session.page).toEqual({
    at: "missing",
    person: wang,
    post: "p1",
    refusal,
    confirmed: ["b1"],
  });
});

test("[POST-2] a countersign needs another's badge, and a foreman's", () => {
  const page: Page = {
    at: "countersign",
    person: wang,
    post: postId("p1"),
    refusal: { code: "not_rostered" },
    confirmed: [],
    foreman: { state: "awaited" },
    reason: "",
  };
  const own = advance(at(page), { type: "badge", code: "SW-00817", now: 1 });
  expect(own.effects).toEqual([]);
  expect(own.session.page).toMatchObject({ foreman: { state: "wrong", why: "self" } });
  const other = advance(own.session, { type: "badge", code: "SW-00100", now: 2 });
  expect(other.effects).toEqual([{ kind: "foreman", badge: "SW-00100", turn: other.session.turn }]);
  const here = advance(other.session, {
    type: "foreman",
    turn: other.session.turn,
    foreman: { state: "here", badge: "SW-00100", name: "李*国" },
    now: 3,
  });
  expect(here.session.page).toMatchObject({ person: wang, foreman: { state: "here", name: "李*国" } });
});

test("while an act is under way another's badge waits its turn: its outcome is still to be told", () => {
  const sent = advance(at(home), { type: "act", person: wang, draft: signOn, now: 10 }).session;
  expect(advance(sent, { type: "badge", code: "SW-00818", now: 20 })).toEqual({ session: sent, effects: [] });
});

test("[SCR-1] while the reader is tried a badge is only counted: nobody is asked for, and the page stays whose it was", () => {
  const trying: Page = { at: "upkeep", person: wang, show: "reader", read: undefined };
  const { session, effects } = advance(at(trying), { type: "badge", code: "SW-00321", now: 10 });
  expect(effects).toEqual([]);
  expect(session.page).toEqual({ ...trying, read: { length: 8, tail: "321" } });
  // On the page of facts it is served as anywhere.
  const facts = advance(at({ ...trying, show: "facts" }), { type: "badge", code: "SW-00321", now: 10 });
  expect(facts.effects).toMatchObject([{ kind: "identify", request: { badge: "SW-00321" } }]);
});

test("[SCR-2] the upkeep pages leave by themselves, and lead back one by one", () => {
  const facts: Page = { at: "upkeep", person: wang, show: "facts", read: undefined };
  const touch: Page = { ...facts, show: "touch" };
  expect(through(at(touch), { type: "back", now: 1 }).session.page).toEqual(facts);
  expect(through(at(facts), { type: "back", now: 1 }).session.page).toEqual({ at: "mine", person: wang, sheet: 0 });
  const left = through(at(touch), { type: "tick", now: 45_000 }, { type: "tick", now: 65_000 });
  expect(left.session.page).toEqual({ at: "idle" });
});
