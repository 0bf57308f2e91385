// What a phone scanned becomes scans of the patrols that its bearer walked at those moments; each scan has an answer of its own. [PAT-1]

import * as v from "valibot";
import { commandId, type Millis } from "../../domain/ids.ts";
import {
  type CheckInDraft,
  checkInDraft,
  type ScanAnswer,
  type ScanDraft,
  type ScanReport,
  scanDraft,
} from "../../domain/patrols/scan-report.ts";
import type { TrackerRec } from "../../domain/patrols/tracker.ts";
import { patrolOfFix, patrolOfScan } from "../../domain/patrols/tracker-bearer.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import { type Lang, refusalText } from "../../domain/refusals.ts";
import type { Device } from "../access/devices.ts";
import type { Intake } from "../intake.ts";
import type { Projection } from "../projection.ts";
import type { HeardLog } from "./heard.ts";

/** Answered when every scan that counts is durable; in the order of the report. */
export type TakeScans = (
  device: Device,
  tracker: TrackerRec,
  report: ScanReport,
  lang: Lang,
) => Promise<readonly ScanAnswer[]>;

export const createTakeScans = (deps: {
  readonly intake: Pick<Intake, "told">;
  readonly projection: Projection;
  readonly log: HeardLog;
  readonly now: () => Millis;
}): TakeScans => {
  const { intake, projection, log, now } = deps;
  const { look } = projection.board;

  /** `late`: how long the phone's clock is behind ours, ms; below zero where it is ahead. */
  const take = async (
    scan: ScanDraft | CheckInDraft,
    device: Device,
    tracker: TrackerRec,
    late: number,
  ): Promise<CommandAnswer> => {
    const id = commandId(scan.id.toLowerCase());
    // An answer that was lost on the way: the same again, whatever has become of the patrol since.
    const known = projection.answered(id);
    if (known !== undefined) return { kind: "ok", seq: known };
    const at = Math.max(0, Math.min(scan.at + late, now()));
    const patrol = "what" in scan ? patrolOfFix(tracker, at, look) : patrolOfScan(tracker, scan.route, at, look);
    if (patrol === undefined)
      return {
        kind: "refused",
        refusal: {
          code:
            tracker.carried.by === "nobody" ? "scan_no_bearer" : "what" in scan ? "check_no_patrol" : "scan_no_patrol",
        },
      };
    if ("what" in scan) return intake.told({ type: "CheckInPatrol", patrol: patrol.id }, id, device, at);
    const { route: _, id: __, ...told } = scan;
    return intake.told({ type: "ScanCheckpoint", patrol: patrol.id, ...told }, id, device, at);
  };

  return async (device, tracker, { now: phoneNow, scans }, lang) => {
    const heardAt = now();
    const answers = await Promise.all(
      scans.map(async (told): Promise<ScanAnswer> => {
        const scan = v.safeParse("what" in told ? checkInDraft : scanDraft, told);
        const answer: CommandAnswer = scan.success
          ? await take(scan.output, device, tracker, heardAt - phoneNow)
          : { kind: "refused", refusal: { code: "malformed", params: { where: whereOf(scan.issues) } } };
        if (answer.kind === "ok") return { id: told.id, kind: "ok" };
        const { kind, refusal } = answer;
        return { id: told.id, kind, refusal, message: refusalText(refusal, lang) };
      }),
    );
    const counted = answers.filter(({ kind }) => kind === "ok").length;
    log.hear(tracker.id, heardAt, counted, answers.filter(({ kind }) => kind === "refused").length);
    return answers;
  };
};

const whereOf = (issues: readonly v.BaseIssue<unknown>[]): string =>
  issues
    .slice(0, 3)
    .map((issue) => v.getDotPath(issue) ?? "scan")
    .join(", ");
