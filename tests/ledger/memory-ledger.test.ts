// The memory ledger keeps the contract.

import { describe } from "vitest";
import { createMemoryLedger } from "../../server/ledger/memory-ledger.ts";
import { testLedger } from "./contract.ts";
import type { Note } from "./notes.ts";

describe("memory ledger", () => {
  testLedger(async () => createMemoryLedger<Note>());
});
