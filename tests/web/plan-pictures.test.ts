// A plan's picture in a page: with the screen's own token, kept on the device, shown without a line, said plainly where there is none. [POST-1]

import { expect, test } from "vitest";
import { createPlanPictures, picturePath } from "../../web/lib/plan-pictures.svelte.ts";

type Answer = () => Response | Promise<Response>;
const png = (): Response => new Response("png", { headers: { "Content-Type": "image/png" } });
const refused = (code: string, status: number): Response =>
  Response.json({ kind: "refused", refusal: { code } }, { status });

const open = (answers: Answer[], kept = new Map<string, Response>(), keeps = true) => {
  const asked: { path: string; token: string | undefined }[] = [];
  const rings: (() => void)[] = [];
  const urls: string[] = [];
  const dropped: string[] = [];
  const cache = {
    match: async (path: string) => kept.get(path)?.clone(),
    put: async (path: string, response: Response) => void kept.set(path, response),
    keys: async () => [...kept.keys()].map((path) => new Request(`http://wall${path}`)),
    delete: async (request: string | Request) =>
      kept.delete(typeof request === "string" ? request : new URL(request.url).pathname),
  };
  const pictures = createPlanPictures({
    token: "token-of-the-wall",
    fetch: async (path, init) => {
      asked.push({ path, token: new Headers(init.headers).get("authorization") ?? undefined });
      const answer = answers.shift();
      if (answer === undefined) throw new TypeError("no line");
      return answer();
    },
    // The browser's own type asks for more than is used.
    kept: async () => (keeps ? Object.assign(Object.create(null), cache) : undefined),
    after: (_, ring) => {
      rings.push(ring);
      return () => {
        rings.splice(rings.indexOf(ring), 1);
      };
    },
    toUrl: () => {
      urls.push(`blob:${urls.length}`);
      return urls.at(-1) ?? "";
    },
    dropUrl: (url) => void dropped.push(url),
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
  return { pictures, asked, rings, dropped, kept, settled };
};
const a = "a".repeat(64);
const b = "b".repeat(64);

test("[POST-1] a picture is fetched once, with the screen's token, and shown from memory", async () => {
  const { pictures, asked, settled } = open([png]);
  expect(pictures.of(a)).toEqual({ state: "loading" });
  expect(pictures.of(a)).toEqual({ state: "loading" });
  await settled();
  expect(pictures.of(a)).toEqual({ state: "shown", url: "blob:0" });
  expect(asked).toEqual([{ path: picturePath(a), token: "Bearer token-of-the-wall" }]);
});

test("[POST-1] a wall that starts without a line shows the picture that the device has kept", async () => {
  const first = open([png]);
  first.pictures.of(a);
  await first.settled();
  const again = open([], first.kept);
  again.pictures.of(a);
  await again.settled();
  expect(again.pictures.of(a).state).toBe("shown");
  expect(again.asked).toEqual([]);
  const bare = open([], new Map(), false);
  bare.pictures.of(a);
  await bare.settled();
  expect(bare.pictures.of(a)).toEqual({ state: "away" });
});

test("[POST-1] no answer is tried again; a refusal says why and is tried again too, for the file may be mended", async () => {
  const { pictures, rings, settled } = open([
    () => refused("plan_damaged", 410),
    () => new Response("<html>", { status: 502 }),
    png,
  ]);
  pictures.of(a);
  await settled();
  expect(pictures.of(a)).toEqual({ state: "refused", refusal: { code: "plan_damaged" } });
  rings.shift()?.();
  await settled();
  expect(pictures.of(a)).toEqual({ state: "away" });
  rings.shift()?.();
  await settled();
  expect(pictures.of(a).state).toBe("shown");
});

test("[POST-1] bytes that cannot be drawn are not kept, and are asked for again", async () => {
  const { pictures, kept, dropped, rings, settled } = open([png, png]);
  pictures.of(a);
  await settled();
  expect(kept.size).toBe(1);
  pictures.broken(a);
  await settled();
  expect(pictures.of(a)).toEqual({ state: "away" });
  expect([kept.size, dropped]).toEqual([0, ["blob:0"]]);
  rings.shift()?.();
  await settled();
  expect(pictures.of(a)).toEqual({ state: "shown", url: "blob:1" });
});

test("[POST-1, SCR-1] only pictures of plans that the screen may see stay, in memory and on the device", async () => {
  const { pictures, kept, dropped, settled } = open([png, png]);
  pictures.of(a);
  pictures.of(b);
  await settled();
  pictures.keep(new Set([b]));
  await settled();
  expect([...kept.keys()]).toEqual([picturePath(b)]);
  expect(dropped).toEqual(["blob:0"]);
  expect(pictures.of(b).state).toBe("shown");
  pictures.close();
  expect(dropped).toEqual(["blob:0", "blob:1"]);
});
