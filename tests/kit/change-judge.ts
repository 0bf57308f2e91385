// The judge's part of activities that are changed while people race for their seats. [ACT-1]

import type { ActivityEvent } from "../../domain/activities/activity-acts.ts";
import type { Book, Role } from "./seat-books.ts";

type Breach = (what: string) => void;

/** The shares are the capacity, and no crew goes without where there are seats. */
export const judgeShares = (shares: Readonly<Record<string, number>>, capacity: number, breach: Breach): void => {
  const each = Object.values(shares);
  if (each.reduce((sum, one) => sum + one, 0) !== capacity) breach("the shares are not the capacity");
  if (capacity >= each.length && each.includes(0)) breach("a crew has no share though there are seats");
};

/** The book goes on under the new plan; nothing that has begun, or was called off, is planned anew. */
export const judgeChange = (
  { to }: Extract<ActivityEvent, { readonly type: "ActivityChanged" }>,
  book: Book,
  now: number,
  breach: Breach,
): void => {
  if (book.isCancelled || now >= book.startsAt) breach(`${book.id} is changed, which is over`);
  const { capacity, startsAt, endsAt, cancelUntil, fair } = to;
  const roles = new Map<string, Role>(to.roles.map((role) => [role.id, role]));
  for (const { role } of book.queue) if (!roles.has(role)) breach(`nobody can be ${role} of ${book.id} any more`);
  if (fair !== undefined) judgeShares(fair.shares, capacity, breach);
  const window = fair === undefined ? undefined : { ...fair, until: Math.min(fair.until, startsAt) };
  Object.assign(book, { capacity, startsAt, endsAt, cancelUntil, roles, fair: window });
};

/** A folder comes in over it: what is called off or has begun with people in it stays, and an offer whose time is past is none any more. */
export const importOver = (
  book: Book,
  to: Pick<Book, "capacity" | "startsAt" | "endsAt" | "cancelUntil" | "roles">,
  now: number,
): void => {
  if (book.isCancelled || now > book.cancelUntil) for (const entry of book.entries.values()) entry.asked = undefined;
  const isHere = [...book.seats].some(({ state }) => state === "here");
  const hasBegun = now >= book.startsAt && book.seats.size + book.queue.size > 0;
  if (!book.isCancelled && !isHere && !hasBegun) Object.assign(book, to);
};
