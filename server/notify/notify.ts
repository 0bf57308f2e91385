// All hooks of the house: kept, shown without their secrets, each with a courier of its own. One that is slow delays nobody else.

import {
  type Delivery,
  type HookChange,
  type HookDraft,
  type HookList,
  type HookMark,
  type HookView,
  hooksMost,
} from "../../domain/alarms/webhook.ts";
import type { Event } from "../../domain/board.ts";
import type { Millis } from "../../domain/ids.ts";
import { minute } from "../../domain/time.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Projection } from "../projection.ts";
import { type Courier, createCourier, type Outcome } from "./courier.ts";
import type { FormLook } from "./formats.ts";
import type { Hook, HookStore } from "./hook-store.ts";
import type { Alarm, Post } from "./post.ts";

export type Notify = {
  readonly list: () => HookList;
  /** Undefined where there are too many already. */
  readonly add: (draft: HookDraft) => Promise<HookView | undefined>;
  /** Undefined where there is no such hook. Its format stays: another kind of receiver is another hook. */
  readonly change: (id: string, change: HookChange) => Promise<HookView | undefined>;
  readonly pause: (id: string, paused: boolean) => Promise<HookView | undefined>;
  readonly remove: (id: string) => Promise<"removed" | undefined>;
  readonly test: (id: string) => Promise<Delivery | undefined>;
  /** Notices were given up, or have not gone out for too long: somebody must look. */
  readonly isFaulty: () => boolean;
  readonly waiting: () => number;
  readonly close: () => Promise<void>;
};

export type NotifyDeps = {
  readonly kept: HookStore;
  readonly ledger: Ledger<Event>;
  readonly projection: Projection;
  /** The store's name: part of every event's id outside. */
  readonly store: string;
  readonly post: Post;
  readonly now: () => Millis;
  readonly after: Alarm;
  readonly chance: () => number;
  readonly newId: () => string;
  readonly onOutcome: (outcome: Outcome) => void;
  readonly onFault: (what: string, error: unknown) => void;
};

/** A delivery that has been tried in vain for so long is a fault of its own. */
const patience = 10 * minute;

export const createNotify = (deps: NotifyDeps): Notify => {
  const { kept, ledger, projection, store, now } = deps;
  const { board } = projection;
  const couriers = new Map<string, Courier>();
  const hookOf = (id: string): Hook | undefined => kept.hooks().find((hook) => hook.id === id);
  const isRehearsal = (): boolean => board.get("site", "site")?.rehearsal === true;

  /** Undefined where nothing may leave the house: in a rehearsal, and before there is a site. */
  const look = (): FormLook | undefined => {
    const site = board.get("site", "site");
    return site === undefined || site.rehearsal ? undefined : { records: board, clock: board.look.clock, store };
  };

  const markOf = (id: string): HookMark => kept.mark(id) ?? { seq: ledger.head, lost: 0 };

  const open = (made: Hook): Courier => {
    let last = made;
    const { id } = made;
    const courier = createCourier({
      hook: () => {
        last = hookOf(id) ?? last;
        return last;
      },
      ledger,
      look,
      mark: () => markOf(id),
      setMark: (mark) => (hookOf(id) === undefined ? Promise.resolve() : kept.setMark(id, mark)),
      post: deps.post,
      now,
      after: deps.after,
      chance: deps.chance,
      onOutcome: (outcome, how, notices) => {
        deps.onOutcome(outcome);
        if (outcome !== "given-up") return;
        const numbers = notices.map(({ seq }) => seq).join(", ");
        deps.onFault("webhook", new Error(`${last.name}: gave up event ${numbers}: ${JSON.stringify(how)}`));
      },
      onFault: (error) => deps.onFault("webhook", error),
    });
    couriers.set(id, courier);
    return courier;
  };

  const viewOf = (hook: Hook): HookView => {
    const { url, secret, madeAt: _, ...shown } = hook;
    const state = couriers.get(hook.id)?.state();
    return {
      ...shown,
      address: masked(url),
      hasSecret: secret !== "",
      mark: markOf(hook.id),
      waiting: state?.waiting ?? 0,
      retrying: state?.retrying ?? false,
    };
  };

  const replace = async (id: string, change: (hook: Hook) => Hook): Promise<HookView | undefined> => {
    const known = hookOf(id);
    const courier = couriers.get(id);
    if (known === undefined || courier === undefined) return undefined;
    // What was not to be told before the change stays untold after a crash.
    await courier.keep();
    await kept.setHooks(kept.hooks().map((hook) => (hook.id === id ? change(hook) : hook)));
    courier.wake();
    return viewOf(change(known));
  };

  for (const hook of kept.hooks()) open(hook).wake();
  const unfollow = ledger.follow((events) => {
    for (const courier of couriers.values()) courier.hear(events);
  });

  return {
    list: () => ({ rehearsal: isRehearsal(), hooks: kept.hooks().map(viewOf) }),
    add: async (draft) => {
      if (kept.hooks().length >= hooksMost) return undefined;
      const hook: Hook = { ...draft, id: deps.newId(), paused: false, madeAt: now() };
      const from = { seq: ledger.head, lost: 0 };
      await kept.setMark(hook.id, from);
      await kept.setHooks([...kept.hooks(), hook]);
      open(hook).wake();
      return viewOf(hook);
    },
    change: (id, { url, secret, ...rest }) =>
      replace(id, (hook) => ({
        ...hook,
        ...rest,
        format: hook.format,
        url: url ?? hook.url,
        secret: secret ?? hook.secret,
      })),
    pause: (id, paused) => replace(id, (hook) => ({ ...hook, paused })),
    remove: async (id) => {
      if (hookOf(id) === undefined) return undefined;
      await kept.setHooks(kept.hooks().filter((hook) => hook.id !== id));
      await couriers.get(id)?.close();
      couriers.delete(id);
      await kept.setMark(id, undefined);
      return "removed";
    },
    test: async (id) => couriers.get(id)?.test(),
    isFaulty: () =>
      kept.hooks().some((hook) => {
        if (hook.paused) return false;
        const state = couriers.get(hook.id)?.state();
        const isStuck = state?.retrying === true && state.oldest !== undefined && now() - state.oldest >= patience;
        return markOf(hook.id).failed?.gaveUp === true || isStuck;
      }),
    waiting: () => [...couriers.values()].reduce((sum, courier) => sum + courier.state().waiting, 0),
    close: async () => {
      unfollow();
      await Promise.all([...couriers.values()].map((courier) => courier.close()));
      await kept.close();
    },
  };
};

/** The host and the last four signs: enough to tell two robots apart, not enough to speak for one. */
const masked = (url: string): string => {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}/…${url.length > 24 ? url.slice(-4) : ""}`;
};
