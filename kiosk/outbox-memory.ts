// An outbox's store in memory: for tests, and for a browser that keeps nothing (the outbox then says so by its fault).

import type { KeptAct } from "./act.ts";
import type { OutboxStore } from "./outbox.ts";

export const createMemoryStore = (): OutboxStore => {
  const queued = new Map<string, KeptAct>();
  return {
    load: async () => [...queued.values()],
    add: async (act) => {
      queued.set(act.id, act);
    },
    remove: async (id) => {
      queued.delete(id);
    },
  };
};
