// What a badge opens at a kiosk, and which posts it offers: the server's own rules, asked beforehand. [POST-2]

import { expect, test } from "vitest";
import { day, postId, seq, shiftId, unitId, workerId } from "../../domain/ids.ts";
import type { PostRec } from "../../domain/posts/post.ts";
import { emptyLog } from "../../domain/posts/post-log.ts";
import type { WorkerCard } from "../../domain/protocol.ts";
import type { Rec } from "../../domain/records.ts";
import { refusalText } from "../../domain/refusals.ts";
import { hour, minute, shiftAt, siteClock } from "../../domain/time.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import type { Act } from "../../kiosk/act.ts";
import { type Person, recordsFor, selfOf } from "../../kiosk/person.ts";
import { barredBy, freePosts, openingOf, otherPosts, ownRuns, plateOf } from "../../kiosk/posts.ts";
import { asQueued } from "../../kiosk/queued-posts.ts";
import type { Place } from "../../kiosk/rules.ts";
import { fixtureSite, recordsOf } from "../kit/board-fixture.ts";

const clock = siteClock("Asia/Shanghai");
const eight = clock.instant(day("2026-11-23"), 480);
const now = eight - 19 * minute;
const mine = unitId("mine");

const post = (over: Partial<PostRec>): PostRec => ({
  kind: "post",
  id: postId("p1"),
  seq: seq(1),
  unit: mine,
  scope: [mine],
  name: "2号竖井信号岗",
  nameEn: "Shaft 2 signal post",
  linkClass: "mining",
  requires: ["信号工证"],
  intervalMin: 30,
  key: false,
  party: false,
  briefing: [{ id: "b1", risk: "井口结冰", act: "扶栏杆", riskEn: "Ice", actEn: "Hold on", icon: "ice" }],
  roster: [{ shift: shiftId("day"), worker: workerId("somebody"), days: "1234567" }],
  watch: { state: "unheld", since: eight - 9 * hour },
  log: emptyLog(eight - 9 * hour),
  notes: [],
  today: [],
  ...over,
});
const wang: WorkerRec = {
  kind: "worker",
  id: workerId("w1"),
  seq: seq(1),
  number: "100817",
  name: "王小明",
  unit: mine,
  scope: [mine],
  crew: "",
  roles: ["worker"],
  badge: "",
  tags: [],
  qualifications: [{ name: "信号工证", until: day("2027-03-31") }],
  lang: "zh-CN",
  largeText: false,
  party: false,
};
const hisPost = (over: Partial<PostRec> = {}): PostRec =>
  post({ seq: seq(2), roster: [{ shift: shiftId("day"), worker: wang.id, days: "1234567" }], ...over });
const card = (records: readonly Rec[]): WorkerCard => ({
  name: "王*明",
  tail: "817",
  lang: "zh-CN",
  largeText: false,
  proof: "p".repeat(20),
  level: "badge",
  records,
});
const known = (records: readonly Rec[]): Person => ({
  kind: "known",
  request: { badge: "SW-00817" },
  card: card(records),
});
const placeOf = (board: readonly Rec[], person: Person): Place => ({
  records: recordsFor(recordsOf([fixtureSite, ...board]), person),
  site: fixtureSite,
  clock,
});
const opens = (board: readonly Rec[], person: Person, at = now) =>
  openingOf(placeOf(board, person), selfOf(person), at).kind;

test("[POST-2] only the briefing is missing, the shift is near: the badge opens the briefing itself", () => {
  expect(opens([post({})], known([wang, hisPost()]))).toBe("briefing");
  expect(opens([post({})], known([wang, hisPost()]), eight - 2 * hour)).toBe("home");
});

test("[POST-2] no risk to confirm: the badge opens the plate, one touch from 签到", () => {
  expect(opens([post({})], known([wang, hisPost({ briefing: [] })]))).toBe("home");
});

test("[POST-2] an expired certificate is told before anything is confirmed, and no countersign lifts it", () => {
  const expired = { ...wang, qualifications: [{ name: "信号工证", until: day("2026-11-20") }] };
  const person = known([expired, hisPost()]);
  const place = placeOf([post({})], person);
  expect(openingOf(place, expired, now)).toMatchObject({ kind: "missing", refusal: { code: "qualification_expired" } });
  expect(plateOf(place, hisPost(), expired, now).countersignable).toBe(false);
});

test("[POST-2] too little rest can be countersigned", () => {
  const tired = { ...wang, lastOff: { at: now - 5 * hour, shift: shiftId("swing"), day: day("2026-11-22") } };
  const person = known([tired, hisPost()]);
  const place = placeOf([post({})], person);
  expect(openingOf(place, tired, now)).toMatchObject({ kind: "missing", refusal: { code: "rest_short" } });
  expect(plateOf(place, hisPost(), tired, now).countersignable).toBe(true);
});

test("his own watch is his; a newer public record takes it away, for somebody else may have come", () => {
  const held = hisPost({
    watch: {
      state: "held",
      holder: wang.id,
      since: now - hour,
      signedAt: now - minute,
      shift: shiftId("night"),
      day: day("2026-11-23"),
    },
  });
  const person = known([wang, held]);
  const of = (board: readonly Rec[]) => placeOf(board, person).records.get("post", "p1")?.watch.state;
  expect(of([post({})])).toBe("held");
  expect(of([post({ seq: seq(9) })])).toBe("unheld");
});

test("other posts: those he may take at once, then those a foreman must sign, never those he may not take", () => {
  const board = [
    post({ id: postId("free"), requires: [], roster: [{ shift: shiftId("day"), worker: wang.id, days: "1234567" }] }),
    post({ id: postId("asks"), requires: [] }),
    post({ id: postId("never"), requires: ["爆破证"] }),
    post({ id: postId("stopped"), requires: [], watch: { state: "suspended", reason: "检修", since: now } }),
  ];
  const person = known([wang]);
  const choices = otherPosts(placeOf(board, person), wang, now);
  expect(choices.map(({ plate, rank }) => [plate.post.id, rank])).toEqual([
    ["free", 0],
    ["asks", 2],
  ]);
});

test("without a line nobody is checked: every post that is not suspended is offered, those that wait for somebody first", () => {
  const person: Person = { kind: "badge", badge: "SW-00817" };
  const board = [
    post({
      id: postId("a-held"),
      watch: {
        state: "held",
        holder: workerId("somebody"),
        since: eight,
        signedAt: eight,
        shift: shiftId("day"),
        day: day("2026-11-23"),
      },
    }),
    post({ id: postId("b-vacant") }),
  ];
  const choices = otherPosts(placeOf(board, person), undefined, eight + hour);
  expect(choices.map(({ plate }) => plate.post.id)).toEqual(["b-vacant", "a-held"]);
});

const heldByAnother = {
  state: "held",
  holder: workerId("somebody"),
  since: eight - 8 * hour,
  signedAt: now,
  shift: shiftId("night"),
  day: day("2026-11-23"),
} as const;

test("[POST-5] who is due at a post that is still held is led to both badges; what nobody can mend is told before that", () => {
  const held = hisPost({ watch: heldByAnother });
  expect(opens([post({ watch: heldByAnother })], known([wang, held]))).toBe("held");
  const expired = { ...wang, qualifications: [{ name: "信号工证", until: day("2026-11-20") }] };
  expect(opens([post({ watch: heldByAnother })], known([expired, held]))).toBe("missing");
});

test("[POST-5] a held post is offered last, to substitutes too; never as one that he could have by himself", () => {
  const board = [
    post({ id: postId("held"), requires: [], watch: heldByAnother }),
    post({ id: postId("asks"), requires: [] }),
  ];
  const place = placeOf(board, known([wang]));
  expect(otherPosts(place, wang, now).map(({ plate, rank }) => [plate.post.id, rank])).toEqual([
    ["asks", 2],
    ["held", 3],
  ]);
  expect(freePosts(place, wang, now).map(({ plate }) => plate.post.id)).toEqual(["asks"]);
});

const kept = (type: "SignOn" | "SignOff", at: number): Act => ({
  id: `${type}${at}`,
  at,
  lane: "SW-1",
  tail: "1",
  name: "",
  nameEn: "",
  body: { type, post: postId("p1"), briefing: [], as: { badge: "SW-1" } },
});
test("[POST-5] without a line, who signed off or on here counts here, in the order of the acts, unless the board knows newer", () => {
  const of = (watch: PostRec["watch"], ...acts: readonly Act[]) =>
    asQueued(recordsOf([fixtureSite, post({ watch })]), acts, (at) => shiftAt(clock, fixtureSite.shifts, at)).get(
      "post",
      "p1",
    )?.watch.state;
  const free = { state: "unheld", since: eight - 9 * hour } as const;
  expect(of(heldByAnother, kept("SignOff", now))).toBe("unheld");
  expect(of(heldByAnother, kept("SignOff", now), kept("SignOn", now + 1))).toBe("held");
  expect(of(free, kept("SignOn", now))).toBe("held");
  expect(of({ ...heldByAnother, since: now + 1 }, kept("SignOff", now))).toBe("held");
});

test("[ORG-3] his shifts of the week, the one that runs among them", () => {
  const runs = ownRuns(placeOf([], known([wang, hisPost()])), wang, eight + hour);
  expect(runs).toHaveLength(7);
  expect(runs[0]?.run.startsAt).toBe(eight);
});

test("[POST-2] who may take no post at all is told of the certificate that ran out, not that the others are held", () => {
  const heldNow = {
    state: "held",
    holder: workerId("w9"),
    since: now - hour,
    signedAt: now,
    shift: shiftId("day"),
    day: day("2026-11-23"),
  } as const;
  const other = post({ id: postId("p2"), requires: [], watch: heldNow });
  const expired: WorkerRec = { ...wang, qualifications: [{ name: "信号工证", until: day("2026-11-20") }] };
  const person = known([expired]);
  const place = placeOf([post({}), other], person);
  expect(freePosts(place, expired, now)).toEqual([]);
  expect(barredBy(place, expired, now)).toEqual({
    refusal: { code: "qualification_expired", params: { name: "信号工证", until: "2026-11-20" } },
    unit: undefined,
  });
  expect(barredBy(placeOf([post({})], known([wang])), wang, now)).toBeUndefined();
});

test("[POST-2] his own unit's posts come first, and speak first of what keeps him out; another's says whose it is", () => {
  const station = unitId("station");
  const forest = unitId("forest");
  const ranger: WorkerRec = { ...wang, unit: station, scope: [forest, station], qualifications: [] };
  const person = known([ranger]);
  const ids = (...posts: readonly PostRec[]) =>
    otherPosts(placeOf(posts, person), ranger, now).map((one) => one.plate.post.id);
  const theirs = post({ id: postId("p1"), requires: [], roster: [] });
  const his = { ...theirs, id: postId("p9"), unit: station, scope: [forest, station] };
  const above = { ...theirs, id: postId("p5"), unit: forest, scope: [forest] };
  expect(ids(theirs, his, above)).toEqual(["p5", "p9", "p1"]);
  const barred = (...posts: readonly PostRec[]) => barredBy(placeOf(posts, person), ranger, now);
  const lacking = { code: "qualification_missing", params: { name: "信号工证" } };
  expect(barred(post({}))).toEqual({ refusal: lacking, unit: mine });
  expect(barred(post({}), { ...his, watch: { state: "suspended", since: now, reason: "大雪" } })).toMatchObject({
    refusal: { code: "post_suspended" },
    unit: undefined,
  });
});

test("[POST-2] a certificate that lacks is named in the reader's language, where the site says what it is called there", () => {
  const bare: WorkerRec = { ...wang, qualifications: [] };
  const place = placeOf([post({})], known([bare]));
  const refusalIn = (site: Place["site"], lang: "zh-CN" | "en"): string => {
    const { refusal } = plateOf({ ...place, site }, post({}), bare, now);
    return refusal === undefined ? "" : refusalText(refusal, lang);
  };
  const named = { ...place.site, certificates: [{ name: "信号工证", nameEn: "Shaft signaller" }] };
  expect(refusalIn(named, "en")).toMatch(/^Shaft signaller is missing/);
  expect(refusalIn(named, "zh-CN")).toMatch(/^缺 信号工证/);
  expect(refusalIn(place.site, "en")).toMatch(/^信号工证 is missing/);
});
