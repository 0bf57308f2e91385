// Replay: any moment of 72 h as the board was then, never more than its audience may see, from light checkpoints and the ledger.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Audience, audienceName } from "../../domain/audience.ts";
import type { Event } from "../../domain/board.ts";
import { postId, seq, unitId, workerId } from "../../domain/ids.ts";
import type { Rec } from "../../domain/records.ts";
import { hearsOf, mayReplay, replayReach } from "../../domain/replay.ts";
import { hour, minute } from "../../domain/time.ts";
import { createMemoryLedger } from "../../server/ledger/memory-ledger.ts";
import { createProjection } from "../../server/projection.ts";
import { openArchive } from "../../server/replay/archive.ts";
import { openCheckpoints } from "../../server/replay/checkpoints.ts";
import { createReplays, idleAfter, mostReplays } from "../../server/replay/replays.ts";
import { anyAct, doAct } from "../kit/any-acts.ts";
import { audiences, hiddenFrom, tellingSite } from "../kit/audiences.ts";
import { boardNow, movedOn, opened, openReplaying, rightly, shownBy, stepped, textOf } from "../kit/replaying.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { person, watcher } from "../kit/spec.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { tries } from "../kit/tries.ts";
import { system, worker } from "../kit/world.ts";

const root = unitId("co");
const wall: Audience = { kind: "wall", unit: root };
const forestWall: Audience = { kind: "wall", unit: unitId("forest") };
const desk: Audience = { kind: "desk", role: "manager", unit: root };
const looking = audiences().filter(mayReplay);
const admin = person("admin", "co");
const raise = (post: string, scope: readonly string[] = ["co", "mine"]) =>
  ({
    type: "RaiseAlarm",
    sort: "post-vacant",
    source: post,
    scope: scope.map(unitId),
    priority: 2,
    since: shiftStart,
  }) as const;

describe("[SCR-3] the board of an earlier moment", () => {
  test("is the checkpoint before it with the events after that, at every moment, for everybody; and moves on to any later one", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyAct, { minLength: 1, maxLength: 60 }),
        fc.constantFrom(...looking),
        fc.nat(),
        fc.nat(),
        async (acts, audience, a, b) => {
          const replaying = await openReplaying({ every: 7 });
          const { world, archive, replays } = replaying;
          const boards = new Map<number, readonly Rec[]>([[world.now(), boardNow(world)]]);
          for (const act of acts) {
            await doAct(world, act);
            boards.set(world.now(), boardNow(world));
            await archive.look();
          }
          const within = [...boards].filter(([at]) => at >= world.now() - replayReach);
          for (const [at, records] of within)
            expect(textOf(shownBy(await replaying.show(audience, at)))).toBe(textOf(rightly(records, audience, world)));
          const [early, late] = [a % within.length, b % within.length].sort((x, y) => x - y);
          const [from, to] = [within[early ?? 0], within[late ?? 0]];
          if (from === undefined || to === undefined) throw new Error("no moment");
          const glass = { is: "playing" };
          let shown = shownBy(opened(await replays.open(glass, audience, from[0])));
          const at = opened(await replays.open(glass, audience, from[0])).seq;
          shown = movedOn(shown, stepped(await replays.more(glass, { after: at, until: to[0], grain: 1000 })));
          expect(textOf(shown)).toBe(textOf(rightly(to[1], audience, world)));
          expect(replaying.faults).toEqual([]);
        },
      ),
      { numRuns: tries(25) },
    );
  });

  test("shows nobody more than his screen showed then, and nothing that is hidden from him", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { minLength: 1, maxLength: 40 }), async (acts) => {
        const replaying = await openReplaying({ every: 5 });
        const { world, archive, replays } = replaying;
        const lived = new Map<number, ReadonlyMap<string, string>>();
        const note = (): void => {
          for (const [n, audience] of looking.entries()) {
            const put = world.projection.lackOf(audience, seq(0)).put;
            lived.set(world.now() * 100 + n, new Map(put.map((one) => [`${one.kind}/${one.id}`, essence(one)])));
          }
        };
        note();
        for (const act of acts) {
          await doAct(world, act);
          note();
          await archive.look();
        }
        for (const [n, audience] of looking.entries()) {
          const glass = { is: audienceName(audience) };
          for (const [key, seen] of lived) {
            if (key % 100 !== n) continue;
            const at = Math.floor(key / 100);
            if (at < world.now() - replayReach) continue;
            const answer = opened(await replays.open(glass, audience, at));
            const text = JSON.stringify(answer);
            for (const secret of hiddenFrom(audience)) expect(text, audienceName(audience)).not.toContain(secret);
            for (const one of answer.put)
              expect([seen.get(`${one.kind}/${one.id}`), unnamed(one)]).toContain(essence(one));
          }
          const first = opened(await replays.open(glass, audience, 0));
          const more = await replays.more(glass, { after: first.seq, until: world.now(), grain: 60_000 });
          const text = JSON.stringify(more);
          for (const secret of hiddenFrom(audience)) expect(text, audienceName(audience)).not.toContain(secret);
          replays.leave(glass);
        }
      }),
      { numRuns: tries(6) },
    );
  });

  test("before the first event it is the first; after the last it is now; with nothing recorded it is refused", async () => {
    const { world, show, replays } = await openReplaying();
    world.passTime(hour);
    await world.act({ type: "SignOn", post: postId("p0"), briefing: ["b1"] }, worker(0));
    const first = await show(wall, 0);
    expect([first.at, first.seq, first.from, first.to]).toEqual([shiftStart, 1, shiftStart, shiftStart + hour]);
    const last = await show(wall, shiftStart + 90 * hour);
    expect([last.at, last.seq]).toEqual([shiftStart + hour, 2]);
    expect(textOf(shownBy(last))).toBe(textOf(rightly(boardNow(world), wall, world)));
    const nothing = { ledger: createMemoryLedger<Event>(), projection: createProjection(), now: () => shiftStart };
    const checkpoints = await openCheckpoints(await createTempFolder(), 1);
    const onFailed = (error: unknown): void => expect.fail(String(error));
    const archive = await openArchive({ ...nothing, checkpoints, onFailed });
    await archive.look();
    expect(await createReplays({ ...nothing, archive }).open({ is: "w" }, wall, 0)).toMatchObject({
      refusal: { code: "no_site" },
    });
    expect(await replays.open({ is: "k" }, { kind: "kiosk", unit: root }, 0)).toMatchObject({
      refusal: { code: "forbidden" },
    });
  });

  test("reaches back 72 hours and not further", async () => {
    const { world, show, archive, checkpoints } = await openReplaying({ every: 3 });
    for (let n = 0; n < 100; n += 1) {
      world.passTime(hour);
      await world.act(
        n % 2 === 0
          ? { type: "SignOn", post: postId("p0"), briefing: ["b1"] }
          : { type: "SignOff", post: postId("p0") },
        worker(0),
      );
      await archive.look();
    }
    const now = world.now();
    expect(await show(wall, 0)).toMatchObject({ at: now - replayReach, from: now - replayReach, to: now });
    const [oldest, next] = checkpoints.marks();
    expect(oldest?.at ?? 0).toBeLessThanOrEqual(now - replayReach);
    expect(next?.at ?? 0).toBeGreaterThan(now - replayReach);
  });

  test("tells which alarms were raised, each time anew, to whoever may know of them", async () => {
    const { world, show } = await openReplaying();
    const alarm = "post-vacant:p1";
    for (const _ of [1, 2]) {
      world.passTime(hour);
      await world.act(raise("p1"), watcher);
      world.passTime(minute);
      for (const one of world.projection.board.all("alarm"))
        await world.act({ type: "ReturnAlarm", alarm: one.id }, watcher);
      for (const one of world.projection.board.all("alarm"))
        await world.act({ type: "AcknowledgeAlarm", alarm: one.id }, admin);
    }
    const { raised } = await show(wall, 0);
    expect(raised.map(({ at }) => at)).toEqual([shiftStart + hour, shiftStart + 2 * hour + minute]);
    expect(raised[0]).toMatchObject({ priority: 2, alarm });
    expect((await show(forestWall, 0)).raised).toEqual([]);
    expect(looking.filter((one) => hearsOf({ scope: [unitId("mine")] }, one)).map((one) => one.kind)).toContain(
      "auditor",
    );
  });
});

/** What a screen tells of a record: all of it, but of a person only his name and his place. */
const essence = (one: Rec): string =>
  one.kind === "worker" ? JSON.stringify([one.id, one.seq, one.name, one.unit, one.scope]) : JSON.stringify(one);
/** The same of one who is nobody any more. */
const unnamed = (one: Rec): string => essence(one.kind === "worker" ? { ...one, name: "" } : one);

describe("[ORG-2] people in a replay", () => {
  test("who was forgotten since is nobody, at the wall and at the desk, in the board and in what follows", async () => {
    const { world, show, replays, archive } = await openReplaying({ every: 1 });
    const at = world.now();
    world.passTime(minute);
    await world.act({ type: "SignOn", post: postId("p0"), briefing: ["b1"] }, worker(0));
    await archive.look();
    const site = tellingSite();
    const rosterless = {
      ...site,
      posts: site.posts.map((one) => ({ ...one, roster: [], responsible: workerId("w1") })),
    };
    await world.act({ type: "ImportSite", import: rosterless }, system);
    await world.act({ type: "SignOff", post: postId("p0") }, worker(0));
    const name = /甲00乙|甲\*乙/;
    const nameAt = async (audience: Audience) => shownBy(await show(audience, at)).get("worker/w0");
    expect(await nameAt(desk)).toMatchObject({ name: "甲00乙" });
    expect(await nameAt(wall)).toMatchObject({ name: expect.stringMatching(name) });
    expect(await world.act({ type: "ForgetWorker", worker: workerId("w0") }, admin)).toMatchObject({ kind: "ok" });
    for (const audience of [wall, desk]) {
      expect(await nameAt(audience)).toMatchObject({ name: "", badge: "" });
      const glass = { is: "g" };
      const { seq: after } = opened(await replays.open(glass, audience, at));
      const more = stepped(await replays.more(glass, { after, until: world.now(), grain: 1000 }));
      expect(JSON.stringify(more)).not.toContain("甲00乙");
      replays.leave(glass);
    }
  });

  test("no checkpoint on the disk holds a word of anybody", async () => {
    const { world, archive, folder } = await openReplaying({ every: 1 });
    await world.act({ type: "SignOn", post: postId("p0"), briefing: ["b1"] }, worker(0));
    await archive.look();
    const files = await readdir(folder);
    expect(files).toHaveLength(1);
    for (const file of files) {
      const text = gunzipSync(await readFile(join(folder, file))).toString();
      expect(text).toContain('"worker"');
      for (const word of ["甲00乙", "700999", "badge-hash", '"party":true,"qualifications"'])
        expect(text).not.toContain(word);
    }
  });
});

describe("[SCR-3] what replays may cost", () => {
  test("a few at once; the next is refused with the wait, until one leaves or has asked nothing for long", async () => {
    const { world, replays } = await openReplaying();
    const glasses = Array.from({ length: mostReplays }, (_, n) => ({ is: `w${n}` }));
    for (const glass of glasses) opened(await replays.open(glass, wall, 0));
    const late = { is: "late" };
    expect(await replays.open(late, wall, 0)).toEqual({
      kind: "refused",
      refusal: { code: "replay_busy", params: { most: mostReplays, seconds: idleAfter / 1000 } },
    });
    const [first, second] = glasses;
    if (first === undefined || second === undefined) throw new Error("no glass");
    // Who looks already may look elsewhere.
    opened(await replays.open(first, wall, 0));
    replays.leave(second);
    opened(await replays.open(late, wall, 0));
    expect(replays.held()).toBe(mostReplays);
    world.passTime(idleAfter - 1);
    const { seq: after } = opened(await replays.open(first, wall, 0));
    world.passTime(1);
    opened(await replays.open({ is: "later" }, wall, 0));
    expect(replays.held()).toBe(mostReplays);
    // The one that still asks was not the one to go.
    expect(await replays.more(first, { after, until: world.now(), grain: 1000 })).toMatchObject({ kind: "steps" });
  });

  test("a replay that has gone, or goes on from elsewhere, says so", async () => {
    const { world, replays } = await openReplaying();
    const glass = { is: "g" };
    const ask = (after: number) => replays.more(glass, { after: seq(after), until: world.now(), grain: 1000 });
    expect(await ask(1)).toEqual({ kind: "gone" });
    opened(await replays.open(glass, wall, 0));
    expect(await ask(7)).toEqual({ kind: "gone" });
    expect(await ask(1)).toMatchObject({ kind: "steps" });
    replays.leave(glass);
    expect(await ask(1)).toEqual({ kind: "gone" });
  });

  test("what fell into the same grain is one step with each record once; much comes in several answers, without a gap", async () => {
    const { world, replays } = await openReplaying({ every: 100_000 });
    await world.act({ type: "SignOn", post: postId("p0"), briefing: ["b1"] }, worker(0));
    const from = world.now();
    for (let n = 0; n < 2_600; n += 1) {
      world.passTime(minute);
      const [post, reason] = [postId("p1"), "修"];
      await world.act(n % 2 === 0 ? { type: "SuspendPost", post, reason } : { type: "ResumePost", post }, admin);
    }
    const glass = { is: "g" };
    let answer = opened(await replays.open(glass, desk, from));
    let shown = shownBy(answer);
    let after = answer.seq;
    let asked = 0;
    for (let reached = 0; reached < world.now(); asked += 1) {
      const more = stepped(await replays.more(glass, { after, until: world.now(), grain: hour }));
      for (const { put } of more.steps) expect(new Set(put.map((one) => one.id)).size).toBe(put.length);
      expect(more.reached).toBeGreaterThan(reached);
      [shown, after, reached] = [movedOn(shown, more), more.seq, more.reached];
    }
    expect(asked).toBeGreaterThan(1);
    answer = opened(await replays.open(glass, desk, world.now()));
    expect(textOf(shown)).toBe(textOf(shownBy(answer)));
  });
});
