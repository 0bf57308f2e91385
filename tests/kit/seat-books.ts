// The books that the judge of seats keeps of each activity, apart from the records of the rules. [ACT-1, ACT-3]

import type { ActivityId, EntryId, WorkerId } from "../../domain/ids.ts";

export type State =
  | "seated"
  | "waiting"
  | "offered"
  | "asked"
  | "lapsed"
  | "swapped"
  | "here"
  | "attended"
  | "cancelled";
export type Entry = {
  readonly worker: WorkerId;
  readonly role: string;
  readonly place: number;
  readonly asks: boolean;
  state: State;
  offeredAt: number;
  /** To whom he offers his seat by number; `nobody`: a number that nobody has. */
  asked: WorkerId | "nobody" | undefined;
};
export type Role = { readonly capacity: number; readonly requires: readonly string[] };
export type Book = {
  readonly id: ActivityId;
  capacity: number;
  roles: ReadonlyMap<string, Role>;
  startsAt: number;
  endsAt: number;
  /** Until then one may cancel by himself, and answer to a seat that is offered to him. */
  cancelUntil: number;
  isCancelled: boolean;
  /** Each crew's seats, and until when. */
  fair: { readonly until: number; readonly shares: Readonly<Record<string, number>> } | undefined;
  lastPlace: number;
  readonly entries: Map<EntryId, Entry>;
  /** Who is in and has not left: by worker. */
  readonly live: Map<WorkerId, Entry>;
  /** In the order of their places. */
  readonly queue: Set<Entry>;
  readonly seats: Set<Entry>;
  readonly seatsByRole: Map<string, number>;
};
export type Draft = Pick<Book, "id" | "capacity" | "startsAt" | "endsAt" | "cancelUntil"> & {
  readonly roles: readonly (Role & { readonly id: string })[];
};

export type Entered = { readonly entry: EntryId; readonly worker: WorkerId; readonly role: string };

export const holdsSeat = ({ state }: Entry): boolean =>
  state === "seated" || state === "asked" || state === "offered" || state === "here" || state === "attended";
export const isLive = ({ state }: Entry): boolean =>
  state === "seated" || state === "here" || state === "waiting" || state === "offered" || state === "asked";

/** Whether he is in another activity that runs at the same time. */
export const meets = (books: Iterable<Book>, book: Book, worker: WorkerId): boolean => {
  for (const other of books) {
    if (other === book || other.isCancelled || other.startsAt >= book.endsAt || book.startsAt >= other.endsAt) continue;
    if (other.live.has(worker)) return true;
  }
  return false;
};
