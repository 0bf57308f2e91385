// What the watch finds after an activity's end: who never checked out, who never came; and how long entries stay on the board. [ACT-4]

import type { ActivityId, Millis } from "../ids.ts";
import type { Records } from "../records.ts";
import type { SiteRec } from "../site/site.ts";
import type { Tables } from "../tables.ts";
import { dayLength } from "../time.ts";
import type { ActivityRec } from "./activity.ts";
import { lateFrom } from "./attendance.ts";
import type { AttendanceCommand } from "./attendance-acts.ts";
import { isLeftOpen, isMissed } from "./attendance-rules.ts";
import { isUnentered } from "./presence.ts";

type Found = Extract<AttendanceCommand, { readonly type: "LeaveOpen" | "ProposeNoShow" }>;

/** No more at one look than a second can bear; the next look finds the rest. */
const most = 200;

/** Activity by activity: of one that is not over no entry is looked at, of the others those who were seated. */
export const attendanceDue = (
  records: Pick<Tables, "get" | "all" | "where">,
  site: SiteRec,
  now: Millis,
): readonly Found[] => {
  const found: Found[] = [];
  for (const activity of records.all("activity")) {
    if (now <= lateFrom(activity, site)) continue;
    let seen: boolean | undefined;
    for (const entry of records.where("entry", "seated", activity.id)) {
      const on = { activity: activity.id, entry: entry.id };
      if (isLeftOpen(activity, entry, { site }, now)) found.push({ type: "LeaveOpen", ...on });
      else if (isMissed(activity, entry, { site }, now)) {
        seen ??= records.where("entry", "seen", activity.id).length > 0;
        if (seen) found.push({ type: "ProposeNoShow", ...on });
      }
      if (found.length === most) return found;
    }
  }
  return found;
};

/** So long the board waits for the desk's word on minutes before it lets an activity go; the ledger keeps it. */
const waits = 92 * dayLength;

/** Activities whose minutes, or whose missing people, nobody has decided on yet: they and their entries do not leave the board with the others. */
export const unsettled = (records: Pick<Records, "get" | "all">, now: Millis): ReadonlySet<ActivityId> => {
  const found = new Set<ActivityId>();
  for (const { activity: id, is } of records.all("entry")) {
    if (!isUnentered(is) && is.state !== "attended" && is.state !== "no-show") continue;
    const activity = records.get("activity", id);
    if (activity !== undefined && isWaitedFor(activity, now)) found.add(id);
  }
  return found;
};
const isWaitedFor = ({ endsAt }: ActivityRec, now: Millis): boolean => now - endsAt <= waits;
