// The sample badges that a kiosk offers as keys while it rehearses; a real site has no such door.

import { Hono } from "hono";
import type { Millis } from "../../domain/ids.ts";
import type { Records } from "../../domain/records.ts";
import { refusalText } from "../../domain/refusals.ts";
import type { Cast } from "../rehearsal/cast.ts";
import { sampleKeys } from "../rehearsal/keys.ts";
import { createSceneReader, type SceneReader } from "../rehearsal/scene.ts";
import { langOf } from "./answers.ts";

/** `GET /` → `{ badges: [{ badge, name, number, role, post, postEn }] }`, one for each role that somebody can play now; 404 on a real site or where nobody rehearses. */
export const createRehearsalKeys = (deps: {
  readonly cast: () => Cast | undefined;
  readonly records: Records;
  readonly now: () => Millis;
}): Hono => {
  const { cast, records, now } = deps;
  const app = new Hono();
  let reader: { readonly cast: Cast; readonly read: SceneReader } | undefined;
  app.get("/", (c) => {
    c.header("Cache-Control", "no-store");
    const known = cast();
    if (known !== undefined && reader?.cast !== known) reader = { cast: known, read: createSceneReader(known) };
    const scene = known === undefined ? undefined : reader?.read(records, now(), now());
    if (scene === undefined) {
      const refusal = { code: "site_is_real" } as const;
      return c.json(
        { kind: "refused", refusal, message: refusalText(refusal, langOf(c.req.header("accept-language"))) },
        404,
      );
    }
    const badges = sampleKeys(scene).map(({ worker: _, ...key }) => key);
    return c.json({ badges });
  });
  return app;
};
