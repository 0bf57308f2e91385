// What is owed outlives the process: killed at every step, paused, edited, damaged, on a disk that refuses. [§4, ALM-2]

import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createNodeDisk } from "../../server/ledger/disk.ts";
import { NoticesDamaged, openHookStore } from "../../server/notify/hook-store.ts";
import type { Post } from "../../server/notify/post.ts";
import { createFaultyDisk } from "../kit/faulty-disk.ts";
import { draft, openNotifyRoom } from "../kit/notify-room.ts";
import { createReceiver } from "../kit/receiver.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const alarms = 6;

describe("a process that is killed", () => {
  // Step 2n: on the way with event n, before its answer. Step 2n + 1: answered, before that is on the disk.
  test.each(Array.from({ length: 2 * alarms }, (_, step) => step))(
    "at step %d: nothing is lost, the order stays, at most the one under way comes twice",
    async (step) => {
      const got: number[] = [];
      let dead: "no" | "yes" = "no";
      let die = (): void => {};
      const death = new Promise<void>((resolve) => {
        die = resolve;
      });
      const forever = new Promise<never>(() => {});
      const seqOf = (body: string): number => Number(JSON.parse(body).seq);
      const dying: Post = async ({ body }) => {
        if (dead === "yes") return forever;
        got.push(seqOf(body));
        if (got.length - 1 === Math.floor(step / 2)) {
          dead = "yes";
          die();
        }
        return dead === "yes" && step % 2 === 0 ? forever : { end: "sent", status: 200 };
      };
      // After its death a process writes nothing more.
      const disk = createNodeDisk();
      const mortal = {
        ...disk,
        open: (...how: Parameters<typeof disk.open>) => (dead === "yes" ? forever : disk.open(...how)),
      };
      const first = await openNotifyRoom({ post: dying, disk: mortal, mortal: true });
      await first.add(draft("http://127.0.0.1:9/"));
      await Promise.all([0, 1, 2, 3].map((n) => first.raise(`p${n}`)));
      for (let n = 0; n < alarms - 4; n += 1) await first.raise(`p${n}`, { sort: "post-overdue" });
      await death;
      const died = got.length;
      const second = await openNotifyRoom({
        folder: first.folder,
        world: first.world,
        post: async ({ body }) => {
          got.push(seqOf(body));
          return { end: "sent", status: 200 };
        },
      });
      await second.settles(alarms - died + 1);
      const again = got.slice(died);
      expect(got.slice(0, died)).toEqual(Array.from({ length: died }, (_, n) => n + 2));
      expect(again).toEqual(Array.from({ length: alarms - died + 1 }, (_, n) => n + died + 1));
      expect(second.only()).toMatchObject({ mark: { seq: alarms + 1, lost: 0 }, waiting: 0 });
    },
  );

  test("while nobody listens: what was raised meanwhile goes out at the next start", async () => {
    const receiver = await createReceiver();
    const first = await openNotifyRoom();
    await first.add(draft(receiver.url));
    await first.raise("p0");
    await first.settles(1);
    await first.notify.close();
    await first.raise("p1");
    await first.raise("p2");
    const second = await openNotifyRoom({ folder: first.folder, world: first.world });
    await second.settles(2);
    expect(receiver.got.map(({ json }) => json.seq)).toEqual([2, 3, 4]);
  });
});

describe("a hook", () => {
  test("paused keeps its place, also over a restart; resumed it sends what waited", async () => {
    const receiver = await createReceiver();
    const first = await openNotifyRoom();
    const id = await first.add(draft(receiver.url));
    await first.notify.pause(id, true);
    await first.raise("p0");
    await first.raise("p1");
    expect(first.only()).toMatchObject({ paused: true, waiting: 2 });
    await first.notify.close();
    const second = await openNotifyRoom({ folder: first.folder, world: first.world });
    await second.raise("p2");
    expect(receiver.got).toEqual([]);
    await second.notify.pause(id, false);
    await second.settles(3);
    expect(receiver.got.map(({ json }) => json.seq)).toEqual([2, 3, 4]);
  });

  test("edited to another address sends what failed there at once; what is not sent along stays secret and as it was", async () => {
    const [wrong, right] = [await createReceiver(), await createReceiver()];
    wrong.answerWith(() => ({ status: 500 }));
    const room = await openNotifyRoom();
    const id = await room.add(draft(`${wrong.url}/first-secret-path`, { secret: "s3cret" }));
    await room.raise("p0");
    await room.settles(1);
    const { secret: _, ...rest } = draft(`${right.url}/second-secret-path`);
    await room.notify.change(id, { ...rest, secret: undefined, format: "wecom", name: "改了" });
    await room.settles(2);
    expect(right.got[0]?.json.seq).toBe(2);
    expect(right.got[0]?.headers["x-shouwang-signature"]).toMatch(/^sha256=[0-9a-f]{64}$/);
    expect(room.only()).toMatchObject({ name: "改了", format: "generic", hasSecret: true });
    const seen = JSON.stringify(room.notify.list());
    expect(seen).not.toContain("s3cret");
    expect(seen).not.toContain("second-secret");
    expect(room.only().address).toBe(`${right.url}/…path`);
  });

  test("removed while its receiver is silent is gone, and stays gone", async () => {
    const receiver = await createReceiver();
    receiver.answerWith(() => "silence");
    const room = await openNotifyRoom();
    const id = await room.add(draft(receiver.url));
    await room.raise("p0");
    await receiver.gets(1);
    const removing = room.notify.remove(id);
    await room.timers.awaits(2_000);
    room.pass(2_000);
    expect(await removing).toBe("removed");
    expect(await room.notify.remove(id)).toBeUndefined();
    expect(room.notify.list().hooks).toEqual([]);
    expect(await readFile(join(room.folder, "webhook-marks.json"), "utf8")).not.toContain(id);
  });

  test("widened later does not tell what it was not to tell before, not even after a crash", async () => {
    const receiver = await createReceiver();
    const first = await openNotifyRoom();
    const id = await first.add(draft(receiver.url, { least: 1 }));
    await first.raise("p0");
    const { secret, ...wide } = draft(receiver.url, { least: 4 });
    await first.notify.change(id, { ...wide, secret });
    const second = await openNotifyRoom({ folder: first.folder, world: first.world });
    await second.raise("p1");
    await second.settles(1);
    expect(receiver.got.map(({ json }) => json.seq)).toContain(3);
    expect(receiver.got.map(({ json }) => json.seq)).not.toContain(2);
  });
});

describe("a rehearsal", () => {
  test("sends nothing, not even a test", async () => {
    const receiver = await createReceiver();
    const room = await openNotifyRoom({ rehearsal: true });
    const id = await room.add(draft(receiver.url));
    await room.raise("p0", { priority: 1 });
    await room.act({ type: "CallSos", post: undefined, place: "" }, { kind: "device", profile: "kiosk" });
    expect(await room.notify.test(id)).toEqual({ end: "rehearsal" });
    await room.notify.close();
    expect(receiver.got).toEqual([]);
    expect(room.notify.list()).toMatchObject({ rehearsal: true, hooks: [{ waiting: 0 }] });
  });
});

describe("the files", () => {
  test.skipIf(process.platform === "win32")(
    "are for the server alone, also after a backup brought them back open",
    async () => {
      const room = await openNotifyRoom();
      await room.add(draft("http://127.0.0.1:9/", { secret: "s3cret" }));
      const path = join(room.folder, "webhooks.json");
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      await writeFile(join(room.folder, "copy"), await readFile(path), { mode: 0o644 });
      const folder = await createTempFolder();
      await writeFile(join(folder, "webhooks.json"), await readFile(path), { mode: 0o644 });
      const store = await openHookStore(folder, createNodeDisk());
      expect((await stat(join(folder, "webhooks.json"))).mode & 0o777).toBe(0o600);
      expect(store.hooks()).toHaveLength(1);
    },
  );

  test.each(["webhooks.json", "webhook-marks.json"])("%s damaged stops the start with what to do", async (name) => {
    const folder = await createTempFolder();
    await writeFile(join(folder, name), '{"format":1,"ho');
    await expect(openHookStore(folder, createNodeDisk())).rejects.toThrow(NoticesDamaged);
    await writeFile(join(folder, name), '{"format":7}');
    await expect(openHookStore(folder, createNodeDisk())).rejects.toThrow(/移走它再启动[\s\S]*move it away/);
  });

  test("a disk that refuses the marks does not stop the notices, and is told", async () => {
    const receiver = await createReceiver();
    let full: "no" | "yes" = "no";
    const disk = createFaultyDisk(createNodeDisk(), (call) =>
      full === "yes" && call === "write" ? "ENOSPC" : undefined,
    );
    const room = await openNotifyRoom({ disk });
    await room.add(draft(receiver.url));
    full = "yes";
    await room.raise("p0");
    await room.raise("p1");
    await room.settles(2);
    expect(receiver.got.map(({ json }) => json.seq)).toEqual([2, 3]);
    expect(room.faults.join()).toContain("ENOSPC");
    full = "no";
    await room.raise("p2");
    await room.settles(3);
    expect(await readFile(join(room.folder, "webhook-marks.json"), "utf8")).toContain('"seq": 4');
  });
});
