// A hazard's photo at a kiosk: it comes after the telling, it never stands in its way, and a task is not lost for it. [CASE-1]

import { expect, test } from "vitest";
import { createBoard } from "../../domain/board.ts";
import { put } from "../../domain/decider.ts";
import { caseId, unitId, workerId } from "../../domain/ids.ts";
import { present } from "../../domain/present.ts";
import { dayLength } from "../../domain/time.ts";
import { tasksOf } from "../../kiosk/hazards/hazards.ts";
import { photoPage, tasksPage } from "../../kiosk/hazards/pages.ts";
import { sendPhoto } from "../../kiosk/hazards/photo-door.ts";
import { type Person, recordsFor, selfOf } from "../../kiosk/person.ts";
import { advance, type Session, wiped } from "../../kiosk/session.ts";
import { assigned, of, safety, told } from "../kit/hazards.ts";
import { createSpec } from "../kit/spec.ts";
import { worker } from "../kit/world.ts";

const hazard = caseId("00000000-0000-7000-8000-000000000001");
const somebody: Person = { kind: "badge", badge: "SW-00817" };
const tells = { command: told, photoOf: hazard } as const;

const after = (outcome: { readonly kind: "ok" | "kept" | "unkept" }, draft: object = tells) => {
  const here: Session = { ...wiped(0, 0), page: { at: "home", person: somebody, post: undefined } };
  const sent = advance(here, { type: "act", person: somebody, draft: { ...tells, ...draft }, now: 1 }).session;
  return advance(sent, { type: "outcome", turn: sent.turn, outcome, actAt: 1, now: 2 }).session.page;
};

test("[CASE-1] a hazard that was told leads to the camera where a photo was wished for; one that waits here is done without it", () => {
  expect(after({ kind: "ok" })).toEqual(photoPage(somebody, hazard));
  expect(after({ kind: "kept" })).toMatchObject({ at: "done", outcome: { kind: "kept" }, draft: { photoOf: hazard } });
  expect(after({ kind: "unkept" })).toMatchObject({ at: "done", outcome: { kind: "unkept" } });
});

test("[CASE-1] behind the camera lies the task that it was opened from; after a telling, nothing but the way out", () => {
  const back = (page: Session["page"]) => advance({ ...wiped(0, 0), page }, { type: "back", now: 1 }).session.page;
  const task = { ...tasksPage(somebody), case: hazard };
  expect(back({ ...photoPage(somebody, hazard), of: "done", task })).toEqual(task);
  expect(back(photoPage(somebody, hazard))).toMatchObject({ at: "home" });
  expect(back(photoPage(undefined, hazard))).toEqual({ at: "idle" });
});

test("[CASE-1] a photo that comes while he stands there leaves him his task; a step that was taken does not", () => {
  const spec = createSpec();
  const id = assigned(spec);
  const [self, mine] = [
    spec.board.get("worker", "w4"),
    present(of(spec, id), { kind: "person", worker: workerId("w4") }),
  ];
  if (self === undefined || mine === undefined) throw new Error("he is not bound");
  const card = { name: "", tail: "", lang: "zh-CN", largeText: false, proof: "", level: "pin" } as const;
  const him: Person = { kind: "known", request: { badge: "SW-00817" }, card: { ...card, records: [self, mine] } };
  const tasks = () => {
    const board = createBoard();
    for (const record of [...spec.board.all("site"), of(spec, id)]) {
      const seen = present(record, { kind: "kiosk", unit: unitId("mine") });
      if (seen !== undefined) board.apply([put(seen)]);
    }
    const site = board.get("site", "site");
    if (site === undefined) throw new Error("no site");
    const place = { records: recordsFor(board, him), site, clock: spec.clock };
    return tasksOf(place, selfOf(him)).map((one) => [one.is.state, one.fixes?.measure]);
  };
  expect(tasks()).toEqual([["assigned", "换轴承"]]);
  const photo = { of: "done", hash: "a".repeat(64), width: 4, height: 3, bytes: 9 } as const;
  spec.given({ type: "AttachPhoto", case: id, photo }, worker(4, "pin"));
  expect(tasks()).toEqual([["assigned", "换轴承"]]);
  spec.given({ type: "SuspendCase", case: id, reason: "等备件", until: spec.now() + dayLength }, safety);
  expect(tasks()).toEqual([]);
});

test.each([
  ["the line is down", () => Promise.reject(new TypeError("failed")), "no_answer"],
  ["nobody answers in time", () => Promise.reject(new DOMException("", "TimeoutError")), "no_answer"],
  ["a page answers that is none of ours", () => Promise.resolve(new Response("<html>", { status: 502 })), "no_answer"],
  [
    "the server says no",
    () =>
      Promise.resolve(Response.json({ refusal: { code: "case_photo_many", params: { most: 3 } } }, { status: 409 })),
    "case_photo_many",
  ],
  ["it is on the case", () => Promise.resolve(Response.json({ kind: "ok", seq: 7 }, { status: 201 })), undefined],
] as const)("[CASE-1] when %s, the page knows it", async (_, fetcher, code) => {
  const said = { id: "00000000-0000-7000-8000-000000000002", of: "report" } as const;
  expect((await sendPhoto(fetcher, "t".repeat(20), hazard, said, new Blob(["x"])))?.code).toBe(code);
});
