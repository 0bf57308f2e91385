// Nobody takes a held post by signing on alone: the outgoing signs, or a foreman in his place with the reason. [POST-5]

import { describe, expect, test } from "vitest";
import { alarmStory } from "../../../domain/alarms/alarm-story.ts";
import { postId, unitId, workerId } from "../../../domain/ids.ts";
import { inBoth } from "../../../domain/in-both.ts";
import { present } from "../../../domain/present.ts";
import { hour, minute } from "../../../domain/time.ts";
import { shiftStart } from "../../kit/site-fixture.ts";
import { createSpec, foreman, handOver, person, type Spec, watcher } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const p1 = postId("p1");
const signOn = (post = p1) => ({ type: "SignOn", post, briefing: ["b1"] }) as const;
const relieve = (read: readonly string[] = []) => ({ type: "RelievePost", post: p1, briefing: ["b1"], read }) as const;
const by = (n: number, reason = "已下班离开") => ({ ...foreman(reason), worker: workerId(`w${n}`) });
const watchOf = (spec: Spec) => spec.board.look.post(p1)?.watch;
/** w1 has held p1 since 08:00; it is 15:30, half an hour before w5's shift. */
const late = (): Spec => {
  const spec = createSpec();
  spec.given(signOn(), worker(1));
  return spec.pass(7.5 * hour);
};

describe("[POST-5] a sign-on never relieves", () => {
  test("at the shift's change it is refused, naming the holder masked and the ways on; he goes on holding", () => {
    const spec = late();
    expect(spec.when(signOn(), worker(5))).toMatchObject({
      code: "post_held",
      params: { post: inBoth("1号岗", "Post 1"), holder: "李*" },
    });
    expect(spec.pass(2 * hour).when(signOn(), worker(5))).toMatchObject({ code: "post_held" });
    expect(watchOf(spec)).toMatchObject({ holder: "w1" });
  });

  test("nor with a foreman's countersign, which on a sign-on stands in for the roster and for rest only", () => {
    const spec = late();
    expect(spec.when(signOn(), worker(2), { countersign: by(3) })).toMatchObject({ code: "post_held" });
  });

  test("told late by an outbox, it is judged by who held the post when it was done", () => {
    const spec = late();
    const at = spec.now();
    spec.pass(hour).given({ type: "SignOff", post: p1 }, worker(1));
    expect(spec.when(signOn(), worker(5), { at })).toMatchObject({ code: "post_held" });
    expect(spec.when(signOn(), worker(5)).is).toBe("done");
  });

  test("with both signatures one event ends one watch and begins the other; his rest begins", () => {
    const spec = late();
    const [event] = handOver(spec, { post: p1, from: 1, to: 5 });
    expect(event).toMatchObject({ worker: "w5", relieved: "w1", shift: "mid", day: "2026-11-23" });
    expect(watchOf(spec)).toMatchObject({ holder: "w5", shift: "mid" });
    expect(spec.board.look.worker("w1")?.lastOff).toEqual({ at: spec.now(), shift: "day", day: "2026-11-23" });
  });
});

describe("[POST-5] the foreman signs for a holder who cannot", () => {
  test("without a countersign it is refused; with it the post changes hands, and who signed for whom and why is kept", () => {
    const spec = late();
    expect(spec.when(relieve(), worker(5))).toMatchObject({ code: "relief_unsigned", params: { holder: "李*" } });
    const [event] = spec.given(relieve(), worker(5), { countersign: by(3) });
    expect(event).toMatchObject({ type: "SignedOn", worker: "w5", relieved: "w1", unsigned: { read: [] } });
    expect(watchOf(spec)).toMatchObject({
      holder: "w5",
      signedFor: { from: "w1", by: "w3" },
    });
    // Why speaks of a person: it lies where a person's own things are sealed.
    expect(spec.board.look.worker("w5")?.relief).toEqual({ at: spec.now(), reason: "已下班离开" });
    expect(JSON.stringify(spec.board.look.post(p1))).not.toContain("已下班离开");
    expect(spec.board.look.worker("w1")?.lastOff?.at).toBe(spec.now());
    expect(spec.when(relieve(), worker(5), { countersign: by(3) }).is).toBe("already");
  });

  test("it stays with the watch through check-ins, and ends with it", () => {
    const spec = late();
    spec.given(relieve(), worker(5), { countersign: by(3) });
    spec.pass(10 * minute).given({ type: "CheckIn", post: p1 }, worker(5));
    expect(watchOf(spec)).toMatchObject({ signedFor: { from: "w1" } });
    handOver(spec.pass(7 * hour), { post: p1, from: 5, to: 9 }, { countersign: by(3) });
    expect(watchOf(spec)).not.toHaveProperty("signedFor");
  });

  test("a substitute is let on in the middle of a shift by the same word", () => {
    const spec = createSpec();
    spec.given(signOn(), worker(1));
    spec.pass(2 * hour).given(relieve(), worker(2), { countersign: by(3, "身体不适") });
    expect(watchOf(spec)).toMatchObject({ holder: "w2", stands: "substitute", signedFor: { from: "w1" } });
  });

  test("no foreman, not one of another unit, not himself, no reason, not the holder who is there to sign", () => {
    const spec = late();
    const no = (countersign: ReturnType<typeof by>, n = 5) => spec.when(relieve(), worker(n), { countersign });
    expect(no({ ...by(3), roles: ["worker"] })).toMatchObject({ code: "countersign_refused" });
    expect(no(by(8), 8)).toMatchObject({ code: "countersign_refused" });
    expect(no(by(3, "  "))).toMatchObject({ code: "countersign_refused" });
    expect(no(by(1))).toMatchObject({ code: "relief_by_holder" });
    expect(watchOf(spec)).toMatchObject({ holder: "w1" });
  });

  test("the desk's words are read before it, as at any hand-over", () => {
    const spec = late();
    const desk = person("duty-officer", "mine");
    spec.given({ type: "LeaveNote", post: p1, text: "三号泵异响" }, desk, { id: "n1" });
    expect(spec.when(relieve(), worker(5), { countersign: by(3) })).toMatchObject({ code: "items_unread" });
    spec.given(relieve(["n1"]), worker(5), { countersign: by(3) });
    expect(spec.board.look.post(p1)?.notes).toEqual([]);
  });

  test("who has signed to another waits for him; a lapsed hand-over binds nobody", () => {
    const spec = late();
    spec.given({ type: "BeginHandover", post: p1, notes: [] }, worker(1), { incoming: workerId("w9") });
    expect(spec.when(relieve(), worker(5), { countersign: by(3) })).toMatchObject({ code: "handover_under_way" });
    expect(spec.pass(15 * minute).when(relieve(), worker(5), { countersign: by(3) }).is).toBe("done");
  });

  test("told late, it never relieves one who came since; where the holder had gone off, nobody was signed for", () => {
    const spec = late();
    const at = spec.now();
    spec.pass(hour).given({ type: "SignOff", post: p1 }, worker(1));
    const gone = createSpec();
    gone.given(signOn(), worker(1));
    gone.pass(7 * hour).given({ type: "SignOff", post: p1 }, worker(1));
    gone.pass(30 * minute).given(relieve(), worker(5), { countersign: by(3) });
    expect(gone.board.look.post(p1)?.watch).not.toHaveProperty("signedFor");
    spec.pass(minute).given(signOn(), worker(9), { countersign: by(3) });
    expect(spec.when(relieve(), worker(5), { at, countersign: by(3) })).toMatchObject({ code: "post_held" });
    expect(watchOf(spec)).toMatchObject({ holder: "w9" });
  });

  test("the desk sees for whom and why; walls, kiosks and the worker's own page do not", () => {
    const spec = late();
    spec.given(relieve(), worker(5), { countersign: by(3) });
    const post = spec.board.look.post(p1);
    if (post === undefined) throw new Error("no post");
    const unit = unitId("co");
    const comer = spec.board.look.worker("w5");
    if (comer === undefined) throw new Error("no worker");
    const seen = (audience: Parameters<typeof present>[1]) =>
      JSON.stringify([present(post, audience), present(comer, audience)]);
    expect(seen({ kind: "desk", role: "duty-officer", unit })).toContain("已下班离开");
    for (const audience of [
      { kind: "wall", unit } as const,
      { kind: "kiosk", unit } as const,
      { kind: "person", worker: workerId("w5") } as const,
    ]) {
      expect(seen(audience)).not.toContain("已下班离开");
      expect(seen(audience)).not.toContain("signedFor");
    }
  });

  test("it stands in the story of the post's alarm", () => {
    const spec = late();
    spec.given(
      { type: "RaiseAlarm", sort: "post-overdue", source: p1, scope: [], priority: 2, since: shiftStart + 2 * hour },
      watcher,
    );
    spec.pass(minute).given(relieve(), worker(5), { countersign: by(3) });
    const alarm = spec.board.get("alarm", "post-overdue:p1");
    const { site, clock } = spec.board.look;
    if (alarm === undefined) throw new Error("no alarm");
    expect(alarmStory(alarm, { records: spec.board, site, clock, now: spec.now() }).moments).toContainEqual({
      what: "relieved",
      at: spec.now(),
      worker: "w5",
      for: { from: "w1", by: "w3", reason: "已下班离开" },
    });
  });
});
