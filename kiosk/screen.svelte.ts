// The session machine joined to the world: clock, line, outbox and reader. Components read it and tell it what was touched.

import { untrack } from "svelte";
import { v7 as uuid } from "uuid";
import type { Lang, Refusal } from "../domain/refusals.ts";
import type { DiskState } from "../domain/site/screens.ts";
import { siteClock } from "../domain/time.ts";
import type { Live } from "../web/lib/live.svelte.ts";
import { type Act, needsPin } from "./act.ts";
import { ownPage } from "./attending/first.ts";
import { createCalls } from "./calls.svelte.ts";
import { firstPage } from "./first-page.ts";
import type { Choice, Kiosk, Setting } from "./kiosk.ts";
import { createTellNow } from "./learning/telling.ts";
import { answeredOn, lineOf } from "./line.ts";
import { alsoOf, namesOf } from "./names.ts";
import type { Outbox, OutboxState } from "./outbox.ts";
import { type Page, personOf } from "./pages.ts";
import { scanned } from "./patrol/scanned.ts";
import { claimOf, laneOf, type Person, recordsFor, tailOf } from "./person.ts";
import { runNow } from "./posts.ts";
import { asQueued } from "./queued-posts.ts";
import { createNews } from "./refused/news.svelte.ts";
import type { Place } from "./rules.ts";
import { foremanOf, incomingOf, outgoingOf } from "./second.ts";
import { advance, type Effect, type Event, type Session, wiped } from "./session.ts";
import { chinese, loadEnglish, type Words } from "./words.ts";

/** How long a worker waits for the server before his act counts as kept, and a badge as one without a line, ms. */
export const patience = 3_000;
const beatEvery = 250;

export const createKiosk = (deps: {
  readonly live: Live;
  readonly outbox: Outbox;
  readonly setting: () => Setting;
  readonly clock: { readonly now: number };
  /** When the board that this page began with was last known to be true, server clock; 0: it began with none. */
  readonly rememberedAt: number;
  readonly disk: () => DiskState | undefined;
  readonly sealed: () => boolean;
  readonly reload: () => void;
}): Kiosk => {
  const { live, outbox } = deps;
  let session = $state.raw<Session>(wiped(0, performance.now()));
  let beat = $state(performance.now());
  let chosen = $state.raw<Choice>({ lang: undefined, large: undefined });
  let queue = $state.raw<OutboxState>(outbox.state());
  let english = $state.raw<Words>();
  const learn = async (): Promise<void> => {
    english ??= await loadEnglish();
  };
  const person = $derived(personOf(session.page));
  const card = $derived(person?.kind === "known" ? person.card : undefined);
  const setting = $derived(deps.setting());
  const lang = $derived<Lang>(chosen.lang ?? card?.lang ?? setting.lang);
  const large = $derived(chosen.large ?? card?.largeText ?? false);
  const site = $derived(live.records.get("site", "site"));
  const zone = $derived(site?.zone ?? "Asia/Shanghai");
  const clock = $derived(siteClock(zone));
  const placeOf = (whose: Person | undefined): Place | undefined => {
    if (site === undefined) return undefined;
    const open: Place = { records: live.records, site, clock };
    const records = asQueued(live.records, queue.queued, (at) => runNow(open, at));
    return { ...open, records: recordsFor(records, whose) };
  };
  const place = $derived(placeOf(person));
  const line = $derived(lineOf(live, site !== undefined, deps.rememberedAt));

  const { forget: forgetNews, ...news } = createNews(live);
  const calls = createCalls({
    outbox,
    queue: () => queue,
    isLive: () => live.link.state === "live",
    now: () => deps.clock.now,
    patience,
  });

  const dispatch = (event: Event): void => {
    const before = session;
    const step = advance(session, event);
    session = step.session;
    if (session.page.at === "idle" && before.page.at !== "idle") {
      chosen = { lang: undefined, large: undefined };
      forgetNews();
    }
    for (const effect of step.effects) run(effect);
  };
  const time = (): number => performance.now();
  const touchedAt = (): number => Math.round(Date.now() + live.offset);
  const run = (effect: Effect): void => {
    switch (effect.kind) {
      case "identify":
        void identify(effect);
        return;
      case "foreman":
      case "incoming":
      case "outgoing":
        void identifyOther(effect);
        return;
      case "act":
        void perform(effect);
        return;
      case "call":
        calls.call(effect.person, { name: setting.name, nameEn: "", at: touchedAt() });
        return;
    }
  };

  const answered = answeredOn(live, patience);

  const identify = async ({ request, turn }: Extract<Effect, { kind: "identify" }>): Promise<void> => {
    const asking = session.page.at === "asking" ? session.page : undefined;
    const answer = await answered(live.identify(request));
    const now = time();
    if (answer === undefined || (answer.kind === "refused" && answer.refusal.code === "no_answer")) {
      const refusal: Refusal = { code: "no_answer" };
      if ("badge" in request && !("pin" in request) && site !== undefined) {
        const unknown: Person = { kind: "badge", badge: request.badge };
        dispatch({ type: "identified", turn, page: opening(unknown), now });
      } else dispatch({ type: "not-identified", turn, refusal, now });
      return;
    }
    if (answer.kind === "refused") {
      dispatch({ type: "not-identified", turn, refusal: answer.refusal, now });
      return;
    }
    const who: Person = { kind: "known", request, card: answer.card };
    const own = asking?.from.at === "pin" && asking.from.of.kind === "person";
    dispatch({ type: "identified", turn, page: own ? ownPage(placeOf(who), who) : opening(who), now });
  };

  const opening = (who: Person): Page =>
    news.newsFor(who).length > 0
      ? { at: "news", person: who }
      : firstPage(who, placeOf(who), queue.queued, deps.clock.now);

  /** The badge of another beside his: the foreman's, or the other's of a hand-over. */
  const identifyOther = async ({ kind, badge, turn }: Extract<Effect, { readonly badge: string }>): Promise<void> => {
    const answer = await answered(live.identify({ badge }));
    const now = time();
    if (kind === "foreman") dispatch({ type: kind, turn, foreman: foremanOf(badge, answer), now });
    else if (kind === "incoming") dispatch({ type: kind, turn, incoming: incomingOf(badge, answer), now });
    else if (session.page.at === "held")
      dispatch({ type: kind, turn, page: outgoingOf(badge, session.page, answer, opening), now });
  };

  const perform = async ({ person: who, draft, turn }: Extract<Effect, { kind: "act" }>): Promise<void> => {
    const { command, countersign, incoming, also, photoOf } = draft;
    // Id and time are made at the touch, before anything can wait.
    const act: Act = {
      id: photoOf ?? uuid(),
      at: touchedAt(),
      lane: laneOf(who),
      tail: tailOf(who),
      ...alsoOf(incoming === undefined ? also : laneOf(incoming)),
      ...namesOf(place?.records ?? live.records, command),
      body: {
        ...command,
        as: claimOf(who, needsPin(command) ? "pin" : "badge"),
        ...(countersign === undefined
          ? {}
          : { countersign: { as: { badge: countersign.badge }, reason: countersign.reason } }),
        ...(incoming === undefined ? {} : { incoming: claimOf(incoming, "badge") }),
      },
    };
    const outcome = await outbox.keep(act, patience, () => turn === session.turn && session.page.at === "sending");
    dispatch({ type: "outcome", turn, outcome, actAt: act.at, now: time() });
    if (outcome.kind !== "ok" || who.kind !== "known") return;
    const fresh = await answered(live.identify(who.request));
    if (fresh?.kind !== "ok") return;
    dispatch({ type: "refreshed", turn, person: { ...who, card: fresh.card }, now: time() });
  };

  const stopFollowing = outbox.follow(() => {
    queue = outbox.state();
  });
  const ticking = setInterval(() => {
    beat = performance.now();
    if (session.page.at === "idle" && beat - session.touchedAt > 45_000 && (chosen.lang ?? chosen.large) !== undefined)
      chosen = { lang: undefined, large: undefined };
    dispatch({ type: "tick", now: beat });
  }, beatEvery);
  const reporting = setInterval(
    () => live.report({ queue: queue.queued.length, error: queue.fault, disk: deps.disk(), sealed: deps.sealed() }),
    5_000,
  );
  const stopEffects = $effect.root(() => {
    $effect(() => {
      if (live.joins === 0 || live.link.state !== "live") return;
      outbox.flush();
    });
    $effect(() => {
      if (lang === "en" && live.link.state !== "lost") void untrack(learn);
    });
  });

  return {
    get page() {
      return session.page;
    },
    get person() {
      return person;
    },
    get warning() {
      return session.warnedAt === undefined
        ? undefined
        : Math.max(0, Math.ceil((session.warnedAt + 20_000 - beat) / 1_000));
    },
    get pageAge() {
      return Math.max(0, beat - session.touchedAt);
    },
    get beat() {
      return beat;
    },
    get now() {
      return deps.clock.now;
    },
    get t() {
      return lang === "en" ? (english ?? chinese) : chinese;
    },
    get lang() {
      return lang;
    },
    get large() {
      return large;
    },
    get line() {
      return line;
    },
    get lastSign() {
      return live.lastSign === 0 ? deps.rememberedAt : live.lastSign;
    },
    get offset() {
      return live.offset;
    },
    get place() {
      return place;
    },
    get name() {
      return setting.name !== "" ? setting.name : ((lang === "en" ? site?.nameEn : site?.name) ?? "");
    },
    get theme() {
      return setting.theme;
    },
    get rehearsal() {
      return setting.rehearsal || site?.rehearsal === true;
    },
    get storageFailed() {
      return live.fault === "storage";
    },
    get queue() {
      return queue;
    },
    get machine() {
      const screen = live.viewer?.screen?.id ?? "";
      return { screen, build: live.build, seq: live.seq, disk: deps.disk(), sealed: deps.sealed() };
    },
    get sos() {
      return calls.last;
    },
    hazard: calls.hazard,
    report: (command) => calls.report(command, { ...namesOf(live.records, command), at: touchedAt() }),
    go: (page) => dispatch({ type: "go", page, now: time() }),
    opening,
    act: (who, command, more) => dispatch({ type: "act", person: who, draft: { ...more, command }, now: time() }),
    tellNow: createTellNow(live, answered),
    call: () => dispatch({ type: "call", person, now: time() }),
    note: (words) => calls.note(person, words, touchedAt()),
    tell: (type) => dispatch({ type, now: time() }),
    digit: (digit) => dispatch({ type: "digit", digit, now: time() }),
    badge: (code) => {
      const tried = session.page.at === "upkeep" && session.page.show === "reader";
      const event = tried
        ? ({ type: "badge", code, now: time() } as const)
        : scanned(code, session.page, place, { time: time(), now: deps.clock.now });
      if (event !== undefined) dispatch(event);
    },
    key: (key) =>
      dispatch(key === "Backspace" ? { type: "erase", now: time() } : { type: "digit", digit: key, now: time() }),
    reload: deps.reload,
    ...news,
    choose: (choice) => {
      chosen = { ...chosen, ...choice };
      dispatch({ type: "touch", now: time() });
    },
    close: () => {
      clearInterval(ticking);
      clearInterval(reporting);
      stopFollowing();
      stopEffects();
      outbox.close();
      live.close();
    },
  };
};
