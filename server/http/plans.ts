// The door for plans: a picture in by who answers for the unit, durable before the ledger names it; out to screens that may see its record. [POST-1]

import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { type Audience, deskAudience } from "../../domain/audience.ts";
import { unitId } from "../../domain/ids.ts";
import { present } from "../../domain/present.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { imageOf, type PlanImage, planLimits, planTones } from "../../domain/site/plan.ts";
import type { Doors } from "../access/doors.ts";
import { refusalOf } from "../access/roles.ts";
import { screenAudience } from "../access/screen-audience.ts";
import type { Intake } from "../intake.ts";
import { StorageFailed } from "../ledger/failures.ts";
import type { PictureStore } from "../pictures/picture-store.ts";
import { readPicture } from "../pictures/read-picture.ts";
import type { Projection } from "../projection.ts";
import { refuse } from "./answers.ts";
import { bearer, personAt } from "./door.ts";

const asked = v.object({ tone: v.optional(v.picklist(planTones), "drawing") });

export const createPlans = (deps: {
  readonly doors: () => Doors;
  readonly intake: Intake;
  readonly projection: Projection;
  readonly plans: PictureStore;
  /** Hears of a request on which the server itself broke; it is answered all the same. */
  readonly onFault: (what: string, error: unknown) => void;
}): Hono => {
  const { doors, intake, projection, plans } = deps;
  const { board } = projection;
  const app = new Hono();
  app.onError((error, c) => {
    deps.onFault(`${c.req.method} ${c.req.path}`, error);
    return refuse(c, { code: error instanceof StorageFailed ? "storage_failed" : "server_fault" }, "retry");
  });
  const limit = bodyLimit({
    maxSize: planLimits.bytes,
    onError: (c) => refuse(c, { code: "plan_too_large", params: { limit: planLimits.bytes / 1024 / 1024 } }),
  });

  app.put("/:unit", limit, async (c) => {
    c.header("Cache-Control", "no-store");
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    const unit = unitId(c.req.param("unit"));
    const known = board.get("unit", unit);
    const refusal = refusalOf(person, "SetPlan", { scope: known?.scope ?? [] });
    if (refusal !== undefined) return refuse(c, refusal);
    if (known === undefined) return refuse(c, { code: "unit_unknown" });
    const query = v.safeParse(asked, c.req.query());
    if (!query.success) return refuse(c, { code: "malformed", params: { where: "tone" } });
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const read = readPicture(bytes);
    if (!read.ok) return refuse(c, read.refusal);
    const { form, width, height } = read.picture;
    const hash = await plans.keep(bytes, form);
    const image = { hash, form, width, height, bytes: bytes.length, tone: query.output.tone };
    const answer = await intake.own({ type: "SetPlan", unit, image }, uuid(), person);
    return answer.kind === "ok" ? c.json(answer, 201) : refuse(c, answer.refusal, answer.kind);
  });

  const viewerAt = (c: Context): Audience | Refusal => {
    const token = bearer(c);
    if (token === undefined) {
      const person = personAt(c, doors());
      return "code" in person ? person : deskAudience(person);
    }
    const device = doors().screen(token, "wall");
    return device.kind === "granted" ? screenAudience(device.value, board) : device.refusal;
  };
  /** One answer for a picture that is not there and one that the asker may not know of. */
  const seen = (hash: string, audience: Audience): PlanImage | undefined => {
    for (const plan of board.all("plan")) {
      const image = present(plan, audience) === undefined ? undefined : imageOf(plan, hash);
      if (image !== undefined) return image;
    }
    return undefined;
  };

  app.get("/:hash", async (c) => {
    c.header("Cache-Control", "no-store");
    const audience = viewerAt(c);
    if ("code" in audience) return refuse(c, audience);
    const image = seen(c.req.param("hash"), audience);
    if (image === undefined) return refuse(c, { code: "not_found", params: { path: c.req.path } });
    const file = await plans.read(image.hash, image.form);
    switch (file.state) {
      case "missing":
        return refuse(c, { code: "plan_missing" });
      case "damaged":
        return refuse(c, { code: "plan_damaged" });
      case "whole":
        return c.body(file.bytes, 200, {
          "Content-Type": `image/${image.form}`,
          // Its address is the hash of its bytes: it never changes. Another reader of the same machine asks for himself.
          "Cache-Control": "private, max-age=31536000, immutable",
          Vary: "Authorization, Cookie",
          "X-Content-Type-Options": "nosniff",
          "Content-Security-Policy": "default-src 'none'; sandbox",
          "Cross-Origin-Resource-Policy": "same-origin",
          "Content-Disposition": "inline",
        });
    }
  });
  return app;
};
