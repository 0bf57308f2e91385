// What is taken as a plan's picture and what is not, by its bytes; and that it is kept whole, durable and proved. [POST-1]

import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { refusalTexts } from "../../domain/refusals.ts";
import { planLimits } from "../../domain/site/plan.ts";
import { createNodeDisk } from "../../server/ledger/disk.ts";
import { StorageFailed } from "../../server/ledger/failures.ts";
import { createPictureStore } from "../../server/pictures/picture-store.ts";
import { readPicture } from "../../server/pictures/read-picture.ts";
import { jpegOf, pngOf, webpOf } from "../kit/pictures.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const verdict = (bytes: Uint8Array): string => {
  const read = readPicture(bytes);
  return read.ok ? `${read.picture.form} ${read.picture.width}×${read.picture.height}` : read.refusal.code;
};
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

test("[POST-1] a plan is a PNG, a JPEG or a WebP, of the size its own bytes say, turned as the camera was", () => {
  expect(verdict(pngOf(80, 50))).toBe("png 80×50");
  expect(verdict(jpegOf(640, 480))).toBe("jpeg 640×480");
  expect(verdict(jpegOf(640, 480, true))).toBe("jpeg 480×640");
  expect(verdict(webpOf("VP8 ", 300, 200))).toBe("webp 300×200");
  expect(verdict(webpOf("VP8L", 300, 200))).toBe("webp 300×200");
  expect(verdict(webpOf("VP8X", 3000, 2000))).toBe("webp 3000×2000");
});

test("[POST-1] what is no picture of these is refused by what it is, whatever it calls itself", () => {
  expect(verdict(text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'))).toBe(
    "plan_svg",
  );
  expect(verdict(text("\ufeff<!-- x -->\n<SVG >"))).toBe("plan_svg");
  for (const other of [
    text(""),
    text("GIF89a\x01\x00\x01\x00"),
    text("%PDF-1.7"),
    text("BM......"),
    new Uint8Array(40),
    text("<html>"),
  ])
    expect(verdict(other)).toBe("plan_kind");
});

test("[POST-1] a picture cut short or changed on the way is refused, wherever it is cut", () => {
  for (const whole of [pngOf(40, 40), jpegOf(40, 40)])
    for (let length = 12; length < whole.length; length += 1)
      expect(["plan_broken", "plan_kind"]).toContain(verdict(whole.subarray(0, length)));
  const webp = webpOf("VP8 ", 9, 9);
  expect(verdict(webp.subarray(0, webp.length - 1))).toBe("plan_broken");
  const flipped = pngOf(40, 40);
  flipped[50] = (flipped[50] ?? 0) ^ 1;
  expect(verdict(flipped)).toBe("plan_broken");
  expect(verdict(jpegOf(0, 10))).toBe("plan_broken");
});

test("[POST-1] a picture that moves, is too heavy, too wide or too large unpacked is refused with its figures", () => {
  expect(verdict(pngOf(4, 4, [["acTL", Buffer.alloc(8)]]))).toBe("plan_moving");
  expect(verdict(webpOf("VP8X", 40, 40, true))).toBe("plan_moving");
  expect(verdict(new Uint8Array(planLimits.bytes + 1))).toBe("plan_too_large");
  expect(verdict(jpegOf(8192, 100))).toBe("jpeg 8192×100");
  expect(verdict(jpegOf(8193, 100))).toBe("plan_too_wide");
  expect(verdict(webpOf("VP8X", 8192, 8192))).toBe("plan_too_wide");
  const wide = readPicture(jpegOf(9000, 100));
  expect(wide.ok ? {} : wide.refusal.params).toMatchObject({ width: 9000, height: 100, side: 8192 });
});

test("[POST-1] every refusal of a plan says in both languages what happened, what was kept and what to do", () => {
  const codes = ["svg", "kind", "moving", "broken", "too_large", "too_wide", "missing", "damaged"] as const;
  for (const code of codes) {
    const { zh, en } = refusalTexts[`plan_${code}`];
    expect(zh).toMatch(/没有保存|岗位的位置都在/);
    expect(zh).toMatch(/请/);
    expect(en).toMatch(/Nothing was kept|places are kept/);
  }
});

test("[POST-1] a picture is kept under its hash once, proved when read, and made whole again by the same upload", async () => {
  const dataDir = await createTempFolder();
  const store = createPictureStore(dataDir, "plans", createNodeDisk());
  const bytes = pngOf(60, 40);
  const [hash, again] = await Promise.all([store.keep(bytes, "png"), store.keep(bytes, "png")]);
  expect(again).toBe(hash);
  const files = await readdir(join(dataDir, "plans"));
  expect(files).toEqual([`${hash}.png`]);
  const path = join(dataDir, "plans", `${hash}.png`);
  expect(Buffer.compare(await readFile(path), bytes)).toBe(0);
  await writeFile(path, bytes.subarray(0, bytes.length - 1));
  expect(await store.read(hash, "png")).toEqual({ state: "damaged" });
  await rm(path);
  expect(await store.read(hash, "png")).toEqual({ state: "missing" });
  await store.keep(bytes, "png");
  expect((await store.read(hash, "png")).state).toBe("whole");
});

test("[POST-1] where the disk does not make it durable, it is not acknowledged", async () => {
  const disk = createNodeDisk();
  const dataDir = await createTempFolder();
  const failing = createPictureStore(dataDir, "plans", {
    ...disk,
    open: async (path, how) => ({ ...(await disk.open(path, how)), sync: () => Promise.reject(new Error("EIO")) }),
  });
  const kept = failing.keep(pngOf(8, 8), "png");
  await expect(kept).rejects.toBeInstanceOf(StorageFailed);
});

test("[COV-2] photos leave the last of the disk to the ledger: what would take it is not kept, what is there already is", async () => {
  const dataDir = await createTempFolder();
  const bytes = pngOf(60, 40);
  let free = 1_000 + bytes.length;
  const store = createPictureStore(dataDir, "photos", createNodeDisk(), { bytes: 1_000, freeAt: async () => free });
  await store.keep(bytes, "png");
  free = 999 + bytes.length;
  await expect(store.keep(pngOf(61, 40), "png")).rejects.toBeInstanceOf(StorageFailed);
  expect((await readdir(join(dataDir, "photos"))).length).toBe(1);
  await store.keep(bytes, "png");
});
