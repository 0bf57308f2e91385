// Killed at random moments under twenty clients, time and again: what was acknowledged is there exactly once, and no re-sent id acts twice.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shiftId } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import { shiftAt, siteClock } from "../../domain/time.ts";
import { type Client, createClient } from "../kit/kiosk-client.ts";
import { ledgerEvents } from "../kit/ledger-events.ts";
import { createRunningServer, type RunningServer } from "../kit/running-server.ts";

/** KILL_ROUNDS asks for more, as the soak does; then each may last longer, too. */
const rounds = Number(process.env.KILL_ROUNDS ?? 5);
const clients = 20;
/** Answers after which the kill falls at the latest. */
const latest = rounds > 5 ? 400 : 200;

/** On a real disk, whatever the other tests stand on. */
let folder: string;
let server: RunningServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shouwang-killed-"));
  server = await createRunningServer(join(folder, "store"));
});
afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true, force: true });
});

const sheet = async (name: string): Promise<readonly Readonly<Record<string, string>>[]> =>
  v.parse(
    v.array(v.record(v.string(), v.string())),
    parse(await readFile(join("data/sample", name)), { columns: true }),
  );

type Duty = { readonly post: string; readonly badge: string; readonly briefing: readonly string[] };

/** Twenty posts of the shift that runs now, each with the badge of the one who is due there. */
const dutiesNow = async (): Promise<readonly Duty[]> => {
  const clock = siteClock("Asia/Shanghai");
  const minutes = (text = ""): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  const shifts = (await sheet("shifts.csv")).map(({ id = "", name = "", start, end }) => ({
    id: shiftId(id),
    name,
    nameEn: name,
    start: minutes(start),
    end: minutes(end),
  }));
  const run = shiftAt(clock, shifts, Date.now());
  const badges = new Map((await sheet("workers.csv")).map(({ number = "", badge = "" }) => [number, badge]));
  const classes = new Map((await sheet("posts.csv")).map(({ id = "", link_class: linkClass = "" }) => [id, linkClass]));
  const points = await sheet("briefing.csv");
  const seen = new Set<string>();
  const duties: Duty[] = [];
  for (const { post = "", shift, number = "" } of await sheet("roster.csv")) {
    if (shift !== run?.shift.id || seen.has(number) || duties.length === clients) continue;
    seen.add(number);
    const briefing = points
      .filter((point) => (point.post === "" ? point.link_class === classes.get(post) : point.post === post))
      .map(({ id = "" }) => id);
    duties.push({ post, badge: badges.get(number) ?? "", briefing });
  }
  return duties;
};

const nobody: Duty = { post: "", badge: "", briefing: [] };

type Sent = { readonly body: Readonly<Record<string, unknown>>; readonly answer: CommandAnswer | "no answer" };

/** Signs on and off for ever, each act with its own id, until the line is lost; what was not answered is remembered to be sent again. */
const work = async (
  client: Client,
  duty: Duty,
  again: Sent | undefined,
  onAnswer: () => void,
): Promise<readonly Sent[]> => {
  const sent: Sent[] = [];
  const send = async (body: Sent["body"]): Promise<CommandAnswer | "no answer"> => {
    const answer = await client.send(body);
    sent.push({ body, answer });
    onAnswer();
    return answer;
  };
  if (again !== undefined && (await send(again.body)) === "no answer") return sent;
  const as = { badge: duty.badge };
  // A second sign-on of the holder would be the same act and leave no event: go on with the other one.
  let holds = again === undefined ? undefined : again.body.type === "SignOn";
  for (;;) {
    if (holds !== true) {
      const on = await send({
        id: uuid(),
        at: Date.now(),
        type: "SignOn",
        post: duty.post,
        briefing: duty.briefing,
        as,
      });
      if (on === "no answer") return sent;
    }
    holds = false;
    const off = await send({ id: uuid(), at: Date.now(), type: "SignOff", post: duty.post, as });
    if (off === "no answer") return sent;
  }
};

const causesIn = async (dataDir: string): Promise<readonly string[]> =>
  (await ledgerEvents(dataDir)).map(({ cause }) => cause);

test(
  "[§4] kills under twenty clients lose nothing that was acknowledged and repeat nothing",
  async () => {
    const duties = await dutiesNow();
    expect(duties).toHaveLength(clients);
    const people = duties.map((_, n) => createClient(server.url, "kiosk", `kill-test-kiosk-${n}`));
    const unanswered = new Map<number, Sent>();
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < rounds; round += 1) {
      await server.start();
      await Promise.all(people.map((client) => client.connect()));
      // A moment is a number of answers: the kill falls anywhere between two of them.
      let left = 1 + Math.floor(Math.random() * latest);
      let reached = (): void => {};
      const enough = new Promise<void>((resolve) => {
        reached = resolve;
      });
      const onAnswer = (): void => {
        left -= 1;
        if (left === 0) reached();
      };
      const working = people.map((client, n) => work(client, duties[n] ?? nobody, unanswered.get(n), onAnswer));
      await enough;
      await server.kill();
      (await Promise.all(working)).forEach((sent, n) => {
        unanswered.delete(n);
        for (const one of sent) {
          if (one.answer === "no answer") unanswered.set(n, one);
          else {
            expect(one.answer).toMatchObject({ kind: "ok" });
            if (one.answer.kind === "ok") acknowledged.set(String(one.body.id), one.answer.seq);
          }
        }
      });
    }
    expect(acknowledged.size).toBeGreaterThan(rounds * 5);

    const causes = await causesIn(server.dataDir);
    const times = new Map<string, number>();
    for (const cause of causes) times.set(cause, (times.get(cause) ?? 0) + 1);
    expect([...acknowledged.keys()].filter((id) => times.get(id) !== 1)).toEqual([]);

    // Every id sent once more, on a server started once more: the same answer, and the ledger does not grow.
    await server.start();
    await Promise.all(people.map((client) => client.connect()));
    const [first] = people;
    const [id, seq] = [...acknowledged].at(-1) ?? ["", 0];
    const duty = duties[0];
    expect(
      await first?.send({ id, at: Date.now(), type: "SignOff", post: duty?.post, as: { badge: duty?.badge } }),
    ).toEqual({ kind: "ok", seq });

    // The twenty replicas, folded through all restarts, are the board that a newcomer is given.
    const newcomer = createClient(server.url, "kiosk", "kill-test-newcomer-1");
    await newcomer.connect();
    const whole = newcomer.replica();
    for (const client of people) expect(client.replica()?.records).toEqual(whole?.records);
    for (const client of [...people, newcomer]) client.close();
    expect(await server.stop()).toBe(0);
    expect(await causesIn(server.dataDir)).toHaveLength(causes.length);
  },
  120_000 + 12_000 * rounds,
);
