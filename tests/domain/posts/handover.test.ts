// Hand-over: both sign, what is open is read, and until then the outgoing holds; substitutes are told apart. [POST-5, POST-2]

import * as v from "valibot";
import { describe, expect, test } from "vitest";
import type { Audience } from "../../../domain/audience.ts";
import { postId, unitId, workerId } from "../../../domain/ids.ts";
import { inBoth } from "../../../domain/in-both.ts";
import { handoverCommands } from "../../../domain/posts/handover.ts";
import { openItems } from "../../../domain/posts/open-items.ts";
import { postStatus } from "../../../domain/posts/post-status.ts";
import { present } from "../../../domain/present.ts";
import { hour, minute } from "../../../domain/time.ts";
import { shiftStart } from "../../kit/site-fixture.ts";
import { createSpec, foreman, person, type Spec, watcher } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const p0 = postId("p0");
const p1 = postId("p1");
const w5 = workerId("w5");
const signOn = (post = p1) => ({ type: "SignOn", post, briefing: [] }) as const;
const begin = (notes: readonly ("weather" | "tools")[] = []) => ({ type: "BeginHandover", post: p1, notes }) as const;
const takeOver = (read: readonly string[] = [], briefing: readonly string[] = []) =>
  ({ type: "TakeOver", post: p1, briefing, read }) as const;
const watchOf = (spec: Spec) => spec.board.look.post(p1)?.watch;
const stateOf = (spec: Spec) => {
  const { site, clock } = spec.board.look;
  const post = spec.board.look.post(p1);
  return post === undefined ? undefined : postStatus(post, site, clock, spec.now());
};
/** w1 has held p1 since 08:00; it is 15:30, and w5 of the middle shift stands beside him. */
const late = (): Spec => {
  const spec = createSpec();
  spec.given(signOn(), worker(1));
  spec.pass(7 * hour).given({ type: "CheckIn", post: p1 }, worker(1));
  return spec.pass(30 * minute);
};

describe("[POST-5] hand-over", () => {
  test("both sign: the outgoing holds until the incoming has read, is briefed and signs", () => {
    const spec = late();
    const [begun] = spec.given(begin(["weather"]), worker(1), { incoming: w5 });
    expect(begun).toMatchObject({ type: "HandoverBegun", from: "w1", to: "w5", notes: ["weather"] });
    expect(watchOf(spec)).toMatchObject({ holder: "w1", handover: { to: "w5", since: spec.now() } });
    expect(stateOf(spec)).toMatchObject({
      state: "handover",
      since: spec.now(),
      next: spec.now() + 15 * minute,
    });
    expect(spec.pass(3 * minute).when(takeOver(), worker(5))).toMatchObject({
      code: "items_unread",
      params: { count: 1 },
    });
    expect(watchOf(spec)).toMatchObject({ holder: "w1" });
    const [taken] = spec.given(takeOver(["weather"]), worker(5));
    expect(taken).toMatchObject({
      type: "SignedOn",
      worker: "w5",
      shift: "mid",
      relieved: "w1",
      handover: { read: ["weather"] },
    });
    expect(watchOf(spec)).toEqual({
      state: "held",
      holder: "w5",
      since: spec.now(),
      signedAt: spec.now(),
      shift: "mid",
      day: "2026-11-23",
      took: { at: spec.now(), from: "w1", notes: ["weather"] },
    });
    expect(spec.board.look.worker("w1")?.lastOff?.at).toBe(spec.now());
  });

  test("the incoming's own badge is needed, not the holder's, not of one who holds another post", () => {
    const spec = late();
    expect(spec.when(begin(), worker(1))).toMatchObject({ code: "incoming_needed" });
    expect(spec.when(begin(), worker(1), { incoming: workerId("w1") })).toMatchObject({ code: "handover_self" });
    expect(spec.when(begin(), worker(1), { incoming: workerId("w99") })).toMatchObject({ code: "worker_unknown" });
    expect(spec.when(begin(), worker(5), { incoming: workerId("w4") })).toMatchObject({ code: "not_holder" });
    spec.given({ type: "SignOn", post: p0, briefing: ["b1"] }, worker(4));
    expect(spec.when(begin(), worker(1), { incoming: workerId("w4") })).toMatchObject({
      code: "incoming_elsewhere",
      params: { post: inBoth("0号岗", "Post 0") },
    });
  });

  test("only he to whom it is handed, and only while it is", () => {
    const spec = late();
    expect(spec.when(takeOver(), worker(5))).toMatchObject({ code: "handover_none" });
    spec.given(begin(), worker(1), { incoming: w5 });
    expect(spec.when(takeOver(), worker(6))).toMatchObject({ code: "handover_other" });
    expect(spec.when(signOn(), worker(5))).toMatchObject({ code: "handover_under_way", params: { until: "15:45" } });
    spec.given({ type: "CancelHandover", post: p1 }, worker(1));
    expect(spec.when({ type: "CancelHandover", post: p1 }, worker(1)).is).toBe("already");
    expect(spec.when(takeOver(), worker(5))).toMatchObject({ code: "handover_none" });
    expect(watchOf(spec)).toMatchObject({ holder: "w1" });
  });

  test("past its time it is over, though nobody wrote it down: the outgoing holds, and may begin again", () => {
    const spec = late();
    spec.given(begin(), worker(1), { incoming: w5 });
    expect(spec.pass(15 * minute).when(takeOver(), worker(5))).toMatchObject({
      code: "handover_lapsed",
      params: { until: "15:45" },
    });
    expect(stateOf(spec)?.state).toBe("manned");
    spec.given(begin(), worker(1), { incoming: w5 });
    expect(spec.when(takeOver(), worker(5)).is).toBe("done");
    expect(spec.when(takeOver(), worker(5)).is).toBe("already");
  });

  test("a check-in meanwhile is the outgoing's and ends nothing; a sign-off or a suspension ends both", () => {
    const spec = late();
    spec.given(begin(), worker(1), { incoming: w5 });
    spec.pass(5 * minute).given({ type: "CheckIn", post: p1 }, worker(1));
    expect(watchOf(spec)).toMatchObject({ holder: "w1", signedAt: spec.now(), handover: { to: "w5" } });
    spec.given({ type: "SignOff", post: p1 }, worker(1));
    expect(spec.when(takeOver(), worker(5))).toMatchObject({ code: "handover_none" });
    const other = late();
    other.given(begin(), worker(1), { incoming: w5 });
    other.given({ type: "SuspendPost", post: p1, reason: "检修" }, person("admin", "co"));
    expect(other.when(takeOver(), worker(5))).toMatchObject({ code: "post_suspended" });
  });

  test("what both did offline is told in their order later and counts from when they did it", () => {
    const spec = late();
    const at = spec.now();
    spec.pass(9 * minute);
    spec.given({ type: "LeaveNote", post: p1, text: "三号泵异响" }, person("duty-officer", "mine"), {
      at: at - minute,
    });
    spec.pass(2 * hour).given(begin(["tools"]), worker(1), { at, incoming: w5 });
    // Their kiosk knew of no word from the desk: it stays for whoever comes next.
    spec.given(takeOver(["tools"]), worker(5), { at: at + minute });
    expect(watchOf(spec)).toMatchObject({ holder: "w5", since: at + minute });
    expect(spec.board.look.post(p1)?.notes).toHaveLength(1);
  });

  test("the gate is the same as for a sign-on: not rostered needs the foreman, and then it is a substitute", () => {
    const spec = createSpec();
    spec.given(signOn(), worker(1));
    spec.pass(hour).given(begin(), worker(1), { incoming: workerId("w4") });
    expect(spec.when(takeOver(), worker(4))).toMatchObject({ code: "not_rostered" });
    const by = { ...foreman(), worker: workerId("w3") };
    spec.given(takeOver(), worker(4), { countersign: by });
    expect(stateOf(spec)).toMatchObject({ state: "substituted", since: spec.now() });
  });
});

describe("[POST-5] what is open", () => {
  test("the post's ringing alarms, its open hazards, what the outgoing left, what the desk wrote; read notes go, the others stay", () => {
    const spec = late();
    const desk = person("duty-officer", "mine");
    spec.given({ type: "LeaveNote", post: p1, text: "三号泵异响" }, desk, { id: "n1" });
    spec.given(
      { type: "RaiseAlarm", sort: "post-overdue", source: p1, scope: [], priority: 2, since: shiftStart },
      watcher,
    );
    const hazard = {
      type: "ReportCase",
      sort: "hazard",
      class: "roof",
      urgency: "minor",
      place: "",
      words: "",
    } as const;
    spec.given({ ...hazard, post: p1 }, worker(1), { id: "h1" });
    spec.given({ ...hazard, post: postId("p2") }, worker(1), { id: "h2" });
    spec.given(begin(["tools"]), worker(1), { incoming: w5 });
    const post = spec.board.look.post(p1);
    expect(post === undefined ? [] : openItems(spec.board, post).map(({ is, id }) => [is, id])).toEqual([
      ["alarm", "post-overdue:p1"],
      ["hazard", "h1"],
      ["left", "tools"],
      ["note", "n1"],
    ]);
    expect(spec.when(takeOver(["tools"]), worker(5))).toMatchObject({ code: "items_unread", params: { count: 1 } });
    spec.given({ type: "LeaveNote", post: p1, text: "晚来的话" }, desk, { id: "n2", now: spec.now() + 1 });
    spec.given(takeOver(["tools", "n1"]), worker(5));
    expect(spec.board.look.post(p1)?.notes.map((note) => note.id)).toEqual(["n2"]);
  });

  test("what the outgoing says in his own words is read like his choices; blanks are no words, and 60 signs are the most", () => {
    const spec = late();
    const words = "二号井口通风机异响";
    const [begun] = spec.given({ ...begin(["tools"]), words }, worker(1), { incoming: w5 });
    expect(begun).toMatchObject({ type: "HandoverBegun", notes: ["tools"], words });
    const post = spec.board.look.post(p1);
    expect(post === undefined ? [] : openItems(spec.board, post)).toEqual([
      { is: "left", id: "tools" },
      { is: "words", id: "own-words", text: words },
    ]);
    expect(spec.when(takeOver(["tools"]), worker(5))).toMatchObject({ code: "items_unread", params: { count: 1 } });
    expect(spec.when(takeOver(["tools", "own-words"]), worker(5)).is).toBe("done");
    const parse = (said: string) => v.safeParse(handoverCommands.BeginHandover, { ...begin(), words: said });
    expect([parse("  "), parse("停".repeat(61))].map(({ success }) => success)).toEqual([false, false]);
    expect(parse("𠮷".repeat(60))).toMatchObject({ success: true });
  });

  test("his own words reach the incoming and the desk, never a wall or a kiosk before which nobody stands", () => {
    const spec = late();
    spec.given({ ...begin(["tools"]), words: "护栏松动" }, worker(1), { incoming: w5 });
    const post = spec.board.look.post(p1);
    if (post === undefined) throw new Error("no post");
    const unit = unitId("co");
    const seen = (audience: Audience) => JSON.stringify(present(post, audience));
    expect(seen({ kind: "person", worker: w5 })).toContain("护栏松动");
    expect(seen({ kind: "desk", role: "duty-officer", unit })).toContain("护栏松动");
    for (const audience of [
      { kind: "wall", unit },
      { kind: "kiosk", unit },
      { kind: "person", worker: workerId("w1") },
    ] as const) {
      expect(seen(audience)).not.toContain("护栏松动");
    }
    expect(seen({ kind: "kiosk", unit })).toContain("tools");
  });

  test("a desk withdraws what it wrote; a post holds six words and no more", () => {
    const spec = late();
    const desk = person("duty-officer", "mine");
    for (const n of [1, 2, 3, 4, 5, 6]) spec.given({ type: "LeaveNote", post: p1, text: "话" }, desk, { id: `n${n}` });
    expect(spec.when({ type: "LeaveNote", post: p1, text: "话" }, desk)).toMatchObject({ code: "notes_full" });
    spec.given({ type: "WithdrawNote", post: p1, note: "n3" }, desk);
    expect(spec.when({ type: "WithdrawNote", post: p1, note: "n3" }, desk).is).toBe("already");
    expect(spec.board.look.post(p1)?.notes).toHaveLength(5);
  });
});

describe("[POST-2] substitution", () => {
  test("who holds by a foreman's word though he was not due is a substitute; who was due is not", () => {
    const spec = createSpec();
    spec.given(signOn(), worker(4), { countersign: foreman() });
    expect(stateOf(spec)?.state).toBe("substituted");
    expect(spec.pass(70 * minute) && stateOf(spec)?.state).toBe("due" === stateOf(spec)?.state ? "due" : "overdue");
    const own = createSpec();
    own.given(signOn(), worker(1), { countersign: { ...foreman(), worker: workerId("w4") } });
    expect(stateOf(own)?.state).toBe("manned");
  });
});
