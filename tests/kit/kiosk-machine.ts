// A kiosk without its glass: the session, line and outbox of the real one, on a real socket; a test's hand lays badges down and touches keys.

import { setTimeout as wait } from "node:timers/promises";
import type { SealTo } from "../../domain/act-box.ts";
import type { Replica } from "../../domain/replica.ts";
import { type KioskCommand, wireOf } from "../../kiosk/act.ts";
import { entering } from "../../kiosk/draft.ts";
import type { Kiosk } from "../../kiosk/kiosk.ts";
import { createOutbox, type Outbox, type OutboxStore, type Outcome } from "../../kiosk/outbox.ts";
import type { Page } from "../../kiosk/pages.ts";
import type { Person } from "../../kiosk/person.ts";
import { createKiosk } from "../../kiosk/screen.svelte.ts";
import { createSealer } from "../../kiosk/sealing/sealer.ts";
import { createClock } from "../../web/lib/clock.svelte.ts";
import { createLive } from "../../web/lib/live.svelte.ts";
import type { Comer } from "./shift-store.ts";

/** What the line asks of a browser: to hear that it is online again, and to be looked at. */
export const lendWindow = (): { readonly online: () => void; readonly takeBack: () => void } => {
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  Object.assign(globalThis, { window, document });
  return {
    online: () => window.dispatchEvent(new Event("online")),
    takeBack: () => {
      Reflect.deleteProperty(globalThis, "window");
      Reflect.deleteProperty(globalThis, "document");
    },
  };
};

export type Machine = {
  readonly kiosk: Kiosk;
  readonly outbox: Outbox;
  readonly board: () => Replica | undefined;
  readonly sealTo: () => SealTo | undefined;
  readonly close: () => void;
};

/** Begins as after a reload: what was kept on the disk first, then the line. */
export const startMachine = async (
  url: string,
  token: string,
  store: OutboxStore,
  remembered?: Replica,
  /** As the last join told it, where the line is down from the beginning. */
  sealTo?: SealTo,
): Promise<Machine> => {
  let held = remembered;
  const live = createLive({
    page: "kiosk",
    url,
    token,
    remembered,
    onReplica: (replica) => {
      held = replica;
    },
  });
  const outbox = await createOutbox({
    store,
    send: (parcel) => live.send(wireOf(parcel), parcel),
    seal: createSealer(() => live.viewer?.screen?.sealTo ?? sealTo),
    wait: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  const kiosk = createKiosk({
    live,
    outbox,
    setting: () => ({ name: token, lang: "zh-CN", theme: "light", rehearsal: true }),
    clock: createClock(() => live.offset),
    rememberedAt: remembered === undefined ? 0 : Date.now(),
    disk: () => undefined,
    sealed: () => true,
    reload: () => {
      throw new Error("nobody asked this kiosk to load its page anew");
    },
  });
  return { kiosk, outbox, board: () => held, sealTo: () => live.viewer?.screen?.sealTo ?? sealTo, close: kiosk.close };
};

/** Waits until the kiosk stands on a page of one of these kinds, and gives it. */
export const stands = async <At extends Page["at"]>(
  { kiosk }: Machine,
  ...ats: readonly At[]
): Promise<Extract<Page, { readonly at: At }>> => {
  for (;;) {
    const { page } = kiosk;
    for (const at of ats) if (isAt(page, at)) return page;
    if (page.at === "refused" || page.at === "stopped") throw new Error(JSON.stringify(page));
    await wait(2);
  }
};
const isAt = <At extends Page["at"]>(page: Page, at: At): page is Extract<Page, { readonly at: At }> => page.at === at;

const act = async (machine: Machine, person: Person, command: KioskCommand): Promise<Outcome["kind"]> => {
  machine.kiosk.act(person, command);
  return (await stands(machine, "done")).outcome.kind;
};

/** Lays the badge down; without a line the page that lets him choose his post opens instead of his briefing. */
export const layDown = async (machine: Machine, { badge }: Comer) => {
  machine.kiosk.badge(badge);
  return stands(machine, "briefing", "home");
};

/** Badge, every risk confirmed, on his post. */
export const signOn = async (machine: Machine, comer: Comer): Promise<Outcome["kind"]> => {
  const page = await layDown(machine, comer);
  const risks = ["b1"];
  const { command } = page.at === "briefing" ? entering(page, risks) : entering({ post: comer.post }, risks);
  return act(machine, page.person, command);
};

/** Badge again, and a seat asked for. */
export const signUpToo = async (machine: Machine, comer: Comer, command: KioskCommand): Promise<Outcome["kind"]> =>
  act(machine, (await layDown(machine, comer)).person, command);
