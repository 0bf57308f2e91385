// The door of the phones that scan checkpoints: a report of many scans in, an answer for each out, and the names of what stands on the signs. [PAT-1]

import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type ScanNames, scanReport } from "../../domain/patrols/scan-report.ts";
import type { Devices } from "../access/devices.ts";
import type { Projection } from "../projection.ts";
import type { TakeScans } from "../trackers/take-scans.ts";
import { langOf, refuse } from "./answers.ts";
import { bodyOf } from "./body.ts";
import { phoneAt } from "./phone.ts";

export const createScans = (deps: {
  readonly devices: Pick<Devices, "deviceOf">;
  readonly projection: Projection;
  readonly take: TakeScans;
  readonly onFault: (what: string, error: unknown) => void;
}): Hono => {
  const { devices, projection, take } = deps;
  const { board } = projection;
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
    maxSize: 256 * 1024,
    onError: (c) => refuse(c, { code: "too_large", params: { limit: "256 kB" } }),
  });
  app.post("/", limit, async (c) => {
    const phone = phoneAt(c, devices, board);
    if ("code" in phone) return refuse(c, phone);
    const body = await bodyOf(c.req.raw, scanReport);
    if (!body.ok) return refuse(c, body.refusal);
    const lang = langOf(c.req.header("accept-language"));
    return c.json({ answers: await take(phone.device, phone.tracker, body.value, lang) });
  });

  /** The routes of the phone's unit and of all below it, and those of its bearer's patrols. */
  app.get("/", (c) => {
    const phone = phoneAt(c, devices, board);
    if ("code" in phone) return refuse(c, phone);
    const { carried, unit, name } = phone.tracker;
    const walked = new Set(
      carried.by === "worker" ? board.look.patrolsOf(carried.worker).map((patrol) => patrol.route) : [],
    );
    const set = carried.by === "patrol" ? board.look.patrol(carried.patrol)?.route : undefined;
    const names: ScanNames = {
      phone: name,
      routes: [...board.all("route")]
        .filter((route) => route.scope.includes(unit) || walked.has(route.id) || route.id === set)
        .map(({ id, name, nameEn, checkpoints }) => ({
          id,
          name,
          nameEn,
          checkpoints: checkpoints.map((one) => ({ id: one.id, name: one.name, nameEn: one.nameEn })),
        })),
    };
    return c.json(names);
  });
  return app;
};
