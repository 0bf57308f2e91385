// A shift change: three hundred workers at four kiosks in ten minutes, one of them without a line for five; everyone is recorded once, and what waits is said.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { v7 as uuid } from "uuid";
import { expect, onTestFinished, test } from "vitest";
import { minute, second } from "../../domain/time.ts";
import { createMemoryStore } from "../../kiosk/outbox-memory.ts";
import { createCutLine } from "../kit/cut-line.ts";
import { createClient } from "../kit/kiosk-client.ts";
import { layDown, lendWindow, type Machine, signOn, signUpToo, startMachine } from "../kit/kiosk-machine.ts";
import { ledgerEvents } from "../kit/ledger-events.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { signUp } from "../kit/seat-store.ts";
import { type Comer, prepareShift } from "../kit/shift-store.ts";

const workers = 300;
const kiosks = 4;
/** The pace of a change of shifts by a clock of its own: whoever is served makes room for the next this much later. */
const pace = 8 * second;
const lasts = (workers / kiosks) * pace;
const cutAt = 2.5 * minute;
const mendedAt = 7.5 * minute;
const reloadedAt = 5 * minute;
/** Every third also asks for a seat in an activity. */
const wantsSeat = (n: number): boolean => n % 3 === 0;

test("[§5, POST-3, ACT-1] three hundred workers at four kiosks, one offline for five of ten minutes: each recorded once, none lost, the queue told", async () => {
  // On a real disk, whatever the other tests stand on.
  const folder = await mkdtemp(join(tmpdir(), "shouwang-shift-"));
  const server = await createRunningServer(join(folder, "store"));
  const browser = lendWindow();
  onTestFinished(async () => {
    browser.takeBack();
    await server.remove();
    await rm(folder, { recursive: true, force: true });
  });
  const comers = await prepareShift(server.dataDir, workers);
  await server.start();
  const line = await createCutLine(server.url);
  const disk = createMemoryStore();
  const start = (n: number): Promise<Machine> =>
    n === 0
      ? startMachine(line.url, "shift-kiosk-0", disk)
      : startMachine(server.url, `shift-kiosk-${n}`, createMemoryStore());
  const machines = await Promise.all(Array.from({ length: kiosks }, (_, n) => start(n)));
  const wall = createClient(server.url, "kiosk", `shift-witness-${uuid()}`);
  onTestFinished(() => {
    wall.close();
    for (const machine of machines) machine.close();
    return line.cut();
  });
  await wall.connect();
  while (machines.some(({ kiosk }) => kiosk.line.state !== "live")) await wait(5);
  const isHeld = ({ post }: Comer): boolean => {
    const record = wall.replica()?.records.get(`post/${post}`);
    return record?.kind === "post" && record.watch.state === "held";
  };

  const outcomes: { readonly kiosk: number; readonly offline: boolean; readonly kind: string }[] = [];
  const serve = async (n: number, comer: Comer, offline: boolean): Promise<void> => {
    const machine = machines[n];
    if (machine === undefined) throw new Error("no such kiosk");
    outcomes.push({ kiosk: n, offline, kind: await signOn(machine, comer) });
    if (wantsSeat(comers.indexOf(comer)))
      outcomes.push({ kiosk: n, offline, kind: await signUpToo(machine, comer, { ...signUp, wait: false }) });
  };
  /** What this kiosk says that it holds, and what it has told nobody of yet by the test's own count. */
  let untold = 0;
  const queueSaid = (): number => machines[0]?.kiosk.queue.queued.length ?? Number.NaN;
  const said: { readonly at: number; readonly queued: number; readonly untold: number }[] = [];

  for (let now = 0; now < lasts; now += pace) {
    const turn = now / pace;
    const offline = now > cutAt && now <= mendedAt;
    if (offline && now - pace <= cutAt) {
      // The line dies in the middle of an act: the server has it, and the kiosk does not hear so.
      const [machine] = machines;
      const comer = comers[turn * kiosks];
      if (machine === undefined || comer === undefined) throw new Error("nobody comes");
      await layDown(machine, comer);
      line.deafen();
      const act = signOn(machine, comer);
      while (!isHeld(comer)) await wait(2);
      await line.cut();
      expect(await act).toBe("kept");
      outcomes.push({ kiosk: 0, offline, kind: "kept" });
      untold += 1;
    }
    if (now > reloadedAt && now - pace <= reloadedAt) {
      // Loaded anew without a line: from its own disk it knows the site, and what waits.
      const board = machines[0]?.board();
      const sealTo = machines[0]?.sealTo();
      machines[0]?.close();
      machines[0] = await startMachine(line.url, "shift-kiosk-0", disk, board, sealTo);
      expect(queueSaid()).toBe(untold);
    }
    if (!offline && now - pace <= mendedAt && now > mendedAt) {
      expect(queueSaid()).toBe(untold);
      // Silence must have lasted before it is said: a blip is not a dead line.
      while (machines[0]?.kiosk.line.state !== "lost") await wait(20);
      await line.mend();
      browser.online();
    }
    await Promise.all(
      machines.map(async (_, n) => {
        const comer = comers[turn * kiosks + n];
        if (comer === undefined || (n === 0 && offline && isHeld(comer))) return;
        await serve(n, comer, n === 0 && offline);
      }),
    );
    if (offline) {
      untold = outcomes.filter((one) => one.offline).length;
      said.push({ at: now, queued: queueSaid(), untold });
    }
  }
  expect(said.filter(({ queued, untold: own }) => queued !== own)).toEqual([]);
  expect(said.length).toBeGreaterThanOrEqual(Math.floor((mendedAt - cutAt) / pace));
  // With a line it is done, without one it is kept: nothing is called done that nobody but this machine knows of.
  expect(new Set(outcomes.filter(({ offline }) => offline).map(({ kind }) => kind))).toEqual(new Set(["kept"]));
  expect(new Set(outcomes.filter(({ kiosk }) => kiosk > 0).map(({ kind }) => kind))).toEqual(new Set(["ok"]));

  while (machines.some(({ kiosk }) => kiosk.queue.queued.length > 0)) await wait(10);
  for (const { kiosk } of machines) expect(kiosk.queue).toEqual({ queued: [], refused: [], fault: "" });
  expect(await disk.load()).toEqual([]);
  expect(await server.stop()).toBe(0);
  const events = await ledgerEvents(server.dataDir);
  const who = (type: string): readonly unknown[] =>
    events.filter(({ data }) => data.type === type).map(({ data }) => data.worker);
  const all = comers.map(({ worker }) => worker);
  expect([...who("SignedOn")].sort()).toEqual([...all].sort());
  expect([...who("SeatTaken")].sort()).toEqual(all.filter((_, n) => wantsSeat(n)).sort());
  console.log(`${untold} acts waited at the kiosk without a line; ${events.length} events for ${workers} workers`);
});
