// Begins the kiosk: what was kept on the disk first, then the line, then the session; and keeps the public board for the next start.

import type { CommandAnswer } from "../domain/protocol.ts";
import type { Replica } from "../domain/replica.ts";
import type { DiskState } from "../domain/site/screens.ts";
import { createClock } from "../web/lib/clock.svelte.ts";
import { createGlyphs } from "../web/lib/glyphs.ts";
import { createLive } from "../web/lib/live.svelte.ts";
import { createReloading } from "../web/lib/reloading.ts";
import { wireOf } from "./act.ts";
import type { Shelf, Shelved } from "./database.ts";
import type { Kiosk, Setting } from "./kiosk.ts";
import { loadRefusals } from "./late.ts";
import { createOutbox, type OutboxStore } from "./outbox.ts";
import { createKiosk } from "./screen.svelte.ts";
import { createSealer } from "./sealing/sealer.ts";
import { chinese } from "./words.ts";

/** The public board goes to the disk at most this often, ms: it is for a reload without the server, not for the record. */
const shelveEvery = 5_000;

export type Started = {
  readonly kiosk: Kiosk;
  /** The server knows neither this device nor a rehearsal. */
  readonly pairing: boolean;
  readonly pxPerMm: number | undefined;
};

const wait = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

export const startKiosk = async (deps: {
  /** Loads the page anew; asked for only while nobody stands here, nothing waits and the server answers. */
  readonly reload: () => void;
  readonly store: OutboxStore;
  readonly shelf: Shelf;
  /** What the browser promised of them, once it has said so. */
  readonly asked: Promise<DiskState>;
  readonly token: string | undefined;
}): Promise<Started> => {
  const remembered = await deps.shelf.take();
  const keepGlyphs = createGlyphs(document.fonts, async () => {
    const refusals = await loadRefusals();
    return refusals === undefined ? undefined : [chinese, refusals];
  });
  let disk = $state.raw<DiskState>();
  void deps.asked.then((told) => {
    disk = told;
  });
  let unshelved: Replica | undefined;
  let shelving = false;
  const live = createLive({
    page: "kiosk",
    token: deps.token,
    remembered: remembered?.replica,
    offset: remembered?.offset,
    onReplica: (replica) => {
      unshelved = replica;
      if (shelving) return;
      shelving = true;
      setTimeout(shelve, shelveEvery);
    },
    onReload: ({ dueAt }) => reloading.ask(dueAt),
  });
  const shelve = (): void => {
    shelving = false;
    if (unshelved === undefined || live.viewer === undefined) return;
    const board: Shelved = { viewer: live.viewer, seen: live.lastSign, replica: unshelved, offset: live.offset };
    void deps.shelf.put(board);
    void keepGlyphs([...unshelved.records.values()]);
  };
  const viewer = $derived(live.viewer ?? remembered?.viewer);
  const outbox = await createOutbox({
    store: deps.store,
    send: (parcel): Promise<CommandAnswer> => live.send(wireOf(parcel), parcel),
    seal: createSealer(() => viewer?.screen?.sealTo),
    wait,
  });
  const setting = (): Setting => ({
    name: viewer?.screen?.name ?? "",
    lang: viewer?.screen?.layout.lang ?? "zh-CN",
    theme: viewer?.screen?.layout.theme ?? "light",
    rehearsal: viewer?.rehearsal ?? false,
  });
  const kiosk = createKiosk({
    live,
    outbox,
    setting,
    clock: createClock(() => live.offset),
    rememberedAt: remembered?.seen ?? 0,
    disk: () => disk,
    sealed: () => viewer?.screen?.sealTo !== undefined,
    reload: deps.reload,
  });
  const reloading = createReloading({
    now: () => Date.now() + live.offset,
    after: wait,
    mayNow: () => live.link.state === "live" && kiosk.page.at === "idle" && outbox.state().queued.length === 0,
    reload: deps.reload,
  });
  return {
    kiosk,
    get pairing() {
      return live.link.state === "refused";
    },
    get pxPerMm() {
      return viewer?.screen?.layout.pxPerMm;
    },
  };
};
