// Two hundred kiosks and fifty seats: double taps, cancels against promotions, the server killed in between; nothing is oversold and all see the same board.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandId, commandId } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import { type Client, createClient } from "../kit/kiosk-client.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";
import {
  answerOffer,
  cancel,
  crewsFrom,
  foremen,
  judgeStore,
  prepareSeats,
  type Seeker,
  signUp,
  wanted,
} from "../kit/seat-store.ts";

const kiosks = 200;
const seats = 50;
/** Acts of each kiosk before the next kill, and after the last. */
const turns = 4;
/** KILL_ROUNDS asks for more, as the soak does. */
const kills = Number(process.env.KILL_ROUNDS ?? 1);

/** On a real disk, whatever the other tests stand on. */
let folder: string;
let server: RunningServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shouwang-last-seat-"));
  server = await createRunningServer(join(folder, "store"));
});
afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true, force: true });
});

const crews = crewsFrom(kiosks);

type Body = { readonly id: CommandId } & Readonly<Record<string, unknown>>;
type Kiosk = Seeker & { readonly client: Client; unanswered: readonly Body[] };
type Heard = { readonly id: CommandId; readonly answer: CommandAnswer };

/** One touch: a sign-up or a cancel, sent once, twice under one id, or as two acts at the same moment. */
const touch = ({ prove, worker }: Seeker): readonly Body[] => {
  const as = prove();
  const crew = crews[foremen.indexOf(worker)];
  if (crew !== undefined) return [{ id: commandId(uuid()), at: Date.now(), as, ...crew }];
  const what = Math.random();
  const wait = Math.random() < 0.2 ? false : Math.random() < 0.5 || "ask";
  const act = what < 0.55 ? { ...signUp, wait } : what < 0.85 ? cancel : answerOffer(Math.random() < 0.8);
  const body = (): Body => ({ id: commandId(uuid()), at: Date.now(), as, ...act });
  const first = body();
  const kind = Math.random();
  if (kind < 0.2) return [first, first];
  return kind < 0.4 ? [first, body()] : [first];
};

/** Touches again and again; what had no answer when the line was lost is kept, and sent again under its own id. */
const work = async (kiosk: Kiosk, onAnswer: () => void): Promise<readonly Heard[]> => {
  const heard: Heard[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const bodies = kiosk.unanswered.length > 0 ? kiosk.unanswered : touch(kiosk);
    const answers = await Promise.all(bodies.map((body) => kiosk.client.send(body)));
    kiosk.unanswered = bodies.filter((_, n) => answers[n] === "no answer");
    for (const [n, { id }] of bodies.entries()) {
      const answer = answers[n];
      if (answer === undefined || answer === "no answer") continue;
      heard.push({ id, answer });
      onAnswer();
    }
    if (kiosk.unanswered.length > 0) break;
  }
  return heard;
};

test(
  "[ACT-1, ACT-3] two hundred kiosks race for fifty seats through a kill: none oversold, nobody in twice, one board for all",
  async () => {
    const seekers = await prepareSeats(server.dataDir, kiosks, seats);
    const all = seekers.map(
      (seeker): Kiosk => ({ ...seeker, client: createClient(server.url, "kiosk", seeker.token), unanswered: [] }),
    );
    const heard: Heard[] = [];
    const race = async (onAnswer: () => void): Promise<void> => {
      await server.start();
      await Promise.all(all.map(({ client }) => client.connect()));
      heard.push(...(await Promise.all(all.map((kiosk) => work(kiosk, onAnswer)))).flat());
    };
    for (let round = 0; round < kills; round += 1) {
      // The kill falls between two answers, in the middle of it all.
      let left = 150 + Math.floor(Math.random() * kiosks * turns * 0.6);
      let killed: Promise<void> | undefined;
      await race(() => {
        left -= 1;
        if (left <= 0) killed ??= server.kill();
      });
      await killed;
      expect(all.filter(({ unanswered }) => unanswered.length > 0).length).toBeGreaterThan(0);
    }
    await race(() => {});
    expect(all.filter(({ unanswered }) => unanswered.length > 0)).toEqual([]);

    // All have heard of the last event, and hold what a newcomer is given.
    const newcomer = createClient(server.url, "kiosk", "seat-kiosk-newcomer");
    await newcomer.connect();
    const whole = newcomer.replica();
    const told = (client: Client): unknown =>
      [...(client.replica()?.records ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    while (all.some(({ client }) => (client.replica()?.seq ?? 0) < (whole?.seq ?? 0))) await wait(10);
    const board = JSON.stringify(told(newcomer));
    expect(board).toContain(`"taken":`);
    const others = all.filter(({ client }) => JSON.stringify(told(client)) !== board);
    expect(others.map(({ worker }) => worker)).toEqual([]);
    for (const { client } of all) client.close();
    newcomer.close();
    expect(await server.stop()).toBe(0);

    const judge = await judgeStore(server.dataDir);
    expect(judge.breaches.slice(0, 5)).toEqual([]);
    expect(judge.mostTaken(wanted)).toBe(seats);
    expect(judge.seq()).toBe(whole?.seq);
    // What was answered last under an id is what the ledger holds of it.
    const last = new Map(heard.map(({ id, answer }) => [id, answer]));
    const wrong = [...last].filter(([id, answer]) => {
      const end = judge.endOf(id);
      return end === undefined ? answer.kind === "retry" : answer.kind !== "ok" || answer.seq !== end;
    });
    expect(wrong).toEqual([]);
    const refusals = new Set([...last.values()].flatMap((one) => (one.kind === "refused" ? [one.refusal.code] : [])));
    expect([...refusals]).toContain("activity_full");
    // Two crews that share five men: all six of one sit, and whoever of the other's men is not among them has no seat.
    const crewsIn = heard.map(({ id }) => judge.seatedBy(id)).filter((seated) => seated.size > 1);
    expect([...new Set(crewsIn)].map((seated) => seated.size)).toEqual([crews[0].crew.length]);
    expect([...refusals]).toContain("crew_barred");
    // Whoever is in for longer than two minutes hears so: only in a soak.
    for (const code of refusals)
      expect(["activity_full", "crew_barred", "entry_unknown", "offer_none", "already_in"]).toContain(code);
  },
  120_000 + 12_000 * kills,
);
