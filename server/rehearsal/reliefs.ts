// The change of shift in the play: the outgoing signs with the incoming's badge beside his, the incoming reads and signs. [POST-5]

import type { WorkerId } from "../../domain/ids.ts";
import { type HandoverNote, handoverAt, type PostRec, type Watch } from "../../domain/posts/post.ts";
import type { Cue } from "./cue.ts";
import type { Scene } from "./scene.ts";

type KioskCue = Extract<Cue, { readonly by: "kiosk" }>;
type Held = Extract<Watch, { readonly state: "held" }>;

/** `comer`: how he would sign on, were the post empty. Both acts lie in one beat: nobody waits at the kiosk for the other. */
export const handOverCues = (
  post: PostRec,
  watch: Held,
  comer: KioskCue & { readonly worker: WorkerId },
  scene: Scene,
): readonly KioskCue[] => {
  const outgoing = scene.badgeOf(watch.holder);
  if (outgoing === undefined) return [];
  const { key, slot, badge: incoming, at, command } = comer;
  const begun = handoverAt(watch, scene.now);
  if (begun !== undefined && begun.to !== comer.worker) return [];
  const notes = begun?.notes ?? notesOf(post, scene);
  const read = [...notes, ...post.notes.map((note) => note.id)];
  const briefing = command.type === "SignOn" ? command.briefing : [];
  const begin: KioskCue = {
    key: `begin/${key}`,
    slot,
    by: "kiosk",
    badge: outgoing,
    incoming,
    at,
    command: { type: "BeginHandover", post: post.id, notes },
  };
  const take: KioskCue = {
    key: `take/${key}`,
    slot: `${slot}/take`,
    by: "kiosk",
    badge: incoming,
    at: Math.max(at, begun?.since ?? at),
    command: { type: "TakeOver", post: post.id, briefing, read },
  };
  return begun === undefined ? [begin, take] : [take];
};

/** Mostly all is said face to face, and often there is nothing to say. */
const notesOf = (post: PostRec, { chance }: Scene): readonly HandoverNote[] => {
  const drawn = chance("notes", post.id, post.seq);
  if (drawn < 0.1) return ["unfinished", "spoken"];
  return drawn < 0.5 ? ["spoken"] : [];
};
