// What a worker asked to have put right lies on the disk under his key alone: with him it is forgotten, in the ledger and in old snapshots. [ORG-2]

import { expect, test } from "vitest";
import { correctionsOf } from "../../domain/corrections/corrections.ts";
import { seq, workerId } from "../../domain/ids.ts";
import { langOf } from "../../domain/workers.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { worker } from "../kit/world.ts";
import { boardOf, bytesIn, type Face, importSite, siteOf, withStore } from "./sealing-kit.ts";

const she = workerId("w9");
const hers = worker(9, "pin");
const words = { about: "高处作业证甲一二三", wanted: "二〇二八年的那一张", reason: "复印件看不清楚的缘故" } as const;
const faces = new Map<number, Face>(
  Array.from({ length: 12 }, (_, n) => [n, { name: `人${n}`, number: `30${n}`, badge: `hash-${n}` }] as const),
);

/** Asked, refused with a reason, asked again, and a language chosen. */
const lived = async (folder: string, snapshot: boolean) =>
  withStore(folder, async ({ store, act, snapshot: save }) => {
    await act(importSite(siteOf(faces)));
    const { about, wanted, reason } = words;
    await act({ type: "AskCorrection", field: "qualification", about, wanted }, hers);
    const [one] = correctionsOf(store.projection.board, she);
    if (one === undefined) throw new Error("nothing was asked");
    await act({ type: "AnswerCorrection", correction: one.id, accept: false, reason });
    await act({ type: "AskCorrection", field: "other", about: "", wanted }, hers);
    await act({ type: "ChooseLook", lang: "en", largeText: true }, hers);
    if (snapshot) await save();
    return new Map(boardOf(store.projection));
  });

test.each([false, true])(
  "[ORG-2] no byte of it lies in the clear, and a restart changes nothing; snapshot: %s",
  async (snapshot) => {
    const folder = await createTempFolder();
    const before = await lived(folder, snapshot);
    const bytes = await bytesIn(folder, "");
    expect(bytes).toContain("CorrectionAsked");
    for (const word of Object.values(words)) expect(bytes).not.toContain(word);
    await withStore(folder, async ({ store }) => {
      expect(boardOf(store.projection)).toEqual(before);
      const record = store.projection.board.get("worker", she);
      expect(record === undefined ? undefined : langOf(record)).toBe("en");
      expect(correctionsOf(store.projection.board, she).map(({ wanted }) => wanted)).toEqual([
        words.wanted,
        words.wanted,
      ]);
    });
  },
);

test.each([false, true])(
  "[ORG-2] forgotten, nothing of it can be read again, also where an older snapshot held it; snapshot: %s",
  async (snapshot) => {
    const folder = await createTempFolder();
    await lived(folder, snapshot);
    await withStore(folder, async ({ forget }) => {
      expect(await forget(she)).toMatchObject({ kind: "ok" });
    });
    await withStore(folder, async ({ store }) => {
      expect(correctionsOf(store.projection.board, she)).toEqual([]);
      for await (const events of store.ledger.read(seq(0))) {
        const heard = JSON.stringify(events);
        for (const word of Object.values(words)) expect(heard).not.toContain(word);
      }
    });
  },
);
