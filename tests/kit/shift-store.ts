// A store whose day shift began an hour ago: one post, one worker with a badge and one risk to confirm for each of so many, and an activity for all.

import { commandId, type PostId, postId, type WorkerId, workerId } from "../../domain/ids.ts";
import type { SiteImport } from "../../domain/site/site-import.ts";
import { dayLength, hour, siteClock } from "../../domain/time.ts";
import { badgeCode, createBadges } from "../../server/access/badges.ts";
import { createCommandHandler } from "../../server/command-handler.ts";
import { openStore } from "../../server/store.ts";
import { wanted } from "./seat-store.ts";
import { activity, siteFixture } from "./site-fixture.ts";
import { countedId, system } from "./world.ts";

export type Comer = { readonly worker: WorkerId; readonly post: PostId; readonly badge: string };

const told = {
  onReport: (report: unknown) => {
    throw new Error(JSON.stringify(report));
  },
  onFault: (what: string, error: unknown) => {
    throw new Error(what, { cause: error });
  },
};

/** The hours of the three shifts, moved so that the first began an hour before `now`; minutes of the day. */
const moved = (site: SiteImport, began: number): SiteImport["site"]["shifts"] =>
  site.site.shifts.map((shift, n) => ({
    ...shift,
    start: (began + n * 480) % 1440,
    end: (began + (n + 1) * 480) % 1440,
  }));

export const prepareShift = async (dataDir: string, comers: number): Promise<readonly Comer[]> => {
  const now = Date.now();
  const hourNow = Math.floor(now / hour) * hour;
  const began = hourNow - hour;
  const { ledger, projection, secrets, close } = await openStore({ dataDir, segmentBytes: 64 * 1024 * 1024 }, told);
  ledger.follow(projection.apply);
  const handler = createCommandHandler({
    ledger,
    projection,
    now: () => now,
    enrich: (command) => ({ ok: true, command }),
    onFault: (error) => {
      throw error;
    },
  });
  // Between one day shift and the next, with rest kept on either side.
  const startsAt = began + 2 * dayLength + 19 * hour;
  const site = siteFixture({
    ...{ rehearsal: true, posts: comers, workers: comers },
    activities: [
      activity(wanted, comers, {
        startsAt,
        endsAt: startsAt + 2 * hour,
        opensAt: now - hour,
        closesAt: startsAt,
        cancelUntil: startsAt,
      }),
    ],
  });
  const [briefed] = site.posts;
  const badges = createBadges(secrets.read().pepper);
  const of = siteClock(site.site.zone).minuteOfDay(began);
  const whole: SiteImport = {
    ...site,
    site: { ...site.site, shifts: moved(site, of) },
    workers: site.workers.map((one, n) => ({ ...one, badge: badges.hashBadge(badgeCode(n)) })),
    posts: site.posts.map((post) => ({
      ...post,
      requires: [],
      briefing: briefed?.briefing ?? [],
      roster: post.roster.filter(({ shift }) => shift === "day"),
    })),
  };
  const answer = await handler.submit({
    id: commandId(countedId(0)),
    command: { type: "ImportSite", import: whole },
    claimedAt: now,
    actor: system,
  });
  if (answer.kind !== "ok") throw new Error(JSON.stringify(answer));
  await close();
  return Array.from({ length: comers }, (_, n) => ({
    worker: workerId(`w${n}`),
    post: postId(`p${n}`),
    badge: badgeCode(n),
  }));
};
