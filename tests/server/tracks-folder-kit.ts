// A watched folder on a disk of its own before a board in memory, with a clock that the test moves.

import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { unitId } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import { createPatrolsTaker } from "../../server/ingest/moved-folder.ts";
import { createTracksDisk, type TracksDisk } from "../../server/ingest/tracks-disk.ts";
import { createTracksFolder } from "../../server/ingest/tracks-folder.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import type { Tape } from "../kit/track-files.ts";
import { createWorld, type World } from "../kit/world.ts";

const geodesy = createGeodesy();
export const tapeOf = (n: number): Tape => [
  Array.from({ length: 6 }, (_, i) => ({
    at: shiftStart - 86_400_000 + (n * 60 + i) * 60_000,
    lon: 119.9 + i * 8e-4,
    lat: 47.2 + n * 1e-3,
  })),
];
export const long = { ago: 60_000 } as const;

export const openFolder = async (datum: string | undefined = "wgs84") => {
  const root = await createTempFolder();
  const world = await createWorld();
  const said: string[] = [];
  let clock = 1_795_000_000_000;
  let disk: TracksDisk = createTracksDisk(root);
  let recording: (answer: () => Promise<CommandAnswer>) => Promise<CommandAnswer> = (answer) => answer();
  const start = (on: World = world) =>
    createTracksFolder({
      disk: {
        list: () => disk.list(),
        read: (file) => disk.read(file),
        put: (file, into, text) => disk.put(file, into, text),
      },
      defaults: { datum, profile: "foot" },
      home: () => unitId("co"),
      places: {
        units: () => on.projection.board.all("unit"),
        hasPatrol: (id) => on.projection.board.get("patrol", id) !== undefined,
      },
      geodesy,
      record: (command) => recording(() => on.act(command, { kind: "system", part: "ingest" })),
      patrols: createPatrolsTaker({
        look: on.projection.board.look,
        geodesy,
        now: on.now,
        record: (command) => recording(() => on.act(command, { kind: "system", part: "ingest" })),
      }),
      track: (id) => on.projection.board.get("track", id),
      now: () => clock,
      say: (sentence) => said.push(sentence),
    });
  const lay = async (path: string, text: string, { ago }: { readonly ago: number } = { ago: 0 }): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
    await utimes(join(root, path), new Date(clock - ago), new Date(clock - ago));
  };
  const files = async (): Promise<readonly string[]> =>
    (await readdir(root, { recursive: true, withFileTypes: true }))
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name).slice(root.length + 1))
      .sort();
  return {
    root,
    said,
    start,
    lay,
    files,
    pass: (ms: number) => {
      clock += ms;
    },
    text: (path: string) => readFile(join(root, path), "utf8"),
    patrols: () => [...world.projection.board.all("patrol")],
    tracks: () => [...world.projection.board.all("track")],
    withDisk: (wrapped: (inner: TracksDisk) => TracksDisk) => {
      disk = wrapped(createTracksDisk(root));
    },
    answering: (answer: typeof recording) => {
      recording = answer;
    },
  };
};
