// Given events, when command, then events or refusal: the rules as sentences, decided and folded in memory without a server.

import { type Board, type Command, createBoard, type Event } from "../../domain/board.ts";
import { decide } from "../../domain/decide.ts";
import type { Actor, Context, Recorded } from "../../domain/decider.ts";
import { evolve } from "../../domain/evolve.ts";
import { commandId, type Millis, type PostId, seq, workerId } from "../../domain/ids.ts";
import type { RefusalCode } from "../../domain/refusals.ts";
import type { SiteImport } from "../../domain/site/site-import.ts";
import { siteClock } from "../../domain/time.ts";
import { shiftStart, siteFixture } from "./site-fixture.ts";

export type Told = {
  readonly at?: Millis;
  readonly now?: Millis;
  readonly id?: string;
  readonly countersign?: Context["countersign"] | undefined;
  readonly incoming?: Context["incoming"];
};

export type Spec = {
  readonly board: Board;
  readonly clock: ReturnType<typeof siteClock>;
  readonly now: () => Millis;
  readonly pass: (ms: number) => Spec;
  readonly events: readonly Recorded<Event>[];
  /** Sends the command: the types of its events, or `code` of its refusal; `already` where it was done. */
  readonly when: (command: Command, actor: Actor, told?: Told) => Outcome;
  /** As `when`, and fails the test where it is refused. */
  readonly given: (command: Command, actor: Actor, told?: Told) => readonly Event[];
};

export type Outcome =
  | { readonly is: "done"; readonly events: readonly Event[]; readonly types: readonly Event["type"][] }
  | { readonly is: "already" }
  | {
      readonly is: "refused";
      readonly code: RefusalCode;
      readonly params: Readonly<Record<string, string | number>>;
    };

export const person = (role: "admin" | "manager" | "duty-officer" | "union-officer", unit: string): Actor => ({
  kind: "person",
  login: role,
  name: "赵主任",
  role,
  unit: siteFixture().site.units.find((one) => one.id === unit)?.id ?? siteFixture().site.units[0]?.id ?? fail(unit),
});
const fail = (unit: string): never => {
  throw new Error(`no unit ${unit}`);
};

export const watcher: Actor = { kind: "system", part: "watch" };
export const foreman = (reason = "临时调换"): NonNullable<Context["countersign"]> => ({
  worker: workerId("w1"),
  roles: ["foreman"],
  reason,
});

/** Both sign, as two who stand at one kiosk. [POST-5] */
export const handOver = (
  spec: Spec,
  { post, from, to }: { readonly post: PostId; readonly from: number; readonly to: number },
  told: Told = {},
): readonly Event[] => {
  const actor = (n: number): Actor => ({
    kind: "worker",
    worker: workerId(`w${n}`),
    proof: "badge",
    roles: ["worker"],
  });
  spec.given({ type: "BeginHandover", post, notes: [] }, actor(from), { ...told, incoming: workerId(`w${to}`) });
  return spec.given({ type: "TakeOver", post, briefing: ["b1"], read: [] }, actor(to), told);
};

export const createSpec = (options: { readonly site?: SiteImport; readonly at?: Millis } = {}): Spec => {
  const site = options.site ?? siteFixture();
  const board = createBoard();
  const events: Recorded<Event>[] = [];
  let clock = options.at ?? shiftStart;
  let count = 0;

  const spec: Spec = {
    board,
    clock: siteClock(site.site.zone),
    now: () => clock,
    pass: (ms) => {
      clock += ms;
      return spec;
    },
    events,
    when: (command, actor, told = {}) => {
      count += 1;
      const now = told.now ?? clock;
      const context: Context = {
        now,
        at: told.at ?? now,
        id: commandId(told.id ?? `c${count}`),
        actor,
        ...(told.countersign === undefined ? {} : { countersign: told.countersign }),
        ...(told.incoming === undefined ? {} : { incoming: told.incoming }),
      };
      const decision = decide(board, command, context);
      if (decision.kind === "refused")
        return { is: "refused", code: decision.refusal.code, params: decision.refusal.params ?? {} };
      for (const data of decision.events) {
        const event: Recorded<Event> = { seq: seq(events.length + 1), at: now, actor, cause: context.id, v: 1, data };
        events.push(event);
        board.apply(evolve(board, event));
      }
      return decision.events.length === 0
        ? { is: "already" }
        : { is: "done", events: decision.events, types: decision.events.map((event) => event.type) };
    },
    given: (command, actor, told) => {
      const outcome = spec.when(command, actor, told);
      if (outcome.is === "refused") throw new Error(`given was refused: ${outcome.code}`);
      return outcome.is === "done" ? outcome.events : [];
    },
  };
  spec.given({ type: "ImportSite", import: site }, { kind: "system", part: "import" });
  return spec;
};
