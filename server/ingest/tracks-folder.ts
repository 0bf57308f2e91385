// Track files laid into a folder are imported when they are complete, each once, and put aside with a text that says what came of it. [PAT-2]

import type { TrackId, UnitId } from "../../domain/ids.ts";
import type { RecordTrack } from "../../domain/patrols/patrol-acts.ts";
import type { Geodesy, Profile, TrackRec } from "../../domain/patrols/track.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import { type Refusal, refusalText } from "../../domain/refusals.ts";
import { second } from "../../domain/time.ts";
import { importing } from "./import-track.ts";
import { tooManyBytes, trackLimits } from "./limits.ts";
import type { createPatrolsTaker } from "./moved-folder.ts";
import { inTurns } from "./steps.ts";
import type { LaidFile, Outcome, TracksDisk } from "./tracks-disk.ts";
import { type PlaceLook, placeOf } from "./tracks-place.ts";

/** A file is complete when it has not changed for so long; one that was last written before that is taken at the second look. */
const settle = 5 * second;

export type FolderState =
  /** `waiting`: files that are still being written, or whose import or putting aside is to be tried again. */
  | { readonly state: "watching"; readonly waiting: number }
  /** No site was imported yet, or the unit that the configuration names is not on it: files wait. */
  | { readonly state: "no-unit" }
  | { readonly state: "fault"; readonly what: string };

export type TracksFolder = { readonly look: () => Promise<void>; readonly state: () => FolderState };

type Seen = { readonly size: number; readonly mtime: number; readonly since: number };
type Told = { readonly into: Outcome; readonly text: string };

export const createTracksFolder = (deps: {
  readonly disk: TracksDisk;
  readonly defaults: { readonly datum: string | undefined; readonly profile: Profile };
  /** The unit of files whose folders name none; undefined while it is not on the board. */
  readonly home: () => UnitId | undefined;
  readonly places: PlaceLook;
  readonly geodesy: Geodesy;
  /** By the server's own command: the rules refuse a file that is known. */
  readonly record: (command: RecordTrack) => Promise<CommandAnswer>;
  readonly patrols: ReturnType<typeof createPatrolsTaker>;
  readonly track: (id: TrackId) => TrackRec | undefined;
  readonly now: () => number;
  /** Hears of a trouble when it begins and when it is over, and of what was refused. */
  readonly say: (sentence: string) => void;
}): TracksFolder => {
  const { disk, defaults, home, places, geodesy, record, patrols, now, say } = deps;
  let seen = new Map<string, Seen>();
  /** What came of a file that could not be put aside: it is not read again. */
  const outcomes = new Map<string, Told & Pick<Seen, "size" | "mtime">>();
  let state: FolderState = { state: "watching", waiting: 0 };
  let looking = false;

  const fault = (what: string): void => {
    if (state.state !== "fault" || state.what !== what) say(what);
    state = { state: "fault", what };
  };

  const isComplete = (file: LaidFile, before: Seen | undefined): boolean => {
    if (before === undefined || before.size !== file.size || before.mtime !== file.mtime) return false;
    return now() - before.since >= settle || before.since - file.mtime >= settle;
  };

  /** `later`: the server could not record it now; `changed`: it was written to since it was listed. The file stays as it is. */
  const outcomeOf = async (file: LaidFile, unit: UnitId): Promise<Told | "later" | "changed"> => {
    const name = file.path.at(-1) ?? "";
    if (file.size > trackLimits.bytes) return refusedAs(tooManyBytes(trackLimits));
    const placed = placeOf(file.path.slice(0, -1), defaults, places);
    if (!placed.ok) return refusedAs(placed.refusal);
    const { place } = placed;
    const bytes = await disk.read(file);
    if (bytes.length !== file.size) return "changed";
    const { patrol } = place;
    const asked = { bytes, name, datum: place.datum, profile: place.profile, unit: place.unit ?? unit };
    const read = await inTurns(importing({ ...asked, ...(patrol === undefined ? {} : { patrol }) }, geodesy));
    if (!read.ok) {
      // What is no track may be the patrols of another system.
      const moved = await patrols({ name, bytes }, { datum: place.datum, unit: place.unit ?? unit });
      if (moved.is === "later") return "later";
      if (moved.is === "taken") return { into: "done", text: moved.text };
      return refusedAs(moved.is === "refused" ? moved.refusal : read.refusal);
    }
    const answer = await record(read.command);
    if (answer.kind === "retry") return "later";
    if (answer.kind === "ok") return { into: "done", text: takenText(deps.track(read.command.track)) };
    // Laid twice, or recorded just before the server was killed: it counts, once.
    return answer.refusal.code === "track_known"
      ? { into: "done", text: bothTexts(answer.refusal) }
      : refusedAs(answer.refusal);
  };

  const take = async (file: LaidFile, unit: UnitId): Promise<string | undefined> => {
    const path = file.path.join("/");
    const known = outcomes.get(path);
    const isSame = known !== undefined && known.size === file.size && known.mtime === file.mtime;
    const told = isSame ? known : await outcomeOf(file, unit);
    if (told === "changed") return undefined;
    if (told === "later") return `没有记上，稍后再试 not recorded, to be tried again: ${path}`;
    outcomes.set(path, { into: told.into, text: told.text, size: file.size, mtime: file.mtime });
    if (!isSame && told.into === "refused") say(`${path}: ${told.text.trim().replaceAll(/\s*\n\s*/g, " ")}`);
    await disk.put(file, told.into, told.text);
    outcomes.delete(path);
    return undefined;
  };

  const look = async (): Promise<void> => {
    const unit = home();
    if (unit === undefined) {
      state = { state: "no-unit" };
      return;
    }
    let trouble: string | undefined;
    let files: readonly LaidFile[] = [];
    try {
      files = await disk.list();
    } catch (error) {
      fault(`轨迹文件夹读不到 the tracks folder cannot be read: ${reasonOf(error)}`);
      return;
    }
    const sight = new Map<string, Seen>();
    let waiting = 0;
    for (const file of files) {
      const path = file.path.join("/");
      const before = seen.get(path);
      const isSame = before !== undefined && before.size === file.size && before.mtime === file.mtime;
      sight.set(path, isSame ? before : { size: file.size, mtime: file.mtime, since: now() });
      waiting += 1;
      if (!isComplete(file, before)) continue;
      try {
        const wrong = await take(file, unit);
        if (wrong === undefined) waiting -= 1;
        trouble ??= wrong;
      } catch (error) {
        // One file that cannot be read or moved holds up no other; what the code itself broke on is no file's trouble.
        if (!isFromDisk(error)) throw error;
        trouble ??= `${path}: 读不到或移不走 it cannot be read or put aside: ${reasonOf(error)}`;
      }
    }
    seen = sight;
    for (const path of outcomes.keys()) if (!sight.has(path)) outcomes.delete(path);
    if (trouble !== undefined) fault(trouble);
    else {
      if (state.state === "fault") say("轨迹文件夹恢复正常 the tracks folder is well again");
      state = { state: "watching", waiting };
    }
  };

  return {
    look: async () => {
      if (looking) return;
      looking = true;
      try {
        await look();
      } finally {
        looking = false;
      }
    },
    state: () => state,
  };
};

const isFromDisk = (error: unknown): boolean => error instanceof Error && "code" in error && "syscall" in error;
const reasonOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);

const bothTexts = (refusal: Refusal): string => `${refusalText(refusal, "zh-CN")}\n${refusalText(refusal, "en")}\n`;
const refusedAs = (refusal: Refusal): Told => ({ into: "refused", text: bothTexts(refusal) });

const takenText = (track: TrackRec | undefined): string => {
  if (track === undefined) return "已导入。\nImported.\n";
  const excluded = Object.values(track.excluded).reduce((sum, one) => sum + one, 0);
  const { fixes, km } = track;
  return [
    `已导入：计入 ${fixes} 个点，${km.toFixed(3)} 公里；没有计入 ${excluded} 项。`,
    `Imported: ${fixes} fixes count, ${km.toFixed(3)} km; ${excluded} items do not count.`,
    "",
  ].join("\n");
};
