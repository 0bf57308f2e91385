// A ledger whose people are sealed keeps the contract like any other: here every note's text is the name of a worker.

import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Event } from "../../domain/board.ts";
import type { Recorded } from "../../domain/decider.ts";
import { unitId, workerId } from "../../domain/ids.ts";
import { forgottenDraft } from "../../domain/workers.ts";
import { createNodeDisk } from "../../server/ledger/disk.ts";
import { createFileLedger } from "../../server/ledger/file-ledger.ts";
import type { Ledger } from "../../server/ledger/ledger.ts";
import { openPeopleKeys } from "../../server/sealing/people-keys.ts";
import { createPeopleSeal } from "../../server/sealing/people-seal.ts";
import { siteFixture } from "../kit/site-fixture.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { testLedger } from "./contract.ts";
import { type Note, notes, textsIn } from "./notes.ts";

const { site } = siteFixture();
const nothing = { posts: [], routes: [], zones: [], patrols: [], activities: [] };
const asEvent = ({ text }: Note): Event => ({
  subject: "site",
  type: "SiteImported",
  at: 0,
  import: { site, workers: [{ ...forgottenDraft(workerId("w1"), unitId("mine")), name: text }], ...nothing },
});
const asNote = (event: Recorded<Event>): Recorded<Note> => {
  if (event.data.type !== "SiteImported") throw new Error(event.data.type);
  return { ...event, data: { type: "Noted", subject: "notes", text: event.data.import.workers[0]?.name ?? "" } };
};

/** Notes in, notes out; between them an import of one worker. */
const notesOver = (ledger: Ledger<Event>): Ledger<Note> => ({
  get head() {
    return ledger.head;
  },
  read: async function* (after, until) {
    for await (const events of ledger.read(after, until)) yield events.map(asNote);
  },
  append: async (decide) => {
    const events = await ledger.append((missed) =>
      decide(missed.map(asNote)).map((one) => ({ ...one, data: asEvent(one.data) })),
    );
    return events.map(asNote);
  },
  follow: (listener) => ledger.follow((events) => listener(events.map(asNote))),
  close: ledger.close,
});

const openSealed = async (folder: string, segmentBytes?: number): Promise<Ledger<Note>> => {
  const disk = createNodeDisk();
  const path = join(folder, "people-keys.json");
  const { keys } = await openPeopleKeys({ path, disk, random: randomBytes });
  const ledger = await createFileLedger<Event>({
    folder: join(folder, "ledger"),
    disk,
    seal: createPeopleSeal({ keys, random: randomBytes, path }),
    ...(segmentBytes === undefined ? {} : { segmentBytes }),
    onReport: (report) => {
      throw new Error(`unexpected: ${JSON.stringify(report)}`);
    },
  });
  return notesOver(ledger);
};

describe("sealed ledger", () => {
  testLedger(async () => openSealed(await createTempFolder()));
});

describe("sealed ledger, small files", () => {
  testLedger(async () => openSealed(await createTempFolder(), 3000));
});

test("what was sealed is there after a restart, and lies in the file in no other form", async () => {
  const folder = await createTempFolder();
  const before = await openSealed(folder);
  await before.append(() => notes("乌日娜", "巴特尔"));
  await before.close();
  const bytes = await readFile(join(folder, "ledger", "000000000001.jsonl"), "utf8");
  // A note's text stands in its command's id too.
  expect(bytes.replaceAll(/"cause":"[^"]*"/g, "")).not.toMatch(/乌日娜|巴特尔/);
  expect(bytes).toContain("w1");
  const after = await openSealed(folder);
  expect(await textsIn(after)).toEqual(["乌日娜", "巴特尔"]);
  expect(await after.append(() => notes("丙"))).toMatchObject([{ seq: 3 }]);
  await after.close();
});
