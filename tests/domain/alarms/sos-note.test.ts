// Own words after a call for help: whose call they belong to, who reads them, and what is left once their writer is forgotten. [ALM-1, POST-4]

import { describe, expect, test } from "vitest";
import { alarmIdOf } from "../../../domain/alarms/alarm.ts";
import { alarmStory } from "../../../domain/alarms/alarm-story.ts";
import { sosNotesKept } from "../../../domain/alarms/sos-note.ts";
import type { Audience } from "../../../domain/audience.ts";
import type { Actor } from "../../../domain/decider.ts";
import { unitId, workerId } from "../../../domain/ids.ts";
import { present } from "../../../domain/present.ts";
import { asToday, withoutPeople } from "../../../domain/replay-people.ts";
import { minute } from "../../../domain/time.ts";
import { parseCommand } from "../../../domain/wire-commands.ts";
import { shiftStart } from "../../kit/site-fixture.ts";
import { createSpec, person, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const kiosk: Actor = { kind: "device", profile: "kiosk" };
const call = { type: "CallSos", post: undefined, place: "二号井口" } as const;
const note = (words: string) => ({ type: "NoteSos", words }) as const;
const said = "顶板掉渣，两人在里面";
const found = (spec: Spec, source = "w3") =>
  spec.board.get("alarm", alarmIdOf("sos", source)) ?? expect.fail("no call for help");
const storyOf = (spec: Spec) => {
  const { site, clock } = spec.board.look;
  return alarmStory(found(spec), { records: spec.board, site, clock, now: spec.now() });
};

describe("[ALM-1] words after a call for help", () => {
  test("given a worker's call, when he adds words, then his alarm bears them and asks as before", () => {
    const spec = createSpec();
    spec.given(call, worker(3));
    const { is, rung, since, repeats } = found(spec);
    spec.pass(minute).given(note(said), worker(3));
    expect(found(spec)).toMatchObject({ is, rung, since, repeats });
    expect(found(spec).notes).toEqual([{ at: shiftStart + minute, by: "w3", words: said }]);
  });

  test("given a call with no badge read, when words are added there, then they are nobody's", () => {
    const spec = createSpec();
    spec.given(call, kiosk);
    spec.given(note(said), kiosk);
    expect(found(spec, "unknown").notes).toEqual([{ at: shiftStart, words: said }]);
  });

  test("given no call of his, when he adds words, then they are refused: another's call is not his", () => {
    const spec = createSpec();
    spec.given(call, worker(2));
    expect(spec.when(note(said), worker(3))).toMatchObject({ is: "refused", code: "alarm_unknown" });
    expect(found(spec, "w2").notes).toBeUndefined();
  });

  test("given words that waited for a line, then they count from when they were written, and stay over an answer and a repeat", () => {
    const spec = createSpec();
    spec.given(call, worker(3), { at: shiftStart - 20 * minute });
    spec.given(note(said), worker(3), { at: shiftStart - 19 * minute });
    expect(found(spec).notes).toEqual([{ at: shiftStart - 19 * minute, by: "w3", words: said }]);
    spec.given({ type: "AcknowledgeAlarm", alarm: found(spec).id }, person("duty-officer", "mine"));
    spec.pass(3 * minute).given(call, worker(3));
    expect(found(spec)).toMatchObject({ repeats: 1, notes: [{ words: said }] });
  });

  test("given a call that was reset, when he calls anew, then the old words are not the new call's", () => {
    const spec = createSpec();
    const officer = person("duty-officer", "mine");
    spec.given(call, worker(3));
    spec.given(note(said), worker(3));
    spec.given({ type: "AcknowledgeAlarm", alarm: found(spec).id }, officer);
    spec.given({ type: "ResetAlarm", alarm: found(spec).id, reason: "人已接出" }, officer);
    spec.pass(3 * minute).given(call, worker(3));
    expect(found(spec).notes).toBeUndefined();
  });

  test("the newest stay; no words, and more than the keyboard takes, are none", () => {
    const spec = createSpec();
    spec.given(call, worker(3));
    for (let n = 0; n <= sosNotesKept; n++) spec.given(note(`第 ${n} 句`), worker(3));
    expect(found(spec).notes).toHaveLength(sosNotesKept);
    expect(found(spec).notes?.at(-1)?.words).toBe(`第 ${sosNotesKept} 句`);
    expect(parseCommand("NoteSos", note("  ")).ok).toBe(false);
    expect(parseCommand("NoteSos", note("字".repeat(61))).ok).toBe(false);
    expect(parseCommand("NoteSos", note("字".repeat(60))).ok).toBe(true);
  });
});

describe("[ALM-1] who reads them", () => {
  const presented = (audience: Audience) => {
    const spec = createSpec();
    spec.given(call, worker(3));
    spec.given(note(said), worker(3));
    return present(found(spec), audience);
  };
  const unit = unitId("co");

  test("the desk does, in the alarm's story", () => {
    expect(presented({ kind: "desk", role: "duty-officer", unit })).toMatchObject({ notes: [{ words: said }] });
    const spec = createSpec();
    spec.given(call, worker(3));
    spec.pass(minute).given(note(said), worker(3));
    expect(storyOf(spec).moments.map(({ what }) => what)).toEqual(["raised", "noted"]);
    expect(storyOf(spec).moments.at(-1)).toEqual({ what: "noted", at: spec.now(), by: "w3", words: said });
  });

  test("a wall and the auditor learn only that there are some", () => {
    for (const audience of [{ kind: "wall", unit }, { kind: "auditor" }] as const)
      expect(presented(audience)).toMatchObject({ notes: [{ at: shiftStart, words: "" }] });
    expect(JSON.stringify(presented({ kind: "wall", unit }))).not.toContain(said);
    expect(JSON.stringify(presented({ kind: "auditor" }))).not.toContain(said);
  });

  test("no kiosk and no other worker does", () => {
    expect(presented({ kind: "kiosk", unit })).toBeUndefined();
    expect(presented({ kind: "person", worker: workerId("w2") })).toBeUndefined();
  });

  test("[ORG-2] nobody once their writer is forgotten: that he called stays", () => {
    const spec = createSpec();
    spec.given(call, worker(8));
    spec.given(note(said), worker(8));
    spec.given({ type: "ForgetWorker", worker: workerId("w8") }, person("admin", "co"));
    expect(found(spec, "w8").notes).toEqual([{ at: shiftStart, words: "" }]);
  });

  test("[ORG-2, SCR-3] no checkpoint keeps the words; a replay tells those that still stand today, at their moments", () => {
    const spec = createSpec();
    spec.given(call, worker(3));
    spec.given(note(said), worker(3));
    const then = found(spec);
    expect(withoutPeople(then)).toMatchObject({ notes: [{ at: shiftStart, words: "" }] });
    // What was said after that moment is no part of it.
    spec.pass(minute).given(note("还有一个人"), worker(3));
    for (const record of [then, withoutPeople(then)])
      expect(asToday(record, spec.board)).toMatchObject({ notes: [{ at: shiftStart, words: said }] });
    const wordless = [{ at: shiftStart, words: "" }];
    expect(asToday(then, { get: () => undefined })).toMatchObject({ notes: wordless });
    const silent = createSpec();
    silent.given(call, worker(3));
    expect(asToday(found(silent), spec.board)).toEqual(found(silent));
  });
});
