// For whom a foreman signed when a post changed hands, and why: told to the desk as long as the watch lasts. [POST-5]

import type { WorkerId } from "../ids.ts";
import type { Records } from "../records.ts";
import type { Watch } from "./post.ts";

export type Relief = { readonly from: WorkerId; readonly by: WorkerId; readonly reason: string };

/** The reason speaks of a person: it lies in the record of who came, which is sealed, never in the post's. [ORG-2] */
export const reliefOf = (watch: Watch, records: Pick<Records, "get">): Relief | undefined => {
  if (watch.state !== "held" || watch.signedFor === undefined) return undefined;
  const { relief } = records.get("worker", watch.holder) ?? {};
  return { ...watch.signedFor, reason: relief?.at === watch.since ? relief.reason : "—" };
};
