// Opens a file ledger of notes in a test's folder, as the server would.

import { join } from "node:path";
import { createNodeDisk } from "../../server/ledger/disk.ts";
import type { StoreReport } from "../../server/ledger/failures.ts";
import { createFileLedger, type FileLedgerOptions } from "../../server/ledger/file-ledger.ts";
import type { Ledger } from "../../server/ledger/ledger.ts";
import type { Note } from "./notes.ts";

export const openNotes = (store: string, options: Partial<FileLedgerOptions<Note>> = {}): Promise<Ledger<Note>> =>
  createFileLedger<Note>({
    folder: join(store, "ledger"),
    disk: createNodeDisk(),
    onReport: (report: StoreReport) => {
      throw new Error(`unexpected: ${JSON.stringify(report)}`);
    },
    ...options,
  });
