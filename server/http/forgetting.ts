// The door by which a person is forgotten: his duties must be over; then his key, his badge and his PIN are gone. [ORG-2]

import { Hono } from "hono";
import { v7 as uuid } from "uuid";
import { workerId } from "../../domain/ids.ts";
import { rootScope } from "../../domain/site/root-unit.ts";
import type { Doors } from "../access/doors.ts";
import type { Pins } from "../access/pins.ts";
import { refusalOf } from "../access/roles.ts";
import type { Intake } from "../intake.ts";
import type { Projection } from "../projection.ts";
import type { PeopleKeys } from "../sealing/people-keys.ts";
import { refuse } from "./answers.ts";
import { personAt } from "./door.ts";

export const createForgetting = (deps: {
  readonly doors: () => Doors;
  readonly intake: Intake;
  readonly projection: Projection;
  readonly keys: Pick<PeopleKeys, "of">;
  readonly pins: Pick<Pins, "forget">;
  /** Hears of a request on which the server itself broke; it is answered all the same. */
  readonly onFault: (what: string, error: unknown) => void;
}): Hono => {
  const { doors, intake, projection, keys, pins } = deps;
  const app = new Hono();
  app.use("*", async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  });
  app.onError((error, c) => {
    deps.onFault("ForgetWorker", error);
    return refuse(c, { code: "server_fault" }, "retry");
  });

  app.post("/:id/forget", async (c) => {
    const worker = workerId(c.req.param("id"));
    const known = projection.board.get("worker", worker);
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    const refusal = refusalOf(person, "ForgetWorker", { scope: known?.scope ?? rootScope(projection.board) });
    if (refusal !== undefined) return refuse(c, refusal);
    // Who has left the register is known by his key alone.
    if (known === undefined && keys.of(worker) === undefined) return refuse(c, { code: "worker_unknown" });
    const answer = await intake.own({ type: "ForgetWorker", worker }, uuid(), person);
    if (answer.kind !== "ok") return refuse(c, answer.refusal, answer.kind);
    await pins.forget(worker);
    return c.json({ kind: "ok", seq: answer.seq });
  });
  return app;
};
