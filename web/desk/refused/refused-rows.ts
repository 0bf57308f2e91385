// Refused acts as the desk lists them: which are shown, how each is called, and whose it is.

import type { RefusedRec } from "../../../domain/refused/refused-act.ts";
import { isSettled } from "../../../domain/refused/refused-act.ts";
import type { Desk } from "../desk.svelte.ts";
import { isWord } from "../words.ts";

export type RefusedTab = "open" | "done";

export const refusedRows = (all: Iterable<RefusedRec>, tab: RefusedTab): readonly RefusedRec[] =>
  [...all]
    .filter((one) => isSettled(one) === (tab === "done"))
    .sort((a, b) => {
      // What waits longest is the most urgent; of the settled ones the newest is looked for.
      const order = tab === "open" ? a.at - b.at : (b.settled?.at ?? 0) - (a.settled?.at ?? 0);
      return order || (a.id < b.id ? -1 : 1);
    });

export const openRefused = (all: Iterable<RefusedRec>): number => refusedRows(all, "open").length;

/** As this build calls it; what another one's kiosk did keeps its own name. */
export const didOf = ({ did }: RefusedRec, { say }: Pick<Desk, "say">): string => {
  const word = `did.${did}`;
  return isWord(word) ? say(word) : did;
};

/** Name of the post, activity, route or unit; empty where it is there no more. */
export const aboutOf = ({ about }: RefusedRec, desk: Pick<Desk, "records" | "named">): string => {
  if (about === undefined) return "";
  const { records } = desk;
  const found =
    about.kind === "patrol"
      ? records.get("route", records.get("patrol", about.id)?.route ?? "")
      : records.get(about.kind, about.id);
  return found === undefined ? about.id : desk.named(found);
};

export const whoseOf = ({ worker, tail }: RefusedRec, desk: Pick<Desk, "say" | "workerName">): string => {
  if (worker !== undefined) return desk.workerName(worker);
  return tail === "" ? desk.say("refused.unknown") : desk.say("refused.nobody", { tail });
};

/** Whom else it held, one a line: how he stands in it, his name, and the role or post that he was to have. */
export const othersOf = (
  { others = [], about }: RefusedRec,
  desk: Pick<Desk, "say" | "workerName" | "records" | "named">,
): readonly string[] =>
  others.map(({ as, worker, of }) => {
    const name = worker === undefined ? desk.say("refused.unknown") : desk.workerName(worker);
    const activity = about?.kind === "activity" ? desk.records.get("activity", about.id) : undefined;
    const what = activity?.roles.find(({ id }) => id === of) ?? desk.records.get("post", of);
    const had = what === undefined ? of : desk.named(what);
    return desk.say(had === "" ? `refused.as.${as}` : `refused.as.${as}.of`, { name, had });
  });
