// An act as a page asks for it, before it has an id and a time; how a person comes to a post is part of it.

import type { CaseId, PostId } from "../domain/ids.ts";
import type { KioskCommand } from "./act.ts";
import type { Person } from "./person.ts";

export type Countersign = { readonly badge: string; readonly name: string; readonly reason: string };

/** An act as a page asks for it; the wrapper adds whose it is, its id and its time. */
export type Draft = {
  readonly command: KioskCommand;
  readonly countersign?: Countersign;
  /** To whom a post is handed over. */
  readonly incoming?: Person;
  /** Lane of the other who signs with him. */
  readonly also?: string;
  /** The id that this hazard is told under: once it is told, a photo of it is taken. */
  readonly photoOf?: CaseId;
};

/** How a held post comes to him: its holder signs too, or a foreman for one who cannot. [POST-5] */
export type Way = "handover" | "relief";
/** A post is taken over, not signed on to: what was read of what is open, and behind whose acts this one waits. [POST-5] */
export type Over = { readonly way: Way; readonly read: readonly string[]; readonly after: string | undefined };

/** The act that puts him on the post, in whichever of the three ways he comes to it. */
export const entering = (
  {
    post,
    over,
    countersign,
  }: { readonly post: PostId; readonly over?: Over; readonly countersign?: Countersign | undefined },
  briefing: readonly string[],
): Draft => ({
  command:
    over === undefined
      ? { type: "SignOn", post, briefing }
      : { type: over.way === "relief" ? "RelievePost" : "TakeOver", post, briefing, read: over.read },
  ...(countersign === undefined ? {} : { countersign }),
  ...(over?.after === undefined ? {} : { also: over.after }),
});

/** Fields of a page that may be there or not, passed on as they are. */
export const passed = ({ over }: { readonly over?: Over }): { readonly over?: Over } =>
  over === undefined ? {} : { over };
