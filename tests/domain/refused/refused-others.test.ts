// Whom else a refused act held: the desk reads the whole crew and who came or signed with him; nobody else does, and each goes when he is forgotten.

import { expect, test } from "vitest";
import type { Audience } from "../../../domain/audience.ts";
import type { Command } from "../../../domain/board.ts";
import { commandId, unitId, workerId } from "../../../domain/ids.ts";
import { present } from "../../../domain/present.ts";
import { mostOthers } from "../../../domain/refused/refused-act.ts";
import { asToday, withoutPeople } from "../../../domain/replay-people.ts";
import { shiftStart, siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, type Spec } from "../../kit/spec.ts";
import { system } from "../../kit/world.ts";

const kiosk = { kind: "device", profile: "kiosk" } as const;
const act = commandId("a1");
const crew = [2, 3].map((n) => ({ as: "crew", worker: workerId(`w${n}`), of: "r" }) as const);
const noted: Extract<Command, { readonly type: "NoteRefused" }> = {
  ...{ type: "NoteRefused", act, did: "SignUpCrew", doneAt: shiftStart, worker: workerId("w1") },
  ...{ units: [unitId("mine")], refusal: { code: "activity_full" }, words: "", others: crew },
};
/** Nobody stands on a roster: then anybody may be forgotten. */
const site = siteFixture({ posts: 0, workers: 5 });
const othersIn = (spec: Spec) => spec.board.get("refused", act)?.others;
const recordIn = (spec: Spec) => {
  const record = spec.board.get("refused", act);
  if (record === undefined) throw new Error("no record");
  return record;
};

test("[§5] the whole crew is kept, each with what he was to have; of who is on no register only that there was one, and no list without end", () => {
  const spec = createSpec({ site });
  const stranger = { as: "incoming", worker: workerId("nobody"), of: "p9" } as const;
  spec.given({ ...noted, others: [...crew, stranger] }, kiosk);
  expect(othersIn(spec)).toEqual([...crew, { as: "incoming", of: "" }]);
  const many = createSpec({ site });
  many.given({ ...noted, others: Array.from({ length: mostOthers + 5 }, () => crew[0] ?? stranger) }, kiosk);
  expect(othersIn(many)).toHaveLength(mostOthers);
});

test("[§5] the desk that answers for it reads them; himself, his crew, walls, kiosks and auditors do not", () => {
  const spec = createSpec({ site });
  spec.given(noted, kiosk);
  const seen = (audience: Audience) => JSON.stringify(present(recordIn(spec), audience) ?? "").includes('"w3"');
  const unit = unitId("co");
  expect(seen({ kind: "desk", role: "duty-officer", unit })).toBe(true);
  for (const audience of [
    { kind: "person", worker: workerId("w1") },
    { kind: "person", worker: workerId("w3") },
    { kind: "wall", unit },
    { kind: "kiosk", unit },
  ] as const)
    expect(seen(audience)).toBe(false);
  expect(JSON.stringify(present(recordIn(spec), { kind: "auditor" }) ?? "")).not.toContain('"of":"r"');
});

test("[ORG-2] one of a crew is forgotten: of him there is only that there was one; the others stay, and so does the act", () => {
  const spec = createSpec({ site });
  spec.given(noted, kiosk);
  expect(spec.when({ type: "ForgetWorker", worker: workerId("w3") }, system)).toMatchObject({ is: "done" });
  expect(othersIn(spec)).toEqual([crew[0], { as: "crew", of: "" }]);
  expect(recordIn(spec)).toMatchObject({ did: "SignUpCrew", worker: "w1" });
});

test("[SCR-3] a checkpoint keeps nothing of what they were to have; a replay tells it as today's board does", () => {
  const spec = createSpec({ site });
  spec.given(noted, kiosk);
  const record = recordIn(spec);
  const bare = withoutPeople(record);
  expect(bare).toMatchObject({ others: crew.map((one) => ({ ...one, of: "" })) });
  expect(asToday(bare, spec.board)).toMatchObject({ others: crew });
  expect(asToday(record, { get: () => undefined })).toMatchObject({ others: crew.map((one) => ({ ...one, of: "" })) });
});
