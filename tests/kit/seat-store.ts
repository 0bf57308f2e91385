// A store with one activity that opened an hour ago and a kiosk for each worker who wants a seat in it, as if all had shown their PIN a moment ago.

import type { SignUpCrew } from "../../domain/activities/crew-sign-up.ts";
import {
  type ActivityId,
  activityId,
  commandId,
  roleId,
  screenId,
  unitId,
  type WorkerId,
  workerId,
} from "../../domain/ids.ts";
import type { Claim } from "../../domain/protocol.ts";
import { dayLength, hour } from "../../domain/time.ts";
import { tokenHash } from "../../server/access/digests.ts";
import { createProofs } from "../../server/access/proofs.ts";
import { createCommandHandler } from "../../server/command-handler.ts";
import { openStore } from "../../server/store.ts";
import { createSeatJudge, type SeatJudge } from "./seat-judge.ts";
import { activity, siteFixture } from "./site-fixture.ts";
import { countedId, system } from "./world.ts";

export type Seeker = {
  readonly worker: WorkerId;
  /** The kiosk's own token. */
  readonly token: string;
  /** Says who he is, by a proof that lasts five minutes. */
  readonly prove: () => Claim;
};

const told = {
  onReport: (report: unknown) => {
    throw new Error(JSON.stringify(report));
  },
  onFault: (what: string, error: unknown) => {
    throw new Error(what, { cause: error });
  },
};
const segmentBytes = 64 * 1024 * 1024;
export const wanted: ActivityId = activityId("a1");
export const signUp = { type: "SignUp", activity: wanted, role: roleId("r") } as const;
/** Two foremen of one mine whose crews share their men: nobody of a crew has a kiosk of his own. */
export const foremen = [1, 4].map((n) => workerId(`w${n}`));
const crewSize = 6;
export const crewsFrom = (seekers: number): readonly [SignUpCrew, SignUpCrew] => {
  // Every third of the test site's people is of the forest.
  const mens = Array.from({ length: 3 * crewSize }, (_, n) => seekers + n).filter((n) => n % 3 !== 2);
  const line = (n: number) => ({ worker: workerId(`w${n}`), role: roleId("r") });
  const act = (some: readonly number[]): SignUpCrew => ({
    ...{ type: "SignUpCrew", unit: unitId("mine"), activity: wanted },
    crew: some.map(line),
  });
  return [act(mens.slice(0, crewSize)), act(mens.slice(1, crewSize + 1).toReversed())];
};
export const answerOffer = (accept: boolean) => ({ type: "AnswerOffer", activity: wanted, accept }) as const;
export const cancel = { type: "CancelEntry", activity: wanted } as const;

export const prepareSeats = async (dataDir: string, seekers: number, seats: number): Promise<readonly Seeker[]> => {
  const now = Date.now();
  const { ledger, projection, secrets, close } = await openStore({ dataDir, segmentBytes }, told);
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
  const startsAt = now + 2 * dayLength;
  const times = {
    startsAt,
    endsAt: startsAt + 2 * hour,
    opensAt: now - hour,
    closesAt: startsAt,
    cancelUntil: startsAt,
  };
  const made = siteFixture({
    ...{ rehearsal: true, posts: 0, workers: seekers + 3 * crewSize },
    activities: [activity(wanted, seats, times)],
  });
  const workers = made.workers.map((one) => (foremen.includes(one.id) ? { ...one, roles: ["foreman" as const] } : one));
  const site = { ...made, workers };
  const command = { type: "ImportSite", import: site } as const;
  const answer = await handler.submit({ id: commandId(countedId(0)), command, claimedAt: now, actor: system });
  if (answer.kind !== "ok") throw new Error(JSON.stringify(answer));
  const proofs = createProofs({ keyHex: secrets.read().proofKey, now: () => Date.now() });
  await close();
  return Array.from({ length: seekers }, (_, n) => {
    const token = `seat-kiosk-${n}`;
    const worker = workerId(`w${n}`);
    const kiosk = screenId(`rehearsal-kiosk-${tokenHash(token).slice(0, 8)}`);
    return { worker, token, prove: () => ({ proof: proofs.issue({ worker, level: "pin" }, kiosk).proof }) };
  });
};

/** The whole ledger of a store that nobody holds, read by the judge. */
export const judgeStore = async (dataDir: string): Promise<SeatJudge> => {
  const judge = createSeatJudge(() => true);
  const { ledger, close } = await openStore({ dataDir, segmentBytes }, told);
  for await (const events of ledger.read(judge.seq())) judge.hear(events);
  await close();
  return judge;
};
