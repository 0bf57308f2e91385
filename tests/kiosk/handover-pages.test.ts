// The pages by which a held post changes hands: whose badge is awaited, what a refusal leads to, that nobody gets stuck. [POST-5]

import { expect, test } from "vitest";
import { postId, workerId } from "../../domain/ids.ts";
import type { WorkerCard } from "../../domain/protocol.ts";
import type { Rec } from "../../domain/records.ts";
import { entering } from "../../kiosk/draft.ts";
import { homeOf, type Page } from "../../kiosk/pages.ts";
import type { Person } from "../../kiosk/person.ts";
import { outgoingOf } from "../../kiosk/second.ts";
import { advance, type Session, wiped } from "../../kiosk/session.ts";
import { boardFixture, plainScene } from "../kit/board-fixture.ts";

const card = (name: string): WorkerCard => ({
  name,
  tail: "817",
  lang: "zh-CN",
  largeText: false,
  proof: "p".repeat(20),
  level: "badge",
  records: [],
});
const wang: Person = { kind: "known", request: { badge: "SW-00817" }, card: card("王*明") };
const at = (page: Page): Session => ({ ...wiped(0, 0), page, touchedAt: 0, pageSince: 0 });
const home = homeOf(wang);
const signOn = { command: { type: "SignOn", post: postId("p1"), briefing: ["b1"] } } as const;

const liu: Person = { kind: "known", request: { badge: "SW-00901" }, card: card("刘*芳") };
const board = boardFixture(plainScene);
const [liuRec] = board.all("worker");
const [aPost] = board.all("post");
if (liuRec === undefined || aPost?.watch.state !== "held") throw new Error("nobody holds the first post");
const { watch } = aPost;
const heldBy = (holder: string): Rec => ({ ...aPost, id: postId("p1"), watch: { ...watch, holder: workerId(holder) } });
const handing = (incoming: Extract<Page, { at: "handover" }>["incoming"]): Page => ({
  at: "handover",
  person: wang,
  post: postId("p1"),
  notes: ["weather"],
  words: "",
  incoming,
});

test("[POST-5] at a hand-over the next badge is the incoming person's, and one's own is said to be one's own", () => {
  const own = advance(at(handing({ state: "awaited" })), { type: "badge", code: "SW-00817", now: 10 });
  expect(own.effects).toEqual([]);
  expect(own.session.page).toEqual(handing({ state: "wrong", why: "self" }));
  const asked = advance(own.session, { type: "badge", code: "SW-00901", now: 20 });
  expect(asked.effects).toEqual([{ kind: "incoming", badge: "SW-00901", turn: asked.session.turn }]);
  const here = { state: "here", person: liu, name: "刘*芳" } as const;
  const known = advance(asked.session, { type: "incoming", turn: asked.session.turn, incoming: here, now: 30 }).session;
  expect(known.page).toEqual(handing(here));
});

test("[POST-5] once the outgoing has signed, kept or recorded, the page is the other's; what was refused is said", () => {
  const draft = {
    command: { type: "BeginHandover", post: postId("p1"), notes: ["weather"], words: "护栏松动" },
    incoming: liu,
  } as const;
  for (const kind of ["ok", "kept"] as const) {
    const sending = advance(at(handing({ state: "awaited" })), { type: "act", person: wang, draft, now: 10 }).session;
    const outcome = { type: "outcome", turn: sending.turn, outcome: { kind }, actAt: 10, now: 20 } as const;
    expect(advance(sending, outcome).session.page).toEqual({
      at: "takeover",
      person: liu,
      post: "p1",
      way: "handover",
      left: { notes: ["weather"], words: "护栏松动" },
      after: "SW-00817",
      sheet: 0,
    });
    const no = { kind: "refused", refusal: { code: "incoming_elsewhere" } } as const;
    expect(advance(sending, { ...outcome, outcome: no }).session.page).toMatchObject({ at: "refused", person: wang });
  }
});

test("[POST-5] a sign-on to a held post leads to its own page: the holder's badge there begins the hand-over, another's opens his own", () => {
  const sent = advance(at(home), { type: "act", person: wang, draft: signOn, now: 10 }).session;
  const refusal = { code: "post_held", params: { post: "P", holder: "李*" } } as const;
  const outcome = { kind: "refused", refusal } as const;
  const held = advance(sent, { type: "outcome", turn: sent.turn, outcome, actAt: 10, now: 20 }).session;
  expect(held.page).toEqual({ at: "held", person: wang, post: "p1", outgoing: { state: "awaited" } });
  const own = advance(held, { type: "badge", code: "SW-00817", now: 30 });
  expect([own.session.page, own.effects]).toEqual([held.page, []]);
  const asked = advance(held, { type: "badge", code: "SW-00901", now: 30 });
  expect(asked.effects).toEqual([{ kind: "outgoing", badge: "SW-00901", turn: asked.session.turn }]);
  const answers = (holds: boolean, answer?: "none" | "unknown") =>
    outgoingOf(
      "SW-00901",
      { at: "held", person: wang, post: postId("p1"), outgoing: { state: "awaited" } },
      answer === "none"
        ? undefined
        : answer === "unknown"
          ? { kind: "refused", refusal: { code: "no_match" } }
          : { kind: "ok", card: { ...card("刘*芳"), records: [liuRec, heldBy(holds ? liuRec.id : "another")] } },
      homeOf,
    );
  expect(answers(true)).toMatchObject({ at: "handover", post: "p1", incoming: { state: "here", name: "王*明" } });
  expect(answers(false)).toMatchObject({ at: "home", person: { card: { name: "刘*芳" } } });
  expect(answers(true, "unknown")).toMatchObject({ at: "held", outgoing: { state: "wrong" } });
  // Without a line the server says later whose it was.
  expect(answers(true, "none")).toMatchObject({ at: "handover", person: { badge: "SW-00901" } });
});

test("[POST-5] read, countersigned, briefed: the act is the relief, and what it lacks is asked for with what was read kept", () => {
  const over = { way: "relief", read: ["n1"], after: undefined } as const;
  const countersign = { badge: "SW-00100", name: "李*国", reason: "已下班离开" };
  const { command, ...more } = entering({ post: postId("p1"), over, countersign }, ["b1"]);
  expect([command.type, more.countersign]).toEqual(["RelievePost", countersign]);
  const sending = advance(at(home), { type: "act", person: wang, draft: { command, ...more }, now: 10 }).session;
  const refusedFor = (code: "briefing_unconfirmed" | "relief_by_holder" | "post_held") => {
    const outcome = { kind: "refused", refusal: { code } } as const;
    return advance(sending, { type: "outcome", turn: sending.turn, outcome, actAt: 10, now: 20 }).session.page;
  };
  expect(refusedFor("briefing_unconfirmed")).toMatchObject({ at: "briefing", over, countersign });
  expect(refusedFor("relief_by_holder")).toMatchObject({ at: "refused" });
  expect(refusedFor("post_held")).toMatchObject({ at: "held" });
});

test("[POST-5] a take-over that lacks the roster goes to the foreman and back with what was read; a lapsed one does not", () => {
  const over = { way: "handover", read: ["weather"], after: "SW-00817" } as const;
  const { command, ...more } = entering({ post: postId("p1"), over }, ["b1"]);
  const page: Page = { at: "briefing", person: liu, post: postId("p1"), confirmed: [], countersign: undefined, over };
  const sending = advance(at(page), { type: "act", person: liu, draft: { command, ...more }, now: 10 }).session;
  const refusedFor = (code: "not_rostered" | "handover_lapsed") =>
    advance(sending, {
      type: "outcome",
      turn: sending.turn,
      outcome: { kind: "refused", refusal: { code } },
      actAt: 10,
      now: 20,
    }).session.page;
  expect(refusedFor("not_rostered")).toMatchObject({ at: "missing", confirmed: ["b1"], over });
  expect(refusedFor("handover_lapsed")).toMatchObject({ at: "refused" });
});
