// A server without disk and network: memory ledger, counted ids, a clock that the test moves. Commands go by the handler.

import type { Command, Event } from "../../domain/board.ts";
import type { Actor, Context, Recorded } from "../../domain/decider.ts";
import { commandId, type Millis, workerId } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import type { SiteImport } from "../../domain/site/site-import.ts";
import { type CommandHandler, createCommandHandler } from "../../server/command-handler.ts";
import { createEnrich } from "../../server/ingest/enrich.ts";
import { createGeodesy } from "../../server/ingest/geodesy.ts";
import type { Ledger } from "../../server/ledger/ledger.ts";
import { createMemoryLedger } from "../../server/ledger/memory-ledger.ts";
import { createProjection, type Projection } from "../../server/projection.ts";
import { shiftStart, siteFixture } from "./site-fixture.ts";

export type World = {
  readonly ledger: Ledger<Event>;
  readonly projection: Projection;
  readonly handler: CommandHandler;
  readonly now: () => Millis;
  readonly passTime: (ms: number) => void;
  /** Sends a command; `at` and `id` as told, else the clock's now and the next counted id. */
  readonly act: (
    command: Command,
    actor: Actor,
    more?: {
      readonly at?: Millis;
      readonly id?: string;
      readonly countersign?: Context["countersign"];
      readonly incoming?: Context["incoming"];
    },
  ) => Promise<CommandAnswer>;
  readonly events: () => Promise<readonly Recorded<Event>[]>;
};

export const system: Actor = { kind: "system", part: "import" };
export const worker = (n: number, proof: "badge" | "pin" = "badge"): Actor => ({
  kind: "worker",
  worker: workerId(`w${n}`),
  proof,
  roles: n === 1 ? ["foreman"] : [],
});

/** `2026…` UUIDs that count 1, 2, 3. */
export const countedId = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

export const createWorld = async (
  options: { readonly site?: SiteImport; readonly ledger?: Ledger<Event>; readonly at?: Millis } = {},
): Promise<World> => {
  let clock = options.at ?? shiftStart;
  let count = 0;
  const ledger = options.ledger ?? createMemoryLedger<Event>();
  const projection = createProjection();
  for await (const events of ledger.read(projection.seq())) projection.apply(events);
  ledger.follow(projection.apply);
  const enrich = createEnrich(createGeodesy());
  const handler = createCommandHandler({
    ledger,
    projection,
    now: () => clock,
    enrich: (command, board) => enrich(command, board.look, clock),
    onFault: (error) => {
      throw error;
    },
  });
  const act: World["act"] = (command, actor, more = {}) => {
    count += 1;
    return handler.submit({
      id: commandId(more.id ?? countedId(count)),
      command,
      claimedAt: more.at ?? clock,
      actor,
      ...(more.countersign === undefined ? {} : { countersign: more.countersign }),
      ...(more.incoming === undefined ? {} : { incoming: more.incoming }),
    });
  };
  if (projection.board.get("site", "site") === undefined)
    await act({ type: "ImportSite", import: options.site ?? siteFixture() }, system);
  return {
    ledger,
    projection,
    handler,
    now: () => clock,
    passTime: (ms) => {
      clock += ms;
    },
    act,
    events: async () => {
      const all: Recorded<Event>[] = [];
      for await (const batch of ledger.read(createProjection().seq())) all.push(...batch);
      return all;
    },
  };
};
