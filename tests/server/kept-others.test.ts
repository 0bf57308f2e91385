// Whom else an act held that waited at a kiosk and was refused: its crew, the incoming of a hand-over, who signed it; and each one's line under his own key. [§5, ORG-2]

import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import { expect, test } from "vitest";
import type { Command } from "../../domain/board.ts";
import { commandId, unitId, workerId } from "../../domain/ids.ts";
import { sealAct } from "../../kiosk/sealing/seal-act.ts";
import { othersIn } from "../../server/kept-others.ts";
import { openWorld } from "../kit/open-world.ts";
import { badgeOf } from "../kit/said.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { eventsAfter } from "../ledger/notes.ts";
import { boardOf, bytesIn, type Face, importSite, siteOf, withStore } from "./sealing-kit.ts";

/** A kiosk tells of an act that waited; answers the record that the desk finds. */
const refusedOf = async (body: { readonly type: string } & Readonly<Record<string, unknown>>) => {
  const world = await openWorld();
  const { token } = await world.pair("kiosk", unitId("mine"));
  const kiosk = await world.connect({ page: "kiosk", token });
  const act = { id: uuid(), at: shiftStart, type: body.type };
  const box = sealAct(JSON.stringify({ body, tail: "817" }), act, world.boxes.sealTo(), randomBytes(32));
  expect(await kiosk.command({ ...act, box, waited: true })).toMatchObject({ kind: "refused", noted: {} });
  return world.projection.board.get("refused", act.id);
};
const as = { badge: badgeOf(1) };

test("[§5] the desk reads the whole crew of a sign-up and of a briefing that were refused, each with his role or post", async () => {
  const crew = [
    { worker: "w2", role: "r" },
    { worker: "w3", role: "s" },
  ];
  expect(await refusedOf({ type: "SignUpCrew", unit: "mine", activity: "none", crew, as })).toMatchObject({
    worker: "w1",
    others: [
      { as: "crew", worker: "w2", of: "r" },
      { as: "crew", worker: "w3", of: "s" },
    ],
  });
  const briefed = [{ post: "p0", points: ["b1"], workers: ["w2", "w3"] }];
  expect(await refusedOf({ type: "ConfirmCrew", unit: "none", crew: briefed, as })).toMatchObject({
    others: [
      { as: "crew", worker: "w2", of: "p0" },
      { as: "crew", worker: "w3", of: "p0" },
    ],
  });
});

test("[§5] and who came to a hand-over or signed with him; of a badge that is nobody's, that there was one", async () => {
  const handover = { type: "BeginHandover", post: "p0", notes: [], as };
  expect((await refusedOf({ ...handover, incoming: { badge: badgeOf(4) } }))?.others).toEqual([
    { as: "incoming", worker: "w4", of: "" },
  ]);
  expect((await refusedOf({ ...handover, incoming: { badge: "XX-0" } }))?.others).toEqual([{ as: "incoming", of: "" }]);
  const countersign = { as: { badge: badgeOf(5) }, reason: "顶班" };
  const signed = await refusedOf({ type: "SignOn", post: "none", briefing: [], as, countersign });
  expect(signed).toMatchObject({ words: "顶班", others: [{ as: "countersign", worker: "w5", of: "" }] });
  expect(await refusedOf({ type: "CheckIn", post: "p0", as })).not.toHaveProperty("others");
});

test("[§5] what is no crew and no claim is passed over, and hides nobody of the rest", () => {
  const nobody = () => undefined;
  expect(othersIn({}, nobody)).toEqual([]);
  expect(othersIn({ crew: "all", incoming: 7, countersign: [] }, nobody)).toEqual([]);
  expect(othersIn({ crew: 7, incoming: { badge: badgeOf(4) } }, () => workerId("w4"))).toEqual([
    { as: "incoming", worker: "w4", of: "" },
  ]);
});

const face = (n: number): Face => ({ name: `㐀㐁${n}`, number: `№4711${n}`, badge: `¶f00d${n}` });
const people = siteOf(new Map([8, 9, 10].map((n) => [n, face(n)])));
const noted = (id: string, of: string | undefined): Command => ({
  ...{ type: "NoteRefused", act: commandId(id), did: "SignUpCrew", doneAt: 1_000, units: [unitId("mine")] },
  ...{ refusal: { code: "activity_full" }, words: "" },
  others: [9, 10].map((n) => ({ as: "crew", worker: workerId(`w${n}`), of: `㐆role${n}` }) as const),
  ...(of === undefined ? {} : { worker: workerId(of) }),
});
const kiosk = { kind: "device", profile: "kiosk" } as const;

test.each(["w8", undefined])(
  "[ORG-2] what each of a crew was to have is nowhere on the disk in the clear, and is read again at every start (told by %s)",
  async (of) => {
    const folder = await createTempFolder();
    const board = await withStore(folder, async ({ store, act, snapshot }) => {
      await act(importSite(people));
      expect(await act(noted("a8", of), kiosk)).toMatchObject({ kind: "ok" });
      await snapshot();
      return boardOf(store.projection);
    });
    for (const where of ["ledger", "snapshots"]) expect(await bytesIn(folder, where)).not.toContain("㐆");
    await withStore(folder, async ({ store }) => {
      expect(boardOf(store.projection)).toEqual(board);
      expect(store.projection.board.get("refused", "a8")?.others).toMatchObject([
        { of: "㐆role9" },
        { of: "㐆role10" },
      ]);
    });
  },
);

test.each([true, false])(
  "[ORG-2] one of the crew is forgotten: no key opens his line, and the other's is read on (snapshot before it: %s)",
  async (isSnapshot) => {
    const folder = await createTempFolder();
    const left = [
      { as: "crew", of: "" },
      { as: "crew", worker: "w10", of: "㐆role10" },
    ];
    await withStore(folder, async ({ store, act, forget, snapshot }) => {
      await act(importSite(people));
      await act(noted("a8", "w8"), kiosk);
      if (isSnapshot) await snapshot();
      expect(await forget("w9")).toMatchObject({ kind: "ok" });
      expect(store.projection.board.get("refused", "a8")?.others).toEqual(left);
    });
    await withStore(folder, async ({ store, snapshot }) => {
      expect(store.projection.board.get("refused", "a8")?.others).toEqual(left);
      const told = (await eventsAfter(store.ledger)).map(({ data }) => data);
      expect(JSON.stringify(told)).not.toContain("㐆role9");
      await snapshot();
    });
    await withStore(folder, async ({ store }) =>
      expect(store.projection.board.get("refused", "a8")?.others).toEqual(left),
    );
  },
);
