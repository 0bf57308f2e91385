// The watched folder: a file counts once, when it is complete, whatever befalls the server, the disk or the share; and a text says what came of it. [PAT-2]

import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { smartData, smartTracks, walkFrom } from "../kit/moved-files.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { asGpx, asKml } from "../kit/track-files.ts";
import { long, openFolder, tapeOf } from "./tracks-folder-kit.ts";

const failing = (code: string): Error => Object.assign(new Error(code), { code, syscall: "rename" });

describe("[PAT-2] a complete file", () => {
  test("[PAT-2] is imported after five seconds without a change, and put aside with its counts", async () => {
    const { start, lay, pass, tracks, files, text } = await openFolder();
    const { look, state } = start();
    await lay("north.gpx", asGpx(tapeOf(0)));
    await look();
    pass(4999);
    await look();
    expect([tracks().length, state()]).toEqual([0, { state: "watching", waiting: 1 }]);
    pass(1);
    await look();
    expect(tracks()).toMatchObject([{ unit: "co", profile: "foot", file: { name: "north.gpx", datum: "wgs84" } }]);
    expect(await files()).toEqual(["done/north.gpx", "done/north.gpx.txt"]);
    expect(await text("done/north.gpx.txt")).toBe(
      "已导入：计入 6 个点，0.303 公里；没有计入 0 项。\nImported: 6 fixes count, 0.303 km; 0 items do not count.\n",
    );
    expect(state()).toEqual({ state: "watching", waiting: 0 });
  });

  test("[PAT-1] of another system's patrols moves them over, once, and says in both languages what came and who is not on the register", async () => {
    const { start, lay, pass, patrols, files, text } = await openFolder();
    const { look } = start();
    const walk = walkFrom(shiftStart - 3 * 86_400_000, 30);
    const smart = smartData(walk, { leader: "100003", members: ["Mwangi"] });
    await lay("smart.json", JSON.stringify(smart), long);
    await lay("again.json", JSON.stringify(smart), long);
    await lay("tracks.json", JSON.stringify(smartTracks([walk])), long);
    await lay("geo.json", JSON.stringify({ type: "FeatureCollection", features: [] }), long);
    await look();
    pass(5000);
    await look();
    expect(patrols()).toMatchObject([{ leader: "w3", run: { state: "completed" }, origin: { system: "smart" } }]);
    expect((await files()).filter((one) => !one.endsWith(".txt"))).toEqual([
      "done/again.json",
      "done/smart.json",
      "refused/geo.json",
      "refused/tracks.json",
    ]);
    const told = [await text("done/smart.json.txt"), await text("done/again.json.txt")].sort();
    expect(told[1]).toBe(
      "已迁入：巡护 1 次，发现 1 条，轨迹 1 条；已有 0 次，没有导入 0 次。\nMoved over: 1 patrols, 1 findings, 1 tracks; 0 were here already, 0 are left out.\n不在册 1 人：Mwangi\nNot on the register, 1: Mwangi\n",
    );
    expect(told[0]).toContain("1 were here already");
    expect(await text("refused/tracks.json.txt")).toContain("tracks or observations without their patrol: 1");
    expect(await text("refused/geo.json.txt")).toContain("There is no track in the file");
  });

  test("[PAT-2] is not taken while it grows, however slowly", async () => {
    const { start, lay, pass, tracks, root } = await openFolder();
    const { look } = start();
    const whole = asGpx(tapeOf(0));
    for (let length = 100; length < whole.length; length += 200) {
      await lay("slow.gpx", whole.slice(0, length));
      await look();
      pass(4000);
      await look();
      expect(tracks()).toEqual([]);
    }
    await lay("slow.gpx", whole);
    await look();
    pass(5000);
    await look();
    expect([tracks().length, (await readdir(root)).includes("refused")]).toEqual([1, false]);
  });

  test("[PAT-2] that was renamed into place is taken at the next look", async () => {
    const { root, start, lay, tracks } = await openFolder();
    const { look } = start();
    await lay(".upload.part", asGpx(tapeOf(0)), long);
    await look();
    await look();
    expect(tracks()).toEqual([]);
    await rename(join(root, ".upload.part"), join(root, "ready.gpx"));
    await look();
    await look();
    expect(tracks()).toHaveLength(1);
  });
});

describe("[PAT-2] what the folders say", () => {
  test("[PAT-2] datum, way of travel and unit by name, in any order; without a datum nothing is taken", async () => {
    const { start, lay, tracks, text, files } = await openFolder("");
    const { look } = start();
    await lay("gcj02/车辆/a.gpx", asGpx(tapeOf(0)), long);
    await lay("forest/wgs84/b.kml", asKml(tapeOf(1)), long);
    await lay("c.gpx", asGpx(tapeOf(2)), long);
    await lay("wgs84/nobody knows/d.gpx", asGpx(tapeOf(3)), long);
    await lay("wgs84/gcj02/e.gpx", asGpx(tapeOf(4)), long);
    await look();
    await look();
    const told = tracks().map(({ unit, profile, file }) => [file.name, file.datum, profile, unit]);
    expect(told.sort()).toEqual([
      ["a.gpx", "gcj02", "vehicle", "co"],
      ["b.kml", "wgs84", "foot", "forest"],
    ]);
    expect((await files()).filter((one) => one.startsWith("refused") && !one.endsWith(".txt"))).toEqual([
      "refused/c.gpx",
      "refused/wgs84/gcj02/e.gpx",
      "refused/wgs84/nobody knows/d.gpx",
    ]);
    expect(await text("refused/c.gpx.txt")).toContain("The datum was not stated.");
    expect(await text("refused/wgs84/nobody knows/d.gpx.txt")).toMatch(
      /文件夹「nobody knows」看不懂[\s\S]*“nobody knows” means nothing/,
    );
    expect(await text("refused/wgs84/gcj02/e.gpx.txt")).toContain("Datums are mixed: WGS-84 and GCJ-02.");
  });

  test("[PAT-2] what is no track is refused with its sentence in both languages, and costs no other", async () => {
    const { start, lay, tracks, text, said } = await openFolder();
    const { look } = start();
    await lay("a.gpx", asGpx(tapeOf(0)).slice(0, 300), long);
    await lay("b.gpx", asGpx(tapeOf(1)), long);
    await look();
    await look();
    expect(tracks()).toHaveLength(1);
    expect(await text("refused/a.gpx.txt")).toMatch(/文件不完整[\s\S]*the file is cut off/);
    expect(said.join()).toContain("a.gpx");
  });
});

describe("[PAT-2] once", () => {
  test("[PAT-2] a file that was recorded before the server was killed is put aside by the next, and counts once", async () => {
    const { start, lay, tracks, files, withDisk, text } = await openFolder();
    await lay("a.gpx", asGpx(tapeOf(0)), long);
    // As a kill leaves it: recorded, and nothing moved.
    withDisk((disk) => ({ ...disk, put: () => Promise.reject(failing("EIO")) }));
    const killed = start();
    await killed.look();
    await killed.look();
    expect([tracks().length, await files()]).toEqual([1, ["a.gpx"]]);
    withDisk((disk) => disk);
    const next = start();
    await next.look();
    await next.look();
    expect([tracks().length, await files()]).toEqual([1, ["done/a.gpx", "done/a.gpx.txt"]]);
    expect(await text("done/a.gpx.txt")).toContain("It was not counted twice.");
  });

  test("[PAT-2] the same content under another name, and another content under the same name", async () => {
    const { start, lay, tracks, files } = await openFolder();
    const { look } = start();
    for (const [name, n] of [
      ["a.gpx", 0],
      ["b.gpx", 0],
      ["a.gpx", 1],
    ] as const) {
      await lay(name, asGpx(tapeOf(n)), long);
      await look();
      await look();
    }
    expect(tracks()).toHaveLength(2);
    expect((await files()).filter((one) => !one.endsWith(".txt"))).toEqual([
      "done/a-2.gpx",
      "done/a.gpx",
      "done/b.gpx",
    ]);
  });
});

describe("[PAT-2] a folder that fails", () => {
  test("[PAT-2] unplugged: said once, and once more when it is back; the file is taken then", async () => {
    const { root, start, lay, tracks, said } = await openFolder();
    const { look, state } = start();
    await rm(root, { recursive: true });
    for (let i = 0; i < 3; i++) await look();
    expect(state()).toEqual({ state: "fault", what: expect.stringContaining("ENOENT") });
    await lay("a.gpx", asGpx(tapeOf(0)), long);
    await look();
    await look();
    expect([tracks().length, state()]).toEqual([1, { state: "watching", waiting: 0 }]);
    expect(said.map((one) => one.slice(-30))).toEqual([
      expect.stringContaining("cannot be read: ENOENT"),
      expect.stringContaining("is well again"),
    ]);
  });

  test.each(["ENOSPC", "EACCES", "EROFS"])(
    "[PAT-2] %s where it is put aside: recorded once, moved when it can be",
    async (code) => {
      const { start, lay, tracks, files, withDisk, said } = await openFolder();
      const { look, state } = start();
      let reads = 0;
      withDisk((disk) => ({
        ...disk,
        read: (file) => {
          reads += 1;
          return disk.read(file);
        },
        put: (file, into, text) =>
          file.path[0] === "b.gpx" ? disk.put(file, into, text) : Promise.reject(failing(code)),
      }));
      await lay("a.gpx", asGpx(tapeOf(0)), long);
      await lay("b.gpx", asGpx(tapeOf(1)), long);
      for (let i = 0; i < 4; i++) await look();
      expect([tracks().length, reads, await files()]).toEqual([2, 2, ["a.gpx", "done/b.gpx", "done/b.gpx.txt"]]);
      expect(state()).toEqual({ state: "fault", what: expect.stringContaining(code) });
      expect(said).toHaveLength(1);
      withDisk((disk) => disk);
      await look();
      expect([tracks().length, state()]).toEqual([2, { state: "watching", waiting: 0 }]);
      expect(await files()).toContain("done/a.gpx");
    },
  );

  test("[PAT-2] a server that cannot record leaves the file where it is, and takes it later", async () => {
    const { start, lay, tracks, files, answering } = await openFolder();
    const { look, state } = start();
    answering(() => Promise.resolve({ kind: "retry", refusal: { code: "storage_failed" } }));
    await lay("a.gpx", asGpx(tapeOf(0)), long);
    for (let i = 0; i < 3; i++) await look();
    expect([tracks().length, await files(), state().state]).toEqual([0, ["a.gpx"], "fault"]);
    answering((answer) => answer());
    await look();
    expect([tracks().length, state()]).toEqual([1, { state: "watching", waiting: 0 }]);
  });
});
