// What a kiosk's own storage is worth, and that a kiosk without any still serves while there is a line.

import { expect, test } from "vitest";
import { postId, seq } from "../../domain/ids.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import type { Act } from "../../kiosk/act.ts";
import { askDisk, noDisk } from "../../kiosk/disk.ts";
import { createOutbox } from "../../kiosk/outbox.ts";

const browser = (persisted: boolean, persist: boolean | Error) => ({
  persisted: async () => persisted,
  persist: async () => {
    if (persist instanceof Error) throw persist;
    return persist;
  },
  estimate: async () => ({}),
  getDirectory: () => Promise.reject(new Error("not here")),
});

test("[SCR-1] the browser's promise is asked for once and told as it is", async () => {
  expect(await askDisk(browser(true, false))).toBe("kept");
  expect(await askDisk(browser(false, true))).toBe("kept");
  expect(await askDisk(browser(false, false))).toBe("droppable");
  expect(await askDisk(browser(false, new TypeError("not allowed")))).toBe("droppable");
  expect(await askDisk(undefined)).toBe("insecure");
});

const act: Act = {
  id: "a1",
  at: 1,
  lane: "SW1",
  tail: "SW1",
  name: "",
  nameEn: "",
  body: { type: "CheckIn", post: postId("p1"), as: { badge: "SW1" } },
};
const opened = (send: () => Promise<CommandAnswer>) =>
  createOutbox({
    store: noDisk(new Error("no storage here")).store,
    send,
    seal: async () => "box",
    wait: () => () => {},
  });

test("[SCR-2] without storage an act is sent and answered; its fault is told", async () => {
  const outbox = await opened(async () => ({ kind: "ok", seq: seq(7) }));
  expect(await outbox.keep(act, 1_000)).toEqual({ kind: "ok" });
  expect(outbox.state().fault).toContain("no storage here");
});

test("[SCR-2] without storage and without an answer nothing is called kept", async () => {
  const outbox = await opened(async () => ({ kind: "retry", refusal: { code: "no_answer" } }));
  expect(await outbox.keep(act, 1_000)).toEqual({ kind: "unkept" });
});
