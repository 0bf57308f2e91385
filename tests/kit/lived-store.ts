// A store with two and a half hours behind it, on the sample site as a rehearsal: everybody came but one, alarms were raised and answered.

import { alarmIdOf } from "../../domain/alarms/alarm.ts";
import type { Event } from "../../domain/board.ts";
import type { Unrecorded } from "../../domain/decider.ts";
import { commandId, type Millis, type PostId, workerId } from "../../domain/ids.ts";
import { hour, minute, shiftAt, siteClock } from "../../domain/time.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { readFolder } from "../../server/site/read-folder.ts";
import { readSite } from "../../server/site/read-site.ts";
import { openStore } from "../../server/store.ts";
import { countedId, system } from "./world.ts";

export type LivedStore = {
  readonly began: Millis;
  /** Two alarms that are over: a post without anybody, priority 1, and a silent one, priority 3. */
  readonly vacant: { readonly post: PostId; readonly name: string; readonly from: Millis; readonly to: Millis };
  readonly silent: { readonly from: Millis; readonly to: Millis };
};

/** `siteFolder`: a copy of the sample, whose shift began three hours ago. */
export const liveThrough = async (dataDir: string, siteFolder: string, now: Millis): Promise<LivedStore> => {
  const read = readSite(await readFolder(siteFolder), {
    hashBadge: (code) => `hash of ${code}`,
    workerIdOf: (number) => workerId(`w${number}`),
    badgeNow: () => "",
    belts: createGeodesy(),
    now: () => now,
    rehearsal: true,
  });
  if (!read.ok) throw new Error("the sample site is broken");
  const { site } = read;
  const began = now - 2.5 * hour;
  const run = shiftAt(siteClock(site.site.zone), site.site.shifts, now);
  if (run === undefined) throw new Error("no shift now");
  const duties = site.posts.flatMap((post) => {
    const line = post.roster.find((one) => one.shift === run.shift.id);
    return line === undefined ? [] : [{ post: post.id, name: post.name, key: post.key, worker: line.worker }];
  });
  const key = duties.find((one) => one.key);
  const other = duties.find((one) => !one.key);
  if (key === undefined || other === undefined) throw new Error("the sample has no key post");
  const scope = [...new Set(site.site.units.map((unit) => unit.id))];
  const vacant = { post: key.post, name: key.name, from: began + 12 * minute, to: began + 25 * minute };
  const silent = { from: began + hour, to: began + hour + 10 * minute };

  const events: { readonly at: Millis; readonly data: Event }[] = [
    { at: began, data: { subject: "site", type: "SiteImported", at: began, import: site } },
  ];
  const say = (at: Millis, data: Event): void => {
    events.push({ at, data });
  };
  const shift = { shift: run.shift.id, day: run.day, briefing: [] };
  for (const { post, worker } of duties) {
    const at = post === key.post ? vacant.to : began + minute;
    say(at, { subject: "posts", type: "SignedOn", post, worker, at, ...shift });
    for (let then = at + 10 * minute; then < now; then += 10 * minute)
      say(then, { subject: "posts", type: "CheckedIn", post, worker, at: then });
    say(now - 30_000, { subject: "posts", type: "CheckedIn", post, worker, at: now - 30_000 });
  }
  const raise = (
    sort: "post-vacant" | "post-overdue",
    source: string,
    priority: 1 | 3,
    from: Millis,
    to: Millis,
  ): void => {
    const alarm = alarmIdOf(sort, source);
    const of = { subject: "alarms", alarm } as const;
    say(from, { ...of, type: "AlarmRaised", at: from, sort, source, scope: scope.slice(0, 1), priority, since: from });
    say(from + 3 * minute, { ...of, type: "AlarmAcknowledged", at: from + 3 * minute, by: "刘芳" });
    say(to, { ...of, type: "AlarmReturned", at: to });
  };
  raise("post-vacant", key.post, 1, vacant.from, vacant.to);
  raise("post-overdue", other.post, 3, silent.from, silent.to);

  const throwing = (error: unknown): never => {
    throw new Error(JSON.stringify(error));
  };
  const store = await openStore(
    { dataDir, segmentBytes: 64 * 1024 * 1024 },
    { onReport: throwing, onFault: (_, error) => throwing(error) },
  );
  const ordered = events
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, data }, n): Unrecorded<Event> => ({ at, actor: system, cause: commandId(countedId(n)), v: 1, data }));
  await store.ledger.append(() => ordered);
  await store.close();
  return { began, vacant, silent };
};
