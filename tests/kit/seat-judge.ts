// Reads a ledger event by event and keeps its own books of seats and queues, apart from the rules it judges: whatever breaks one of the laws is named. [ACT-1, ACT-3]

import type { ActivityEvent } from "../../domain/activities/activity-acts.ts";
import { type Board, createBoard, type Event } from "../../domain/board.ts";
import type { Recorded } from "../../domain/decider.ts";
import { evolve } from "../../domain/evolve.ts";
import { type ActivityId, type CommandId, type Seq, seq, type WorkerId } from "../../domain/ids.ts";
import { importOver, judgeChange, judgeShares } from "./change-judge.ts";
import { keptUntil } from "./kept-until.ts";
import { type Book, type Draft, type Entered, type Entry, holdsSeat, isLive, meets, type State } from "./seat-books.ts";
import { judgeOffer, judgeYes } from "./swap-judge.ts";

export type SeatJudge = {
  /** The events of the ledger in order, in parts of any size. */
  readonly hear: (events: readonly Recorded<Event>[]) => void;
  /** Sentences, each with the event at which a law was broken. */
  readonly breaches: readonly string[];
  /** Whether the crews' shares bound the activity at the last event, and whether any seat of it is free. */
  readonly isInWindow: (activity: ActivityId) => boolean;
  readonly hasSeat: (activity: ActivityId) => boolean;
  /** How far it has read. */
  readonly seq: () => Seq;
  /** The last event that a command brought about. */
  readonly endOf: (cause: CommandId) => Seq | undefined;
  /** Whom the command itself seated, beside those of the queue. */
  readonly seatedBy: (cause: CommandId) => ReadonlySet<WorkerId>;
  /** The board as the rules fold it, one event at a time. */
  readonly board: Board;
  readonly mostTaken: (activity: ActivityId) => number;
};

/** `isQualified`: whether a worker has what a role asks for, on every day that matters. */
export const createSeatJudge = (isQualified: (worker: WorkerId, requires: readonly string[]) => boolean): SeatJudge => {
  const board = createBoard();
  const books = new Map<ActivityId, Book>();
  const ends = new Map<CommandId, Seq>();
  const seated = new Map<CommandId, Set<WorkerId>>();
  const most = new Map<ActivityId, number>();
  const breaches: string[] = [];
  let at: Recorded<Event> | undefined;
  /** The activity whose seats the command under way has moved: at its end nobody may wait beside a free seat. */
  let moved: Book | undefined;

  const breach = (what: string): void => {
    breaches.push(`${what}, at event ${at?.seq ?? 0} (${at?.data.type ?? ""}) of ${at?.cause ?? ""}`);
  };
  const hasSeatFor = (book: Book, role: string): boolean =>
    book.seats.size < book.capacity && (book.seatsByRole.get(role) ?? 0) < (book.roles.get(role)?.capacity ?? 0);
  const crewOf = (worker: WorkerId): string => {
    const { unit = "", crew = "" } = board.get("worker", worker) ?? {};
    return `${unit}/${crew}`;
  };
  /** What the worker's crew may still take of its share; without bound once the window is over. */
  const shareLeft = (book: Book, worker: WorkerId): number => {
    const { fair } = book;
    if (fair === undefined || (at?.at ?? 0) >= fair.until) return Number.POSITIVE_INFINITY;
    const taken = [...book.seats].filter((one) => crewOf(one.worker) === crewOf(worker)).length;
    return (fair.shares[crewOf(worker)] ?? 0) - taken;
  };
  const mayHold = (book: Book, { worker, role }: Pick<Entry, "worker" | "role">): boolean =>
    isQualified(worker, book.roles.get(role)?.requires ?? []) && !meets(books.values(), book, worker);
  /** Who waits before `place` though he could have a seat now. */
  const dueBefore = (book: Book, place: number): readonly Entry[] => {
    if (book.seats.size >= book.capacity) return [];
    const isOpen = (at?.at ?? 0) < book.startsAt;
    return [...book.queue].filter(
      (entry) =>
        entry.place < place &&
        (isOpen || !entry.asks) &&
        hasSeatFor(book, entry.role) &&
        shareLeft(book, entry.worker) > 0 &&
        mayHold(book, entry),
    );
  };
  const shelve = (book: Book, entry: Entry): void => {
    const wasSeated = book.seats.delete(entry);
    if (holdsSeat(entry)) book.seats.add(entry);
    const change = Number(holdsSeat(entry)) - Number(wasSeated);
    book.seatsByRole.set(entry.role, (book.seatsByRole.get(entry.role) ?? 0) + change);
    if (entry.state === "waiting") book.queue.add(entry);
    else book.queue.delete(entry);
    if (isLive(entry)) book.live.set(entry.worker, entry);
    else book.live.delete(entry.worker);
  };

  const settle = (): void => {
    if (moved !== undefined && !moved.isCancelled && at !== undefined && at.at < moved.endsAt) {
      for (const { worker } of dueBefore(moved, Number.POSITIVE_INFINITY)) breach(`${worker} waits beside a free seat`);
    }
    moved = undefined;
  };

  const write = (draft: Draft, now: number): void => {
    const roles = new Map(draft.roles.map((role) => [role.id, role]));
    const { id, capacity, startsAt, endsAt, cancelUntil } = draft;
    const known = books.get(id);
    if (known !== undefined) importOver(known, { capacity, startsAt, endsAt, cancelUntil, roles }, now);
    else
      books.set(id, {
        ...{ id, capacity, startsAt, endsAt, cancelUntil, roles, isCancelled: false, fair: undefined, lastPlace: 0 },
        ...{ entries: new Map(), live: new Map(), queue: new Set(), seats: new Set(), seatsByRole: new Map() },
      });
  };

  const enter = (
    book: Book,
    { entry: id, worker, role }: Entered,
    state: "seated" | "waiting",
    place: number,
    asks = false,
  ): void => {
    if (book.entries.has(id)) breach(`the entry ${id} is made twice`);
    if (book.live.has(worker)) breach(`${worker} is in twice`);
    const entry: Entry = { worker, role, place, asks, state, offeredAt: 0, asked: undefined };
    book.entries.set(id, entry);
    shelve(book, entry);
  };

  /** The entry goes from one of these states on to another; none of them is an end. */
  const step = (book: Book, { entry: id, worker }: Entered, from: readonly State[], to: State): void => {
    const entry = book.entries.get(id);
    if (entry === undefined || entry.worker !== worker) {
      breach(`the entry ${id} is not ${worker}'s`);
      return;
    }
    if (!from.includes(entry.state)) breach(`${worker} goes from ${entry.state} to ${to}`);
    if (to === "offered") entry.offeredAt = at?.at ?? 0;
    entry.state = to;
    entry.asked = undefined;
    shelve(book, entry);
  };

  /** Nobody has his seat before those who stand before him in the queue, and in spite of a hindrance nobody. */
  const allot = (book: Book, event: Entered, place: number): void => {
    for (const passed of dueBefore(book, place))
      breach(`${event.worker} is seated before ${passed.worker}, who stood before him`);
    if (book.isCancelled) breach(`${event.worker} is seated in what was cancelled`);
    if (!mayHold(book, event)) breach(`${event.worker} is seated in spite of a hindrance`);
    if (shareLeft(book, event.worker) <= 0) breach(`${event.worker} is seated beyond the share of his crew`);
  };

  const isKept = (book: Book, entry: Entry): boolean => (at?.at ?? 0) < keptUntil(entry.offeredAt, book.startsAt);

  const seat = (book: Book, event: Entered & { readonly promoted: boolean }): void => {
    const entry = event.promoted ? book.entries.get(event.entry) : undefined;
    // Whoever says yes in time has the seat that was kept for him.
    if (entry?.state === "offered") {
      if (!isKept(book, entry)) breach(`${event.worker} accepts an offer after its time`);
      if (book.isCancelled || !mayHold(book, event)) breach(`${event.worker} is seated in spite of a hindrance`);
    } else allot(book, event, event.promoted ? (entry?.place ?? 0) : Number.POSITIVE_INFINITY);
    if (entry?.state === "waiting" && entry.asks) breach(`${event.worker} is seated, who wanted to be asked`);
    if (event.promoted) step(book, event, ["waiting", "offered"], "seated");
    else {
      enter(book, event, "seated", 0);
      if (at !== undefined) seated.set(at.cause, (seated.get(at.cause) ?? new Set()).add(event.worker));
    }
  };

  const noteSeats = (event: ActivityEvent, book: Book): void => {
    switch (event.type) {
      case "ActivityCancelled":
        book.isCancelled = true;
        break;
      case "SeatTaken":
        moved = book;
        seat(book, event);
        break;
      case "QueueJoined":
        moved = book;
        if (event.place <= book.lastPlace) breach(`place ${event.place} is not behind the last`);
        if (hasSeatFor(book, event.role) && shareLeft(book, event.worker) > 0)
          breach(`${event.worker} is sent to the queue beside a free seat`);
        book.lastPlace = event.place;
        enter(book, event, "waiting", event.place, event.asks);
        break;
      case "SeatOffered": {
        moved = book;
        const entry = book.entries.get(event.entry);
        allot(book, event, entry?.place ?? 0);
        if (entry?.asks !== true) breach(`${event.worker} is asked, who was to be seated at once`);
        step(book, event, ["waiting"], "offered");
        break;
      }
      case "OfferLapsed": {
        moved = book;
        const entry = book.entries.get(event.entry);
        if (event.how === "expired" && entry !== undefined && isKept(book, entry))
          breach(`${event.worker} loses an offer before its time`);
        step(book, event, ["offered"], "lapsed");
        break;
      }
      case "EntryCancelled": {
        const { state } = book.entries.get(event.entry) ?? {};
        if (state !== "waiting") moved = book;
        step(book, event, ["seated", "waiting", "offered", "asked"], "cancelled");
        break;
      }
      case "SwapAsked":
      case "SwapEnded":
        if (at !== undefined) judgeOffer(event, book, at.at, breach);
        break;
      case "SeatSwapped":
        if (at !== undefined) judgeYes(event, book, at, breach);
        step(book, event, ["seated", "asked"], "swapped");
        if (!mayHold(book, event.to)) breach(`${event.to.worker} is seated in spite of a hindrance`);
        if (event.to.role !== event.role) breach(`${event.to.worker} is given another seat`);
        if (shareLeft(book, event.to.worker) <= 0) breach(`${event.to.worker} is seated beyond the share of his crew`);
        enter(book, event.to, "seated", 0);
        break;
      case "CancelAsked":
        step(book, event, ["seated"], "asked");
        break;
      case "CancelKept":
        step(book, event, ["asked"], "seated");
        break;
      case "ActivityChanged":
        moved = book;
        judgeChange(event, book, at?.at ?? 0, breach);
        break;
      case "ActivityOpened":
      case "MoveRead":
      case "AnswerRead":
      case "SignUpRepeated":
        break;
      case "EntryCheckedIn":
        step(book, event, ["seated", "asked"], "here");
        break;
      case "EntryCheckedOut":
        step(book, event, ["here"], "attended");
        break;
    }
  };

  const open = ({ draft, shares }: Extract<ActivityEvent, { readonly type: "ActivityOpened" }>): void => {
    write(draft, 0);
    const book = books.get(draft.id);
    if (book === undefined || draft.fairUntil === undefined || shares === undefined) return;
    book.fair = { until: Math.min(draft.fairUntil, draft.startsAt), shares };
    judgeShares(shares, draft.capacity, breach);
  };

  const note = (event: Event): void => {
    if (event.type === "SiteImported") for (const draft of event.import.activities) write(draft, event.at);
    if (event.type === "ActivityOpened") open(event);
    if (event.subject !== "activities") return;
    const book = books.get(event.activity);
    if (book === undefined) breach(`there is no activity ${event.activity}`);
    else noteSeats(event, book);
  };

  /** Nobody is seated above the capacity, and the record that everybody reads counts what the books count. */
  const audit = (book: Book): void => {
    const taken = book.seats.size;
    most.set(book.id, Math.max(taken, most.get(book.id) ?? 0));
    if (taken > book.capacity) breach(`${taken} hold the ${book.capacity} seats of ${book.id}`);
    const record = board.get("activity", book.id);
    for (const [role, count] of book.seatsByRole) {
      const capacity = book.roles.get(role)?.capacity ?? 0;
      if (count > capacity) breach(`${count} hold the ${capacity} seats of ${book.id} ${role}`);
      if ((record?.counts.takenByRole[role] ?? 0) !== count) breach(`the record miscounts ${book.id} ${role}`);
    }
    const here = [...book.seats].filter(({ state }) => state === "here").length;
    const counts = { taken, waiting: book.queue.size, here };
    for (const key of ["taken", "waiting", "here"] as const)
      if (record?.counts[key] !== counts[key])
        breach(`the record of ${book.id} says ${key} ${record?.counts[key]}, not ${counts[key]}`);
  };

  return {
    hear: (events) => {
      for (const event of events) {
        if (at !== undefined && at.cause !== event.cause) settle();
        if (at?.cause !== event.cause && ends.has(event.cause)) breach(`the command ${event.cause} acts twice`);
        if (event.seq !== (at?.seq ?? 0) + 1) breach(`event ${event.seq} follows ${at?.seq ?? 0}`);
        at = event;
        ends.set(event.cause, event.seq);
        note(event.data);
        board.apply(evolve(board, event));
        if (event.data.subject === "activities") {
          const book = books.get(event.data.activity);
          if (book !== undefined) audit(book);
        } else for (const book of books.values()) audit(book);
      }
    },
    get breaches() {
      settle();
      return breaches;
    },
    isInWindow: (activity) => (at?.at ?? 0) < (books.get(activity)?.fair?.until ?? 0),
    hasSeat: (activity) => {
      const book = books.get(activity);
      return book !== undefined && book.seats.size < book.capacity;
    },
    seq: () => at?.seq ?? seq(0),
    endOf: (cause) => ends.get(cause),
    seatedBy: (cause) => seated.get(cause) ?? new Set(),
    board,
    mostTaken: (activity) => most.get(activity) ?? 0,
  };
};
