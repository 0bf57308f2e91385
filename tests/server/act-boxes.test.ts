// Boxes of kept acts between kiosk and server: what one seals the other opens, beside its own id, time and name alone, under old keys too.

import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { dayLength } from "../../domain/time.ts";
import { sealAct } from "../../kiosk/sealing/seal-act.ts";
import { tokenHash } from "../../server/access/digests.ts";
import { decodeSecrets, encodeSecrets, freshSecrets, type Secrets } from "../../server/access/secrets.ts";
import { type ActBoxes, boxKeyLasts, openActBoxes } from "../../server/sealing/act-boxes.ts";

const start = Date.UTC(2026, 10, 23);
/** As at a start of the server over these secrets, at that time. */
const openedAt = async (
  now = start,
  from: Secrets = freshSecrets(randomBytes),
): Promise<{ readonly boxes: ActBoxes; readonly secrets: Secrets }> => {
  let secrets = from;
  const boxes = await openActBoxes({
    secrets: {
      read: () => secrets,
      update: async (change) => {
        secrets = change(secrets);
      },
    },
    random: randomBytes,
    now: () => now,
  });
  return { boxes, secrets };
};

const act = fc.record({
  id: fc.uuid(),
  at: fc.integer({ min: 0, max: 8_640_000_000_000_000 }),
  type: fc.constantFrom("SignOn", "CheckIn", "CallSos"),
});
const random = fc.uint8Array({ minLength: 32, maxLength: 32 });

test("[§5] what a kiosk seals the server opens, whatever stands in it", async () => {
  const { boxes } = await openedAt();
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 2_000 }), act, random, (text, what, bytes) => {
      expect(boxes.open(sealAct(text, what, boxes.sealTo(), bytes), what)).toBe(text);
    }),
    { numRuns: 60 },
  );
});

test("[§5] with one bit of it flipped anywhere, or beside another id, time or name, it opens for nobody", async () => {
  const { boxes } = await openedAt();
  fc.assert(
    fc.property(act, random, fc.nat(), fc.integer({ min: 0, max: 7 }), (what, bytes, where, bit) => {
      const box = sealAct("工牌 4711", what, boxes.sealTo(), bytes);
      const head = box.lastIndexOf(".") + 1;
      const sealed = Buffer.from(box.slice(head), "base64url");
      const at = where % sealed.length;
      sealed[at] = (sealed[at] ?? 0) ^ (1 << bit);
      const flipped = `${box.slice(0, head)}${sealed.toString("base64url")}`;
      // The topmost bit of an X25519 key is passed over by the curve itself (RFC 7748); the text is bound to all 256 by the derivation.
      expect(boxes.open(flipped, what)).toBeUndefined();
      for (const other of [
        { ...what, id: `${what.id}0` },
        { ...what, at: what.at + 1 },
        { ...what, type: "SignOff" },
      ])
        expect(boxes.open(box, other)).toBeUndefined();
      expect(boxes.open(box, what)).toBe("工牌 4711");
    }),
    { numRuns: 60 },
  );
});

test("[§5] whatever else comes as a box is none, and breaks nothing", async () => {
  const { boxes } = await openedAt();
  const what = { id: "a", at: 1, type: "SignOn" };
  const { id } = boxes.sealTo();
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String().map((text) => `1.${id}.${text}`),
      ),
      (box) => {
        expect(boxes.open(box, what)).toBeUndefined();
      },
    ),
  );
  // A public key of low order would make a secret that everybody knows.
  expect(boxes.open(`1.${id}.${Buffer.alloc(80).toString("base64url")}`, what)).toBeUndefined();
});

test("a secrets file of before there were boxes is read, and its first start makes the key", async () => {
  const { boxKeys: _, ...old } = freshSecrets(randomBytes);
  const text = JSON.stringify({ format: 1, check: tokenHash(JSON.stringify(old)), secrets: old });
  const read = decodeSecrets(text);
  if (typeof read === "string") throw new Error(read);
  expect(read.boxKeys).toEqual([]);
  const { secrets } = await openedAt(start, read);
  expect(secrets.boxKeys).toHaveLength(1);
  expect(decodeSecrets(encodeSecrets(secrets))).toEqual(secrets);
});

test("[§5] a new key is made after a year and given out; what was sealed to the old one opens still", async () => {
  const what = { id: "a", at: 1, type: "SignOn" };
  const first = await openedAt();
  const box = sealAct("旧", what, first.boxes.sealTo(), randomBytes(32));
  const same = await openedAt(start + boxKeyLasts, first.secrets);
  expect(same.boxes.sealTo()).toEqual(first.boxes.sealTo());
  const later = await openedAt(start + boxKeyLasts + dayLength, first.secrets);
  expect(later.boxes.sealTo()).not.toEqual(first.boxes.sealTo());
  expect(later.boxes.open(box, what)).toBe("旧");
  const foreign = await openedAt();
  expect(foreign.boxes.open(box, what)).toBeUndefined();
});
