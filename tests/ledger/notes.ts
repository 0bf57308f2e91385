// The plainest event, and sentences about it, for tests of the ledger: it keeps whatever the domain writes.

import type { Recorded, Unrecorded } from "../../domain/decider.ts";
import { commandId, type Seq, seq } from "../../domain/ids.ts";
import type { Ledger } from "../../server/ledger/ledger.ts";

export type Note = { readonly type: "Noted"; readonly subject: "notes"; readonly text: string };

export const note = (text: string): Unrecorded<Note> => ({
  at: 1_763_791_200_000,
  actor: { kind: "system", part: "watch" },
  cause: commandId(`0193f1c2-7b1a-7c3d-9e4f-${text}`),
  v: 1,
  data: { type: "Noted", subject: "notes", text },
});

export const notes = (...texts: readonly string[]): readonly Unrecorded<Note>[] => texts.map(note);

export const textsOf = (events: readonly Recorded<Note>[]): string[] => events.map((event) => event.data.text);

export const eventsAfter = async <E>(ledger: Ledger<E>, after: Seq = seq(0)): Promise<Recorded<E>[]> => {
  const events: Recorded<E>[] = [];
  for await (const batch of ledger.read(after)) events.push(...batch);
  return events;
};

export const textsIn = async (ledger: Ledger<Note>): Promise<string[]> => textsOf(await eventsAfter(ledger));

/** What a promise was rejected with. */
export const failureOf = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
};
