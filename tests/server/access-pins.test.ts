// PINs at a kiosk: issued by the server, guarded against guessing, never in the way of work. [SCR-2]

import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { screenId, workerId } from "../../domain/ids.ts";
import { hour, second } from "../../domain/time.ts";
import { isTrivial } from "../../server/access/pins.ts";
import { createScrypt, type Scrypt } from "../../server/access/scrypt.ts";
import {
  codeOf,
  createTestRandom,
  kiosk,
  noon,
  openRoom,
  otherKiosk,
  secondsOf,
  tempFolder,
  value,
} from "./access-kit.ts";

const li = workerId("w-li");
const bao = workerId("w-bao");

const room = async (extra: { readonly scrypt?: Scrypt } = {}) => {
  const folder = await tempFolder();
  const clock = { now: noon };
  const random = createTestRandom();
  const open = () => openRoom({ folder, clock, random, ...extra });
  return { clock, open, ...(await open()) };
};
type Room = Awaited<ReturnType<typeof room>>;
const withPins = async () => {
  const made = await room();
  const pins = new Map((await made.pins.issue([li, bao])).map((one) => [one.worker, one.pin]));
  return { ...made, pinOf: (worker: typeof li) => pins.get(worker) ?? "" };
};
/** A PIN that is not this one. */
const wrong = (pin: string): string => (pin === "314159" ? "271828" : "314159");
const byNumber = (made: Pick<Room, "identify">, number: string, pin: string, device = kiosk) =>
  made.identify.identify({ number, pin }, device);

describe("[SCR-2] PINs", () => {
  it("are six drawn figures, none that a bystander tries first, kept hashed, over a restart", async () => {
    const made = await withPins();
    expect(made.pinOf(li)).toMatch(/^\d{6}$/);
    await made.secrets.close();
    expect(await readFile(made.path, "utf8")).not.toContain(made.pinOf(li));
    const again = await made.open();
    expect(codeOf(await byNumber(again, "100001", made.pinOf(li)))).toBe("granted");
    for (const trivial of ["000000", "112211", "123456", "987654", "890123", "123123", "121212", "147258"])
      expect(isTrivial(trivial)).toBe(true);
    for (const good of ["314159", "271828", "102938", "661420"]) expect(isTrivial(good)).toBe(false);
  });

  it("a trivial draw is drawn again", async () => {
    const folder = await tempFolder();
    let draws = 0;
    const random = (bytes: number): Uint8Array => {
      draws += 1;
      return bytes === 6 && draws < 20
        ? Buffer.from([1, 2, 3, 4, 5, 6])
        : Buffer.from([3, 1, 4, 1, 5, 9].concat(Array.from({ length: 26 }, () => draws % 256))).subarray(0, bytes);
    };
    const { pins } = await openRoom({ folder, clock: { now: noon }, random });
    expect(await pins.issue([li])).toEqual([{ worker: li, pin: "314159" }]);
  });

  it("a new PIN ends the old one and opens the lock; a forgotten one is none", async () => {
    const made = await withPins();
    const old = made.pinOf(li);
    for (let i = 0; i < 5; i += 1) await byNumber(made, "100001", wrong(old));
    expect(codeOf(await byNumber(made, "100001", old, otherKiosk))).toBe("locked");
    const [issued] = await made.pins.issue([li]);
    expect(codeOf(await byNumber(made, "100001", issued?.pin ?? "", otherKiosk))).toBe("granted");
    expect(codeOf(await byNumber(made, "100001", old, otherKiosk))).toBe("no_match");
    await made.pins.forget(li);
    expect(made.pins.hasPin(li)).toBe(false);
    expect(codeOf(await byNumber(made, "100001", issued?.pin ?? "", otherKiosk))).toBe("no_match");
  });

  it.each(["100001", "999999"])("5 misses → 30 s doubling to 1 h, for number %s, known or not", async (number) => {
    const made = await withPins();
    const miss = async (device = kiosk) => byNumber(made, number, wrong(made.pinOf(li)), device);
    for (let i = 0; i < 5; i += 1) expect(codeOf(await miss())).toBe("no_match");
    const locks: unknown[] = [];
    for (let i = 0; i < 9; i += 1) {
      // At another kiosk it is locked as well: per worker.
      const locked = await miss(otherKiosk);
      expect(codeOf(locked)).toBe("locked");
      locks.push(secondsOf(locked));
      made.clock.now += Number(secondsOf(locked)) * second;
      expect(codeOf(await miss())).toBe("no_match");
    }
    expect(locks).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
  });

  it("a wrong PIN, a worker without one and a number that nobody has cost one hash of the same strength, and the same words", async () => {
    const costs: number[] = [];
    const scrypt = createScrypt({ random: createTestRandom(), cost: 2 ** 4, onDerived: (cost) => costs.push(cost) });
    const made = await room({ scrypt });
    const [issued] = await made.pins.issue([li]);
    const answers: unknown[] = [];
    const spent: (readonly number[])[] = [];
    for (const [i, number] of ["100001", "100002", "999999"].entries()) {
      costs.length = 0;
      answers.push(await byNumber(made, number, wrong(issued?.pin ?? ""), screenId(`fresh-${i}`)));
      spent.push([...costs]);
    }
    expect(spent).toEqual([[16], [16], [16]]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ refusal: { code: "no_match", params: { left: 4 } } });
    // Locked, nothing is reckoned for either.
    for (let i = 0; i < 5; i += 1) await byNumber(made, `20000${i}`, "314159", otherKiosk);
    costs.length = 0;
    const locked = await Promise.all(
      ["100001", "999999"].map((number) => byNumber(made, number, "314159", otherKiosk)),
    );
    expect(locked.map(codeOf)).toEqual(["locked", "locked"]);
    expect(costs).toEqual([]);
  });

  it.each(["100001", "100002", "999999"])(
    "a miss tells how many are left, for number %s, known or not",
    async (number) => {
      const made = await withPins();
      await made.pins.forget(bao);
      const miss = async (device = kiosk) => {
        const answer = await byNumber(made, number, wrong(made.pinOf(li)), device);
        return answer.kind === "refused" ? answer.refusal : undefined;
      };
      const told = (left: number) => ({ code: "no_match", params: { left } });
      for (const left of [4, 3, 2]) expect(await miss()).toEqual(told(left));
      // At another kiosk, which has not seen any: that somebody has tried this number elsewhere is not told there.
      for (const left of [4, 3]) expect(await miss(otherKiosk)).toEqual(told(left));
      expect(await miss()).toMatchObject({ code: "locked" });
    },
  );

  it("who shows his badge is told what is left of his own tries too, wherever they were spent", async () => {
    const made = await withPins();
    const miss = async (device = kiosk) =>
      made.identify.identify({ badge: "04:A1:B2:C3", pin: wrong(made.pinOf(li)) }, device);
    for (const left of [4, 3, 2]) expect(await miss()).toMatchObject({ refusal: { params: { left } } });
    for (const left of [1, 0]) expect(await miss(otherKiosk)).toMatchObject({ refusal: { params: { left } } });
    expect(codeOf(await miss(otherKiosk))).toBe("locked");
  });

  it("a kiosk at which others missed has fewer tries left for anybody", async () => {
    const made = await withPins();
    for (let i = 0; i < 3; i += 1) await byNumber(made, `20000${i}`, "314159");
    expect(await byNumber(made, "100001", wrong(made.pinOf(li)))).toMatchObject({ refusal: { params: { left: 1 } } });
    expect(await byNumber(made, "100001", wrong(made.pinOf(li)), otherKiosk)).toMatchObject({
      refusal: { params: { left: 4 } },
    });
  });

  it("per device: misses on five numbers lock the kiosk, not the others", async () => {
    const made = await withPins();
    for (let i = 0; i < 5; i += 1) await byNumber(made, `20000${i}`, "314159");
    expect(codeOf(await byNumber(made, "100001", made.pinOf(li)))).toBe("locked");
    expect(codeOf(await byNumber(made, "100001", made.pinOf(li), otherKiosk))).toBe("granted");
    // A badge needs no PIN and signs on all the same.
    expect(codeOf(await made.identify.identify({ badge: "04a1b2c3" }, kiosk))).toBe("granted");
  });

  it("a success takes back one's own misses, not those made at others' numbers", async () => {
    const made = await withPins();
    for (let i = 0; i < 3; i += 1) await byNumber(made, "100001", wrong(made.pinOf(li)));
    value(await byNumber(made, "100001", made.pinOf(li)));
    for (let i = 0; i < 4; i += 1) await byNumber(made, `20000${i}`, "314159");
    value(await byNumber(made, "100001", made.pinOf(li)));
    expect(codeOf(await byNumber(made, "200005", "314159"))).toBe("no_match");
    expect(codeOf(await byNumber(made, "100001", made.pinOf(li)))).toBe("locked");
  });

  it("a success makes the next misses first ones again", async () => {
    const made = await withPins();
    for (const device of [kiosk, otherKiosk, kiosk]) {
      for (let i = 0; i < 4; i += 1) await byNumber(made, "100001", wrong(made.pinOf(li)), device);
      expect(codeOf(await byNumber(made, "100001", made.pinOf(li), device))).toBe("granted");
    }
    expect(made.secrets.read().attempts).toEqual({});
  });

  it("misses outlive a restart", async () => {
    const made = await withPins();
    for (let i = 0; i < 5; i += 1) await byNumber(made, "100001", wrong(made.pinOf(li)));
    await made.secrets.close();
    expect(codeOf(await byNumber(await made.open(), "100001", made.pinOf(li)))).toBe("locked");
  });

  it("guesses sent all at once are all counted", async () => {
    const made = await withPins();
    const tries = Array.from({ length: 30 }, (_, i) => byNumber(made, "100001", String(300_000 + i)));
    const codes = (await Promise.all(tries)).map(codeOf);
    expect(codes.filter((code) => code === "no_match")).toHaveLength(5);
    expect(codes.filter((code) => code === "locked")).toHaveLength(25);
  });

  it("misses are forgiven one by one, an hour each", async () => {
    const made = await withPins();
    for (let i = 0; i < 4; i += 1) await byNumber(made, "100001", wrong(made.pinOf(li)));
    made.clock.now += 2 * hour;
    for (let i = 0; i < 2; i += 1) await byNumber(made, "100001", wrong(made.pinOf(li)));
    expect(codeOf(await byNumber(made, "100001", wrong(made.pinOf(li))))).toBe("no_match");
    expect(codeOf(await byNumber(made, "100001", made.pinOf(li)))).toBe("locked");
  });

  it("the list of misses is bounded", async () => {
    const made = await room();
    for (let i = 0; i < 1_100; i += 1) made.attempts.miss([{ key: `k${i}`, lockAt: 5 }]);
    expect(Object.keys(made.secrets.read().attempts)).toHaveLength(1_000);
    expect(made.attempts.missesOf({ key: "k1099", lockAt: 5 })).toBe(1);
  });
});
