// The entry of /kiosk: opens the device's disk, puts the page into the document and keeps it on the device.

import "@fontsource-variable/noto-sans-sc/wght.css";
import "../web/lib/tokens.css";
import "../web/lib/base.css";
import { mount } from "svelte";
import { keepShell } from "../web/lib/shell.ts";
import { createIdbStore, createShelf, openKioskDatabase } from "./database.ts";
import { askDisk, noDisk } from "./disk.ts";
import { keepLate } from "./late.ts";
import { createMeasured } from "./measure.ts";
import Root from "./Root.svelte";
import { startKiosk } from "./start.svelte.ts";

const tokenKey = "shouwang.screen";
const target = document.getElementById("app");
if (target === null) throw new Error("index.html has no #app");
const disk = await openKioskDatabase().then(
  (db) => ({ store: createIdbStore(db), shelf: createShelf(db), asked: askDisk(navigator.storage) }),
  (error: unknown) => ({ ...noDisk(error), asked: Promise.resolve("none" as const) }),
);
const started = await startKiosk({
  ...disk,
  token: localStorage.getItem(tokenKey) ?? undefined,
  reload: () => location.reload(),
});
mount(Root, {
  target,
  props: {
    started,
    measured: createMeasured(localStorage),
    onToken: (token: string) => {
      localStorage.setItem(tokenKey, token);
      location.reload();
    },
  },
});
if ((await keepShell()) === "not-kept") void keepLate();
