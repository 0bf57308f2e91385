// A worker at a kiosk: badges, PINs, proofs, and the actor that a command's claim becomes.

import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { workerId } from "../../domain/ids.ts";
import { dayLength, hour, minute, second } from "../../domain/time.ts";
import { badgeCode, createBadges, readBadge } from "../../server/access/badges.ts";
import { isTrivial } from "../../server/access/pins.ts";
import type { Scrypt } from "../../server/access/scrypt.ts";
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

describe("[ORG-2] badges", () => {
  it("of this house bear two check digits that catch every wrong digit and every swap of neighbours", () => {
    const code = badgeCode(2);
    expect(code).toBe("SW0000000292");
    expect(readBadge(code)).toEqual({ kind: "own", code });
    const digits = badgeCode(20_481_137).slice(2);
    for (let i = 0; i < digits.length; i += 1) {
      for (let d = 0; d < 10; d += 1) {
        const spoilt = digits.slice(0, i) + d + digits.slice(i + 1);
        expect(readBadge(`SW${spoilt}`).kind).toBe(spoilt === digits ? "own" : "misread");
      }
      const swapped = digits.slice(0, i) + (digits[i + 1] ?? "") + (digits[i] ?? "") + digits.slice(i + 2);
      expect(readBadge(`SW${swapped}`).kind).toBe(swapped === digits ? "own" : "misread");
    }
  });

  it("of a site are taken as they are, 4 to 64 printable signs", () => {
    expect(readBadge("04:a1:b2:c3\r\n")).toEqual({ kind: "foreign", code: "04A1B2C3" });
    expect(readBadge("SW123")).toEqual({ kind: "foreign", code: "SW123" });
    expect(readBadge("123")).toEqual({ kind: "unusable" });
    expect(readBadge("1".repeat(65))).toEqual({ kind: "unusable" });
    expect(readBadge("12\u000034")).toEqual({ kind: "unusable" });
  });

  it("hash alike however a reader writes them, differently under another pepper, and never to the code", () => {
    const badges = createBadges("aa".repeat(32));
    const hash = badges.hashBadge("04:A1:B2:C3");
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
    for (const same of ["04a1b2c3", " 04 A1 b2 C3\n", "０４:Ａ１:Ｂ２:Ｃ３"]) expect(badges.hashBadge(same)).toBe(hash);
    expect(badges.hashBadge("04:A1:B2:C4")).not.toBe(hash);
    expect(createBadges("bb".repeat(32)).hashBadge("04:A1:B2:C3")).not.toBe(hash);
  });

  it("workers' ids come from their numbers, and leading zeros count", () => {
    const badges = createBadges("aa".repeat(32));
    expect(badges.workerIdOf("100001")).toMatch(/^w[0-9a-f]{12}$/);
    expect(badges.workerIdOf(" １０0001 ")).toBe(badges.workerIdOf("100001"));
    expect(badges.workerIdOf("0100001")).not.toBe(badges.workerIdOf("100001"));
  });
});

describe("[SCR-2] identification", () => {
  it("a badge identifies; with the PIN, or a number and the PIN, it proves", async () => {
    const made = await withPins();
    const { identify, proofs, pinOf } = made;
    const touched = value(await identify.identify({ badge: "04a1b2c3" }, kiosk));
    expect(touched).toMatchObject({ worker: li, level: "badge", expiresAt: noon + 30 * minute });
    expect(value(proofs.verify(touched.proof, kiosk, noon))).toEqual({ worker: li, level: "badge" });
    expect(touched.proof.length).toBeLessThan(400);
    const pin = pinOf(li);
    const proven = { worker: li, level: "pin", expiresAt: noon + 5 * minute };
    expect(value(await identify.identify({ badge: "04a1b2c3", pin }, kiosk))).toMatchObject(proven);
    expect(value(await identify.identify({ proof: touched.proof, pin }, kiosk))).toMatchObject(proven);
    expect(value(await byNumber(made, "100001", pin))).toMatchObject(proven);
  });

  it("an unknown badge is told apart from one misread", async () => {
    const { identify } = await room();
    expect(codeOf(await identify.identify({ badge: "AB:CD:EF:01" }, kiosk))).toBe("worker_unknown");
    expect(codeOf(await identify.identify({ badge: "SW0000000293" }, kiosk))).toBe("no_match");
    expect(codeOf(await identify.identify({ badge: "12" }, kiosk))).toBe("no_match");
  });

  it("an unknown number, a wrong PIN and a worker without one look the same and cost the same", async () => {
    const verified: (string | undefined)[] = [];
    const scrypt: Scrypt = {
      hash: async () => "scrypt$16$8$1$c2FsdA$a2V5",
      verify: async (_, kept) => {
        verified.push(kept);
        return "no_match";
      },
    };
    const made = await room({ scrypt });
    await made.pins.issue([li]);
    const answers = [
      await byNumber(made, "100001", "314159"),
      await byNumber(made, "100002", "314159"),
      await byNumber(made, "999999", "314159"),
    ];
    expect(answers.map(codeOf)).toEqual(["no_match", "no_match", "no_match"]);
    expect(answers[0]).toEqual(answers[2]);
    expect(verified).toEqual(["scrypt$16$8$1$c2FsdA$a2V5", undefined, undefined]);
  });

  it("one worker's PIN is not another's", async () => {
    const made = await withPins();
    expect(codeOf(await byNumber(made, "100002", made.pinOf(li)))).toBe("no_match");
  });
});

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

describe("[SCR-2] proofs", () => {
  const proven = async (level: "badge" | "pin") => {
    const made = await room();
    return { ...made, ...made.proofs.issue({ worker: li, level }, kiosk) };
  };

  it.each([
    ["badge", 30 * minute],
    ["pin", 5 * minute],
  ] as const)("%s: good for acts done until its end, shown up to 30 days later", async (level, lasts) => {
    const { proofs, proof, clock } = await proven(level);
    const end = noon + lasts;
    clock.now = end;
    expect(value(proofs.verify(proof, kiosk, end))).toEqual({ worker: li, level });
    clock.now = end + 30 * dayLength;
    expect(codeOf(proofs.verify(proof, kiosk, end))).toBe("granted");
    expect(codeOf(proofs.verify(proof, kiosk, end + 1))).toBe("not_signed_in");
    clock.now += 1;
    expect(codeOf(proofs.verify(proof, kiosk, end))).toBe("too_old");
  });

  it("not for an act before its issue, and an act from the future counts as now", async () => {
    const { proofs, proof, clock } = await proven("pin");
    expect(codeOf(proofs.verify(proof, kiosk, noon - minute))).toBe("granted");
    expect(codeOf(proofs.verify(proof, kiosk, noon - 3 * minute))).toBe("not_signed_in");
    clock.now = noon + 4 * minute;
    expect(codeOf(proofs.verify(proof, kiosk, noon + dayLength))).toBe("granted");
  });

  it("only at the kiosk that got it, and over a restart", async () => {
    const { proofs, proof, open } = await proven("badge");
    expect(codeOf(proofs.verify(proof, otherKiosk, noon))).toBe("not_signed_in");
    expect(codeOf((await open()).proofs.verify(proof, kiosk, noon))).toBe("granted");
  });

  it("no changed sign passes, nor a proof of another site", async () => {
    const { proofs, proof } = await proven("badge");
    const [payload = "", signature = ""] = proof.split(".");
    const raised = Buffer.from(Buffer.from(payload, "base64url").toString().replace('"badge"', '"pin"')).toString(
      "base64url",
    );
    for (const forged of [
      `${raised}.${signature}`,
      payload,
      `${payload}.`,
      `.${signature}`,
      `${payload}.${signature}.${signature}`,
      `${payload}.${signature.slice(0, 20)}`,
      "",
      "a.b",
    ])
      expect(codeOf(proofs.verify(forged, kiosk, noon))).toBe("not_signed_in");
    for (let i = 0; i < payload.length; i += 1) {
      const changed = payload.slice(0, i) + (payload[i] === "A" ? "B" : "A") + payload.slice(i + 1);
      expect(codeOf(proofs.verify(`${changed}.${signature}`, kiosk, noon))).toBe("not_signed_in");
    }
    const elsewhere = await openRoom({
      folder: await tempFolder(),
      clock: { now: noon },
      random: (bytes) => Buffer.alloc(bytes, 9),
    });
    expect(codeOf(elsewhere.proofs.verify(proof, kiosk, noon))).toBe("not_signed_in");
  });
});

describe("[SCR-2] a command's claim", () => {
  it("becomes the worker with his own roles and the level that he showed", async () => {
    const { identify, proofs, clock } = await room();
    expect(value(identify.actorOf({ badge: "SW0000000195" }, kiosk, noon))).toEqual({
      kind: "worker",
      worker: bao,
      proof: "badge",
      roles: ["foreman"],
    });
    const { proof } = proofs.issue({ worker: li, level: "pin" }, kiosk);
    expect(value(identify.actorOf({ proof }, kiosk, noon))).toEqual({
      kind: "worker",
      worker: li,
      proof: "pin",
      roles: [],
    });
    expect(codeOf(identify.actorOf({ proof }, otherKiosk, noon))).toBe("not_signed_in");
    clock.now = noon + 6 * minute;
    expect(codeOf(identify.actorOf({ proof }, kiosk, noon))).toBe("granted");
    expect(codeOf(identify.actorOf({ proof }, kiosk, clock.now))).toBe("not_signed_in");
    expect(codeOf(identify.actorOf({ badge: "FF:FF:FF:FF" }, kiosk, noon))).toBe("worker_unknown");
  });

  it("of somebody who has left the register is nobody's", async () => {
    const { identify, proofs } = await room();
    const { proof } = proofs.issue({ worker: workerId("w-gone"), level: "pin" }, kiosk);
    expect(codeOf(identify.actorOf({ proof }, kiosk, noon))).toBe("worker_unknown");
    expect(codeOf(await identify.identify({ proof, pin: "314159" }, kiosk))).toBe("worker_unknown");
  });
});
