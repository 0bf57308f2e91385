// The notices of a small site: real ledger rules, real files, real receivers; the clock, the timers and chance in the test's hand.

import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { onTestFinished } from "vitest";
import type { HookDraft } from "../../domain/alarms/webhook.ts";
import type { Command, Event } from "../../domain/board.ts";
import type { Actor } from "../../domain/decider.ts";
import { alarmId, type UnitId, unitId } from "../../domain/ids.ts";
import { createNodeDisk, type Disk } from "../../server/ledger/disk.ts";
import type { Ledger } from "../../server/ledger/ledger.ts";
import { openHookStore } from "../../server/notify/hook-store.ts";
import { createNotify } from "../../server/notify/notify.ts";
import { createPost, type Post } from "../../server/notify/post.ts";
import { createFakeTimers, type FakeTimers } from "./fake-timers.ts";
import { shiftStart, siteFixture } from "./site-fixture.ts";
import { watcher } from "./spec.ts";
import { createTempFolder } from "./temp-folder.ts";
import { createWorld, type World } from "./world.ts";

export type NotifyRoom = Awaited<ReturnType<typeof openNotifyRoom>>;

export const draft = (url: string, more: Partial<HookDraft> = {}): HookDraft => ({
  name: "值班群",
  format: "generic",
  lang: "zh-CN",
  least: 4,
  kinds: [],
  unit: "",
  acknowledged: false,
  returned: false,
  url,
  secret: "",
  ...more,
});

export const openNotifyRoom = async (
  options: {
    readonly folder?: string;
    readonly world?: World;
    readonly timers?: FakeTimers;
    readonly disk?: Disk;
    readonly ledger?: Ledger<Event>;
    readonly rehearsal?: boolean;
    readonly posts?: number;
    /** Full jitter takes this share of each wait. */
    readonly chance?: () => number;
    readonly post?: Post;
    /** Its process dies in the test: nobody closes it. */
    readonly mortal?: boolean;
  } = {},
) => {
  const folder = options.folder ?? (await createTempFolder());
  const { rehearsal = false, posts = 4, ledger: given } = options;
  const world =
    options.world ??
    (await createWorld({ site: siteFixture({ rehearsal, posts }), ...(given === undefined ? {} : { ledger: given }) }));
  const timers = options.timers ?? createFakeTimers(shiftStart);
  /** The ten seconds of a call have a clock of their own: only a test about them moves it. */
  const calls = createFakeTimers(shiftStart);
  const heard = new EventEmitter();
  heard.setMaxListeners(0);
  const outcomes: string[] = [];
  const faults: string[] = [];
  const kept = await openHookStore(folder, options.disk ?? createNodeDisk());
  const notify = createNotify({
    kept,
    ledger: world.ledger,
    projection: world.projection,
    store: "store-1",
    post: options.post ?? createPost({ after: calls.after }),
    now: timers.now,
    after: timers.after,
    chance: options.chance ?? (() => 1),
    newId: randomUUID,
    onOutcome: (outcome) => {
      outcomes.push(outcome);
      heard.emit("more");
    },
    onFault: (what, error) => faults.push(`${what}: ${String(error)}`),
  });
  onTestFinished(async () => {
    if (options.mortal === true) return;
    const closing = notify.close();
    timers.pass(3_000);
    await closing;
  });

  /** Resolves when so many deliveries have ended, in whatever way. */
  const settles = async (count: number): Promise<void> => {
    while (outcomes.length < count) await once(heard, "more");
  };
  const raise = async (
    source: string,
    more: {
      readonly priority?: 1 | 2 | 3 | 4;
      readonly scope?: readonly UnitId[];
      readonly sort?: "post-vacant" | "post-overdue" | "hazard-overdue";
    } = {},
  ): Promise<void> => {
    const { priority = 2, scope = [unitId("co"), unitId("mine")], sort = "post-vacant" } = more;
    const since = timers.now() - 12 * 60_000;
    await act({ type: "RaiseAlarm", sort, source, scope, priority, since }, watcher);
  };
  const act = async (command: Command, actor: Actor): Promise<void> => {
    const answer = await world.act(command, actor);
    if (answer.kind !== "ok") throw new Error(`${command.type}: ${answer.refusal.code}`);
  };
  const pass = (ms: number): void => {
    world.passTime(ms);
    timers.pass(ms);
  };
  return {
    folder,
    world,
    timers,
    calls,
    kept,
    notify,
    outcomes,
    faults,
    settles,
    raise,
    act,
    pass,
    alarm: (source: string, sort = "post-vacant") => alarmId(`${sort}:${source}`),
    add: async (more: HookDraft): Promise<string> => {
      const view = await notify.add(more);
      if (view === undefined) throw new Error("too many");
      return view.id;
    },
    only: () => {
      const [hook] = notify.list().hooks;
      if (hook === undefined) throw new Error("no hook");
      return hook;
    },
  };
};
