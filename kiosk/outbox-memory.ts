// An outbox's store in memory: for tests, and for a browser that keeps nothing (the outbox then says so by its fault).

import type { Act, RefusedAct } from "./act.ts";
import type { OutboxStore } from "./outbox.ts";

export const createMemoryStore = (): OutboxStore => {
  const queued = new Map<string, Act>();
  const refused = new Map<string, RefusedAct>();
  return {
    load: async () => ({ queued: [...queued.values()], refused: [...refused.values()] }),
    add: async (act) => {
      queued.set(act.id, act);
    },
    remove: async (id) => {
      queued.delete(id);
    },
    refuse: async (entry) => {
      queued.delete(entry.act.id);
      refused.set(entry.act.id, entry);
    },
  };
};
