// Whom another system's people are on our register: by number or by name, and nobody where it is not sure. [ORG-2, PAT-1]

import type { WorkerId } from "../ids.ts";
import { isForgotten, type WorkerRec } from "../workers.ts";
import type { MovedPerson } from "./moving.ts";

/** `several`: the register holds more than one of that name, and nobody can tell which. */
export type Met =
  | { readonly is: "worker"; readonly worker: WorkerId; readonly name: string }
  | {
      readonly is: "nobody" | "several";
      readonly name: string;
      /** Nobody of ours can be meant: only such a name is written down, for no key is destroyed with it. */
      readonly isStranger: boolean;
    };

/** Characters of a name that are kept. */
const longest = 120;
/** Names are compared without blanks, width and case: 王 小明, ＺＨＡＮＧ San, zhang san. */
const plain = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s·.,_'-]+/gu, "");

/** Not a number, nor an id. */
const isName = (text: string): boolean => /\p{L}/u.test(text) && !/^[\da-f]{32}$/.test(plain(text));

export const createMeeting = (workers: Iterable<WorkerRec>): ((person: MovedPerson) => Met) => {
  const byNumber = new Map<string, WorkerId | "several">();
  const byName = new Map<string, WorkerId | "several">();
  const note = (into: Map<string, WorkerId | "several">, key: string, id: WorkerId): void => {
    if (key !== "") into.set(key, into.has(key) ? "several" : id);
  };
  // Who was forgotten has no name any more: from then on anybody who is not found may be he.
  let isStranger = true;
  const nameOf = new Map<WorkerId, string>();
  for (const worker of workers) {
    if (isForgotten(worker)) {
      isStranger = false;
      continue;
    }
    note(byNumber, plain(worker.number), worker.id);
    note(byName, plain(worker.name), worker.id);
    nameOf.set(worker.id, plain(worker.name));
  }
  return ({ names }) => {
    const name = (names[0] ?? "").slice(0, longest);
    // A number is one person's own, where no name contradicts it; a name alone is asked only where no number answers.
    for (const register of [byNumber, byName]) {
      const found = new Set(names.flatMap((one) => register.get(plain(one)) ?? []));
      const [only] = found;
      if (found.size > 1 || only === "several") return { is: "several", name, isStranger: false };
      if (only === undefined) continue;
      // Another system numbers its people, too: a number of theirs may be anybody's of ours, and then his name is another.
      const told = names.filter(isName).map(plain);
      if (told.length > 0 && !told.includes(nameOf.get(only) ?? "")) break;
      return { is: "worker", worker: only, name };
    }
    return { is: "nobody", name, isStranger };
  };
};
