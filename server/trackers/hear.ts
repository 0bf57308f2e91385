// What trackers tell becomes reports of the patrols that were walked: the token or the platform's name says who speaks, the register whose it is. [PAT-2]

import { randomUUID } from "node:crypto";
import type { Millis, PatrolId, TrackerId, UnitId } from "../../domain/ids.ts";
import { maxReport, type ReportFixes } from "../../domain/patrols/patrol-acts.ts";
import { type Datum, isImplausible } from "../../domain/patrols/track.ts";
import type { TrackerRec } from "../../domain/patrols/tracker.ts";
import { patrolOfFix } from "../../domain/patrols/tracker-bearer.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import type { Refusal } from "../../domain/refusals.ts";
import type { Device } from "../access/devices.ts";
import type { Intake } from "../intake.ts";
import { type Projection, toldPrefix } from "../projection.ts";
import { trackerOfDevice } from "./device.ts";
import type { HeardLog } from "./heard.ts";
import type { Position } from "./position.ts";

/** Who brings a message; `unit`: a platform of the server's own configuration, which stands on no register, speaks for this unit. */
export type Speaker = Device & { readonly unit?: UnitId };

/** All of a message's positions are durable, or refused together with what is to be done. */
export type Hear = (
  speaker: Speaker,
  positions: readonly Position[],
  datum: Datum,
) => Promise<{ readonly kind: "ok" } | { readonly kind: "refused" | "retry"; readonly refusal: Refusal }>;

/** As the register names devices. */
const nameMost = 100;
const recentKept = 16;

type Fix = ReportFixes["fixes"][number];

export const createHear = (deps: {
  readonly intake: Pick<Intake, "told">;
  readonly projection: Projection;
  readonly log: HeardLog;
  readonly now: () => Millis;
}): Hear => {
  const { intake, projection, log, now } = deps;
  const { look } = projection.board;
  /** The last positions of each tracker that are durable. */
  const recent = new Map<TrackerId, readonly string[]>();

  /** Whose position it is: a tracker's token names it, a gateway's token lets it name others within its unit. */
  const trackerOf = ({ screen, profile, unit: own }: Speaker, device: string): TrackerRec | undefined => {
    if (profile === "tracker") {
      const id = trackerOfDevice(screen);
      const known = id === undefined ? undefined : look.tracker(id);
      return known?.removedAt === undefined ? known : undefined;
    }
    const [named] = device === "" ? [] : look.trackersNamed(device);
    const unit = own ?? look.screen(screen)?.unit;
    return named !== undefined && unit !== undefined && named.scope.includes(unit) ? named : undefined;
  };

  return async (speaker, positions, datum) => {
    const at = now();
    const fresh: (readonly [TrackerId, string])[] = [];
    const fixesByPatrol = new Map<PatrolId, Fix[]>();
    const sums = new Map<TrackerRec, { counted: number; outside: number }>();
    for (const position of positions) {
      const tracker = trackerOf(speaker, position.device);
      if (tracker === undefined) {
        const device = position.device.slice(0, nameMost);
        if (speaker.profile === "gateway" && device !== "") log.miss(device, at);
        return { kind: "refused", refusal: { code: "tracker_unknown", params: { device: device || "—" } } };
      }
      const sum = sums.get(tracker) ?? { counted: 0, outside: 0 };
      sums.set(tracker, sum);
      const { lon, lat, acc } = position;
      const fixAt = position.at ?? at;
      // Receivers send 0,0 where they know no place: whose it was is then as good as unknown, and it is no place to keep.
      const patrol = isImplausible(lon, lat) ? undefined : patrolOfFix(tracker, fixAt, look);
      if (patrol === undefined) {
        sum.outside += 1;
        continue;
      }
      sum.counted += 1;
      // What came before is known, also where it did not count: a sender that heard no thanks says it again.
      const said = `${fixAt} ${lon} ${lat} ${acc}`;
      if (recent.get(tracker.id)?.includes(said)) continue;
      fresh.push([tracker.id, said]);
      const fixes = fixesByPatrol.get(patrol.id) ?? [];
      fixesByPatrol.set(patrol.id, fixes);
      fixes.push({ at: fixAt, lon, lat, ...(acc === undefined ? {} : { acc }) });
    }
    const reports = [...fixesByPatrol].flatMap(([patrol, fixes]) =>
      parts(fixes).map((some) =>
        intake.told({ type: "ReportFixes", patrol, datum, fixes: some }, `${toldPrefix}${randomUUID()}`, speaker),
      ),
    );
    const answers: readonly CommandAnswer[] = await Promise.all(reports);
    for (const answer of answers) if (answer.kind !== "ok") return answer;
    for (const [id, said] of fresh) recent.set(id, [...(recent.get(id) ?? []), said].slice(-recentKept));
    for (const [{ id, uniqueId }, { counted, outside }] of sums) {
      log.hear(id, at, counted, outside);
      log.found(uniqueId);
    }
    return { kind: "ok" };
  };
};

const parts = (fixes: readonly Fix[]): readonly (readonly Fix[])[] =>
  Array.from({ length: Math.ceil(fixes.length / maxReport) }, (_, n) =>
    fixes.slice(n * maxReport, (n + 1) * maxReport),
  );
