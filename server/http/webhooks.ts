// The doors of outgoing notices: listed, added, changed, paused, removed and tried out, by an admin only; addresses and secrets come in and never out.

import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { hookChange, hookDraft, hookPause, hooksMost } from "../../domain/alarms/webhook.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { rootUnit } from "../../domain/site/root-unit.ts";
import type { Doors } from "../access/doors.ts";
import type { Person } from "../access/people.ts";
import { refusalOf } from "../access/roles.ts";
import type { Notify } from "../notify/notify.ts";
import type { Projection } from "../projection.ts";
import { refuse } from "./answers.ts";
import { bodyOf } from "./body.ts";
import { personAt } from "./door.ts";

const bodyMost = 16_384;

export const createWebhooks = (deps: {
  readonly doors: () => Doors;
  readonly notify: Notify;
  readonly projection: Projection;
  readonly onFault: (what: string, error: unknown) => void;
}): Hono => {
  const { doors, notify, projection } = deps;
  const app = new Hono();
  app.use("*", async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  });
  app.onError((error, c) => {
    deps.onFault(`${c.req.method} ${c.req.path}`, error);
    return refuse(c, { code: "server_fault" }, "retry");
  });
  const limit = bodyLimit({
    maxSize: bodyMost,
    onError: (c) => refuse(c, { code: "too_large", params: { limit: "16 kB" } }),
  });

  /** The person at the desk, if he answers for the whole site's hooks. */
  const admin = (c: Parameters<typeof personAt>[0]): Person | Refusal => {
    const person = personAt(c, doors());
    if ("code" in person) return person;
    const root = rootUnit(projection.board)?.scope;
    return refusalOf(person, "ManageWebhooks", { scope: root ?? [person.unit] }) ?? person;
  };
  const gone = (c: Parameters<typeof personAt>[0]) => refuse(c, { code: "not_found", params: { path: c.req.path } });

  app.get("/", (c) => {
    const person = admin(c);
    return "code" in person ? refuse(c, person) : c.json(notify.list());
  });
  app.post("/", limit, async (c) => {
    const person = admin(c);
    if ("code" in person) return refuse(c, person);
    const body = await bodyOf(c.req.raw, hookDraft);
    if (!body.ok) return refuse(c, body.refusal);
    const added = await notify.add(body.value);
    return added === undefined
      ? refuse(c, { code: "malformed", params: { where: `webhooks ≤ ${hooksMost}` } })
      : c.json(added, 201);
  });
  app.put("/:id", limit, async (c) => {
    const person = admin(c);
    if ("code" in person) return refuse(c, person);
    const body = await bodyOf(c.req.raw, hookChange);
    if (!body.ok) return refuse(c, body.refusal);
    const changed = await notify.change(c.req.param("id"), body.value);
    return changed === undefined ? gone(c) : c.json(changed);
  });
  app.post("/:id/pause", limit, async (c) => {
    const person = admin(c);
    if ("code" in person) return refuse(c, person);
    const body = await bodyOf(c.req.raw, hookPause);
    if (!body.ok) return refuse(c, body.refusal);
    const changed = await notify.pause(c.req.param("id"), body.value.paused);
    return changed === undefined ? gone(c) : c.json(changed);
  });
  app.post("/:id/test", async (c) => {
    const person = admin(c);
    if ("code" in person) return refuse(c, person);
    const how = await notify.test(c.req.param("id"));
    return how === undefined ? gone(c) : c.json(how);
  });
  app.delete("/:id", async (c) => {
    const person = admin(c);
    if ("code" in person) return refuse(c, person);
    return (await notify.remove(c.req.param("id"))) === undefined ? gone(c) : c.json({ kind: "ok" });
  });
  return app;
};
