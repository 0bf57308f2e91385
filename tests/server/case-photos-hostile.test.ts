// What a hostile sender makes of a photo, at the real door: each gets a sentence, nothing is kept of it, and nothing is unpacked that says it is huge. [CASE-1]

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { describe, expect, test, vi } from "vitest";
import { createNodeDisk } from "../../server/ledger/disk.ts";
import { createCasePhotos } from "../../server/pictures/case-photos.ts";
import { createPictureStore } from "../../server/pictures/picture-store.ts";
import { createProjection } from "../../server/projection.ts";
import { told } from "../kit/hazards.ts";
import { openWorld } from "../kit/open-world.ts";
import { claiming, hugePng, photoOf, unpacked, withPlace } from "../kit/photos.ts";
import { pngOf, webpOf } from "../kit/pictures.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { createWorld, worker } from "../kit/world.ts";

const answer = v.object({
  kind: v.string(),
  refusal: v.optional(v.object({ code: v.string() })),
  message: v.optional(v.string()),
});

const open = async () => {
  const world = await openWorld();
  const cookie = await world.signIn("safety-officer");
  const id = uuid();
  await world.act(told, worker(2), { id });
  const path = `/api/v1/cases/${id}/photos`;
  const send = async (photo: Uint8Array<ArrayBuffer>, lang = "zh-CN") => {
    const form = new FormData();
    form.set("said", JSON.stringify({ id: uuid(), of: "report" }));
    form.set("photo", new Blob([photo], { type: "image/jpeg" }), "../../etc/photo.jpg");
    const headers = { cookie, "accept-language": lang };
    const response = await fetch(`${world.url}${path}`, { method: "POST", body: form, headers });
    return { status: response.status, ...v.parse(answer, await response.json()) };
  };
  const files = () => readdir(world.casePhotos).catch(() => []);
  const photos = () => world.projection.board.get("case", id)?.photos ?? [];
  return { world, cookie, path, send, files, photos };
};
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text));
const page = "<html><script>alert(document.cookie)</script></html>";
const honest = photoOf(640, 480);
const cut = new Uint8Array(honest.subarray(0, honest.length / 2));
const joined = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts));

describe("[CASE-1] no photo", () => {
  test.each([
    ["nothing at all", new Uint8Array(0), "case_photo_kind"],
    ["a page that calls itself a photo", bytesOf(page), "case_photo_kind"],
    [
      "a drawing with a script",
      bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      "case_photo_kind",
    ],
    ["a PNG", new Uint8Array(pngOf(64, 48)), "case_photo_kind"],
    ["a WebP", new Uint8Array(webpOf("VP8 ", 64, 48)), "case_photo_kind"],
    ["a PNG of 65,000 × 65,000", hugePng(65_000), "case_photo_wide"],
    ["a JPEG that says 65,000 × 65,000", claiming(honest, 65_000, 65_000), "case_photo_wide"],
    ["a JPEG one pixel too wide", claiming(honest, 2_561, 16), "case_photo_wide"],
    ["a JPEG whose sides are allowed and whose whole is not", claiming(honest, 2_400, 2_000), "case_photo_wide"],
    ["a JPEG that says more rows than it holds", claiming(honest, 2_000, 2_000), "case_photo_broken"],
    ["a JPEG without pixels", claiming(honest, 0, 0), "case_photo_broken"],
    ["a JPEG cut in the middle", cut, "case_photo_broken"],
    ["a JPEG cut in the middle, and its end put back", joined(cut, Buffer.from([0xff, 0xd9])), "case_photo_broken"],
    ["the first bytes of a JPEG", new Uint8Array([0xff, 0xd8, 0xff]), "case_photo_broken"],
    [
      "a JPEG with noise for a table",
      joined(honest.subarray(0, 30), Buffer.alloc(400, 0xa5), honest.subarray(430)),
      "case_photo_broken",
    ],
  ] as const)("is %s: said so in both languages, kept nowhere", async (_, photo, code) => {
    const { send, files, photos } = await open();
    const zh = await send(photo);
    expect([zh.status, zh.refusal?.code]).toEqual([code === "case_photo_wide" ? 413 : 415, code]);
    expect(zh.message).toMatch(/没有存.*都在；请/);
    expect((await send(photo, "en")).message).toMatch(/was not kept\. The case is as it was; take/);
    expect([await files(), photos()]).toEqual([[], []]);
  });

  test("is 20 MB: refused by what it says of itself, before it is read", async () => {
    const { send, files } = await open();
    expect(await send(new Uint8Array(20_000_000))).toMatchObject({
      status: 413,
      refusal: { code: "case_photo_large" },
    });
    expect(await send(joined(honest, new Uint8Array(2_000_000)))).toMatchObject({ status: 413 });
    expect(await files()).toEqual([]);
  });

  test("is 20 MB that says nothing of its length: cut off at the limit", async () => {
    const { world, cookie, path, files } = await open();
    const { hostname, port } = new URL(world.url);
    const heard = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname);
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk.toString();
      });
      socket.on("error", () => resolve(text));
      socket.on("close", () => resolve(text));
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: ${hostname}\r\ncookie: ${cookie}\r\ntransfer-encoding: chunked\r\nconnection: close\r\ncontent-type: multipart/form-data; boundary=x\r\n\r\n`,
      );
      const part = Buffer.alloc(64_000, 65);
      for (let sent = 0; sent < 20_000_000; sent += part.length)
        socket.write(Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from("\r\n")]));
      socket.write("0\r\n\r\n");
    });
    expect(heard).toContain("413");
    expect(heard).toContain("case_photo_large");
    expect(await files()).toEqual([]);
  });
});

describe("[CASE-1] a photo with more in it than a picture", () => {
  test.each([
    ["the place where it was taken", withPlace(photoOf(64, 48)), ["GPS-49.2117N", "Exif"]],
    ["a page behind its end", joined(photoOf(64, 48), bytesOf(page)), ["<script", "html"]],
    [
      "a comment",
      joined(
        photoOf(64, 48).subarray(0, 2),
        Buffer.from([0xff, 0xfe, 0, 10]),
        bytesOf("<script>"),
        photoOf(64, 48).subarray(2),
      ),
      ["<script"],
    ],
  ] as const)("keeps the picture and loses %s", async (_, photo, words) => {
    const { world, send, files, photos } = await open();
    for (const word of words) expect(Buffer.from(photo).includes(word)).toBe(true);
    expect(await send(photo)).toMatchObject({ status: 201 });
    const [name = ""] = await files();
    const kept = await readFile(join(world.casePhotos, name));
    for (const word of words) expect(kept.includes(word)).toBe(false);
    expect(unpacked(kept)).toBe("64×48");
    expect(kept.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
    expect(photos()).toMatchObject([{ bytes: kept.length, width: 64, height: 48 }]);
  });

  test("after all of it the door still takes an honest one of the largest size", async () => {
    const { send, photos } = await open();
    for (const bad of [cut, claiming(honest, 65_000, 65_000), claiming(honest, 2_000, 2_000), bytesOf(page)])
      expect((await send(bad)).kind).toBe("refused");
    expect(await send(photoOf(1_600, 1_200))).toMatchObject({ status: 201 });
    expect(photos()).toMatchObject([{ width: 1_600, height: 1_200 }]);
  });
});

describe("[CASE-1] the folder", () => {
  const quiet = { onFault: (what: string, error: unknown) => expect.unreachable(`${what}: ${String(error)}`) };
  const folderOf = async (strays: readonly string[]) => {
    const dataDir = await createTempFolder();
    await mkdir(join(dataDir, "case-photos"));
    for (const name of strays) await writeFile(join(dataDir, "case-photos", name), "x");
    return { dataDir, store: createPictureStore(dataDir, "case-photos", createNodeDisk()) };
  };
  const stray = `${"b".repeat(64)}.jpeg`;

  test("loses what no case names when the house opens; not while the ledger knows no site at all", async () => {
    const { projection } = await createWorld();
    const { dataDir, store } = await folderOf([stray, "notes.txt"]);
    await createCasePhotos({ store, projection: createProjection(), ...quiet }).sweep();
    expect(await readdir(join(dataDir, "case-photos"))).toContain(stray);
    await createCasePhotos({ store, projection, ...quiet }).sweep();
    expect(await readdir(join(dataDir, "case-photos"))).toEqual(["notes.txt"]);
  });

  test("grows to its bound and no further; what is not named is not kept", async () => {
    const { projection } = await createWorld();
    const { dataDir, store } = await folderOf([]);
    const full = createCasePhotos({ store, projection, most: 100, ...quiet });
    const never = () => Promise.reject(new Error("named"));
    expect(await full.take(honest, never)).toMatchObject({ kind: "retry", refusal: { code: "case_photo_full" } });
    const photos = createCasePhotos({ store, projection, ...quiet });
    const no = { kind: "refused", refusal: { code: "case_photo_step" } } as const;
    expect(await photos.take(honest, () => Promise.resolve(no))).toEqual(no);
    await vi.waitFor(async () => expect(await readdir(join(dataDir, "case-photos"))).toEqual([]), { timeout: 20_000 });
  });

  test("of many at once eight wait; the ninth is told to come again", async () => {
    const { projection } = await createWorld();
    const { store } = await folderOf([]);
    const photos = createCasePhotos({ store, projection, ...quiet });
    const no = { kind: "refused", refusal: { code: "case_photo_step" } } as const;
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => photos.take(photoOf(32, 24, n), () => Promise.resolve(no))),
    );
    expect(answers.filter((one) => one.kind === "retry")).toHaveLength(2);
  });
});
