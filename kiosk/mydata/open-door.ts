// The door of his own data as this page opens it: with the screen's token, where it has one.

import { v7 as uuid } from "uuid";
import { createOwnDoor, type OwnDoor } from "./own-door.ts";

/** As the page's entry keeps it. */
const tokenKey = "shouwang.screen";

/** `offset`: server minus device clock, ms. */
export const openOwnDoor = (offset: () => number): OwnDoor =>
  createOwnDoor({
    fetcher: fetch.bind(globalThis),
    token: () => localStorage.getItem(tokenKey) ?? undefined,
    newId: uuid,
    now: () => Math.round(Date.now() + offset()),
  });
