// How long a thousand acts take that waited at one kiosk, over one line to the built server, beside the same acts one after the other.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 as uuid } from "uuid";
import type { Act } from "../../kiosk/act.ts";
import { actsEach, type Drained, drain as emptied, queuedActs } from "../kit/drain.ts";
import { createClient } from "../kit/kiosk-client.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { prepareShift } from "../kit/shift-store.ts";
import type { Figure } from "./figures.ts";

const acts = 1_000;
/** The bound, s. */
const most = 60;

const run = async (lanes: (act: Act) => Act, reloaded = false): Promise<Drained> => {
  const folder = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), "shouwang-bench-"));
  const server = await createRunningServer(join(folder, "store"));
  try {
    const comers = await prepareShift(server.dataDir, acts / actsEach);
    await server.start();
    const client = createClient(server.url, "kiosk", `drain-${uuid()}`);
    const drained = await emptied(queuedActs(comers, Date.now()).map(lanes), client, { reloaded });
    client.close();
    if (drained.refused.length > 0 || drained.sent.length !== acts)
      throw new Error(`${drained.sent.length} were sent, refused: ${drained.refused.join(", ")}`);
    return drained;
  } finally {
    await server.remove();
    await rm(folder, { recursive: true });
  }
};

export const drain = async (): Promise<readonly Figure[]> => {
  const alone = await run((act) => ({ ...act, lane: "everybody" }));
  const { seconds, keptIn } = await run((act) => act);
  const anew = await run((act) => act, true);
  return [
    {
      name: `a kiosk's outbox of ${acts} acts is empty after`,
      value: seconds,
      unit: "s",
      baseline: { name: "one act after the other", value: alone.seconds },
      bound: { text: `at most ${most} s`, kept: seconds <= most },
    },
    {
      name: `the same after its page was loaded anew, which knows nobody's lane`,
      value: anew.seconds,
      unit: "s",
      baseline: { name: "one act after the other", value: alone.seconds },
      bound: { text: `at most ${most} s`, kept: anew.seconds <= most },
    },
    {
      name: "an act is sealed and kept in",
      value: keptIn,
      unit: "ms",
      bound: { text: "at most 50 ms", kept: keptIn <= 50 },
    },
  ];
};
