// What this device's own storage is worth: kept for good, kept until the disk is full, or not there at all. [SCR-1]

import type { DiskState } from "../domain/site/screens.ts";
import type { Shelf } from "./database.ts";
import type { OutboxStore } from "./outbox.ts";

/** Asks the browser never to clear what waits here. Without HTTPS a browser has no such promise, nor a page that starts offline. */
export const askDisk = async (storage: StorageManager | undefined): Promise<DiskState> => {
  if (storage === undefined) return "insecure";
  try {
    return (await storage.persisted()) || (await storage.persist()) ? "kept" : "droppable";
  } catch {
    return "droppable";
  }
};

/** Where the browser opens no storage: acts are sent and answered, but none is kept here, and the outbox says so of each. */
export const noDisk = (why: unknown): { readonly store: OutboxStore; readonly shelf: Shelf } => {
  const fail = (): Promise<never> => Promise.reject(why);
  return {
    store: { load: async () => [], add: fail, remove: fail },
    shelf: { take: async () => undefined, put: async () => {} },
  };
};
