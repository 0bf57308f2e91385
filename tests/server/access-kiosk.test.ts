// A worker at a kiosk: badges, PINs, proofs, and the actor that a command's claim becomes.

import { describe, expect, it } from "vitest";
import { screenId, workerId } from "../../domain/ids.ts";
import { dayLength, minute } from "../../domain/time.ts";
import { badgeCode, createBadges, readBadge } from "../../server/access/badges.ts";
import type { Scrypt } from "../../server/access/scrypt.ts";
import { codeOf, createTestRandom, kiosk, noon, openRoom, otherKiosk, tempFolder, value } from "./access-kit.ts";

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
      // Each at a kiosk that nobody tried: its own misses count down too.
      await byNumber(made, "100001", "314159", screenId("fresh-1")),
      await byNumber(made, "100002", "314159", screenId("fresh-2")),
      await byNumber(made, "999999", "314159", screenId("fresh-3")),
    ];
    expect(answers.map(codeOf)).toEqual(["no_match", "no_match", "no_match"]);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(verified).toEqual(["scrypt$16$8$1$c2FsdA$a2V5", undefined, undefined]);
  });

  it("one worker's PIN is not another's", async () => {
    const made = await withPins();
    expect(codeOf(await byNumber(made, "100002", made.pinOf(li)))).toBe("no_match");
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
