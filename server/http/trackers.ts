// The desk's door to the register of trackers: a token for a new one, told once; when each was last heard; a gateway for a platform.

import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { screenId, trackerId, type UnitId, unitId } from "../../domain/ids.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { rootScope } from "../../domain/site/root-unit.ts";
import { defaultLayout } from "../../domain/site/screens.ts";
import type { Devices } from "../access/devices.ts";
import type { Doors } from "../access/doors.ts";
import type { Person } from "../access/people.ts";
import { type CommandType, refusalOf } from "../access/roles.ts";
import type { Intake } from "../intake.ts";
import type { Projection } from "../projection.ts";
import { deviceOfTracker } from "../trackers/device.ts";
import type { HeardLog } from "../trackers/heard.ts";
import { refuse } from "./answers.ts";
import { bodyOf } from "./body.ts";
import { personAt } from "./door.ts";

const draft = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  unit: v.pipe(v.string(), v.minLength(1), v.transform(unitId)),
  uniqueId: v.optional(v.string(), ""),
});

export const createTrackers = (deps: {
  readonly doors: () => Doors;
  readonly devices: Devices;
  readonly intake: Intake;
  readonly projection: Projection;
  readonly log: HeardLog;
  readonly mqttPort: () => number | undefined;
  readonly onFault: (what: string, error: unknown) => void;
}): Hono => {
  const { doors, devices, intake, projection, log } = deps;
  const { look } = projection.board;
  const app = new Hono();
  // A token is told once and is kept by nobody on the way.
  app.use("*", async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  });
  app.onError((error, c) => {
    deps.onFault(`${c.req.method} ${c.req.path}`, error);
    return refuse(c, { code: "server_fault" }, "retry");
  });
  const small = bodyLimit({
    maxSize: 16_384,
    onError: (c) => refuse(c, { code: "too_large", params: { limit: "16 kB" } }),
  });
  const clerk = (c: Context, act: CommandType, scope: readonly UnitId[]): Person | Refusal => {
    const person = personAt(c, doors());
    return "code" in person ? person : (refusalOf(person, act, { scope }) ?? person);
  };

  /** A unit that is not there is said to be so only to whoever answers for the whole site. */
  const unitScope = (unit: UnitId): readonly UnitId[] => look.unit(unit)?.scope ?? rootScope(look);

  /** When each was last heard, and where they find our broker; of the unknown devices that call, whoever may add them is told. */
  app.get("/", (c) => {
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    const refusal = refusalOf(person, "AssignTracker", { scope: [person.unit] });
    if (refusal !== undefined) return refuse(c, refusal);
    const isSeen = (id: string): boolean => {
      const scope = look.tracker(id)?.scope;
      return scope !== undefined && refusalOf(person, "AssignTracker", { scope }) === undefined;
    };
    const mayAdd = refusalOf(person, "AddTracker", { scope: rootScope(look) }) === undefined;
    return c.json({
      heard: log.heard().filter(({ tracker }) => isSeen(tracker)),
      unknown: mayAdd ? log.unknown() : [],
      mqttPort: deps.mqttPort(),
    });
  });

  /** Adds one. `token` is what goes into the device; nobody needs it of a device that comes through a gateway. */
  app.post("/", small, async (c) => {
    const body = await bodyOf(c.req.raw, draft);
    if (!body.ok) return refuse(c, body.refusal);
    const { name, unit, uniqueId } = body.value;
    const person = clerk(c, "AddTracker", unitScope(unit));
    if ("code" in person) return refuse(c, person);
    if (look.unit(unit) === undefined) return refuse(c, { code: "unit_unknown" });
    const tracker = trackerId(uuid());
    const answer = await intake.command(
      { id: uuid(), at: Date.now(), type: "AddTracker", tracker, name, unit, uniqueId },
      { kind: "person", person },
    );
    if (answer.kind !== "ok") return refuse(c, answer.refusal, answer.kind);
    log.found(uniqueId);
    const { token } = await devices.issue({ screen: deviceOfTracker(tracker), profile: "tracker" });
    return c.json({ tracker, token }, 201);
  });

  /** A new token in place of the old one, which ends at once. */
  app.post("/:id/token", small, async (c) => {
    const tracker = look.tracker(c.req.param("id"));
    const person = clerk(c, "AddTracker", tracker?.scope ?? rootScope(look));
    if ("code" in person) return refuse(c, person);
    if (tracker === undefined)
      return refuse(c, { code: "tracker_unknown", params: { device: c.req.param("id").slice(0, 40) } });
    if (tracker.removedAt !== undefined) return refuse(c, { code: "tracker_removed" });
    const issued = await devices.issue({ screen: deviceOfTracker(tracker.id), profile: "tracker" });
    // Removed while the token was made: it opens nothing.
    if (look.tracker(tracker.id)?.removedAt === undefined) return c.json(issued);
    await devices.revoke(deviceOfTracker(tracker.id));
    return refuse(c, { code: "tracker_removed" });
  });

  /** A platform or broker that speaks for many: on the register of screens as a gateway, revoked there. */
  app.post("/gateways", small, async (c) => {
    const body = await bodyOf(c.req.raw, draft);
    if (!body.ok) return refuse(c, body.refusal);
    const { name, unit } = body.value;
    const person = clerk(c, "PairScreen", unitScope(unit));
    if ("code" in person) return refuse(c, person);
    if (look.unit(unit) === undefined) return refuse(c, { code: "unit_unknown" });
    const screen = screenId(uuid());
    const paired = { type: "PairScreen", screen, profile: "gateway", name, unit, layout: defaultLayout };
    const answer = await intake.command({ id: uuid(), at: Date.now(), ...paired }, { kind: "person", person });
    if (answer.kind !== "ok") return refuse(c, answer.refusal, answer.kind);
    return c.json({ screen, ...(await devices.issue({ screen, profile: "gateway" })) }, 201);
  });
  return app;
};
