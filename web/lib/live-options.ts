// What a page tells its live store when it opens it, and what it sends by it.

import type { Claim } from "../../domain/protocol.ts";
import type { Replica } from "../../domain/replica.ts";

/** A command's own body and, from a kiosk, whose act it is. */
export type Outgoing = {
  readonly type: string;
  readonly acts?: readonly string[];
  readonly moves?: readonly object[];
  readonly cases?: readonly string[];
  readonly as?: Claim;
  readonly countersign?: { readonly as: Claim; readonly reason: string };
};

export type LiveOptions = {
  /** Which page this is; the server takes it for no more than where to look for who it is. */
  readonly page: "wall" | "desk" | "kiosk";
  readonly token?: string | undefined;
  readonly proof?: string | undefined;
  /** Where the server is; the page's own origin unless told. */
  readonly url?: string;
  /** What this screen held before a reload, marked as old until the first join. */
  readonly remembered?: Replica | undefined;
  /** Server minus device as it was before a reload, ms: a clock that was wrong is wrong still. */
  readonly offset?: number | undefined;
  /** What comes within a frame is shown together; for a page that draws a thousand posts. */
  readonly byFrame?: boolean;
  readonly onReplica?: (replica: Replica) => void;
  /** The server, which is there and answers, runs another build than this page: it may be loaded anew. */
  readonly onOutdated?: () => void;
  readonly onReload?: (asked: { readonly dueAt: number }) => void;
};
