// The door of findings: a report with its photo in, from a phone in the field or from the desk; the photo out to desks that may see it. [COV-2]

import { type Context, Hono } from "hono";
import * as v from "valibot";
import { deskAudience } from "../../domain/audience.ts";
import type { Millis, TrackerId } from "../../domain/ids.ts";
import { findingDraft, photoLimit } from "../../domain/patrols/finding.ts";
import { present } from "../../domain/present.ts";
import { type Refusal, refusalText } from "../../domain/refusals.ts";
import type { Devices } from "../access/devices.ts";
import type { Doors } from "../access/doors.ts";
import { type Allowance, createAllowance } from "../allowance.ts";
import { StorageFailed } from "../ledger/failures.ts";
import type { PictureStore } from "../pictures/picture-store.ts";
import type { Projection } from "../projection.ts";
import type { FindingAnswer, TakeFinding } from "../trackers/take-finding.ts";
import { langOf, refuse } from "./answers.ts";
import { bodyWithin } from "./body.ts";
import { bearer, personAt } from "./door.ts";
import { phoneAt } from "./phone.ts";

/** Of one phone: what a shift without a line has kept comes at once; of a loop gone wild one a minute is taken, not the disk. */
export const phoneMost = { sustained: 1 / 60, burst: 120 } as const;

/** The photo, and room for the words beside it. A photo too large is answered for itself, so that the finding is not lost with it. */
const bodyMost = 2 * photoLimit + 64 * 1024;

export const createFindings = (deps: {
  readonly doors: () => Doors;
  readonly devices: Pick<Devices, "deviceOf">;
  readonly projection: Projection;
  readonly photos: PictureStore;
  readonly take: TakeFinding;
  readonly now: () => Millis;
  readonly onFault: (what: string, error: unknown) => void;
}): Hono => {
  const { doors, devices, projection, photos, take } = deps;
  const { board } = projection;
  /** As many as there are trackers on the register, whose numbers are kept for ever. */
  const allowances = new Map<TrackerId, Allowance>();
  const waitOf = (tracker: TrackerId): number => {
    const allowance = allowances.get(tracker) ?? createAllowance(deps.now, phoneMost);
    allowances.set(tracker, allowance);
    return allowance.take();
  };
  const app = new Hono();
  app.onError((error, c) => {
    deps.onFault(`${c.req.method} ${c.req.path}`, error);
    return refuse(c, { code: error instanceof StorageFailed ? "storage_failed" : "server_fault" }, "retry");
  });
  const limit = bodyWithin(bodyMost, (c) => refuse(c, { code: "too_large", params: { limit: "12 MB" } }));

  const answered = (c: Context, answer: FindingAnswer): Response => {
    if (answer.kind !== "ok") return refuse(c, answer.refusal, answer.kind);
    const refusal = answer.photoRefused;
    if (refusal === undefined) return c.json({ kind: "ok", seq: answer.seq }, 201);
    const lang = langOf(c.req.header("accept-language"));
    return c.json({ kind: "ok", seq: answer.seq, photo: { refusal, message: refusalText(refusal, lang) } }, 201);
  };

  /** `finding`: JSON as `findingDraft` wants it; `photo`: a picture, or nothing. Who asks is known before what he brings is read. */
  app.post("/", limit, async (c) => {
    c.header("Cache-Control", "no-store");
    const token = bearer(c);
    const teller = token === undefined ? personAt(c, doors()) : phoneAt(c, devices, board);
    if ("code" in teller) return refuse(c, teller);
    const seconds = "tracker" in teller ? waitOf(teller.tracker.id) : 0;
    if (seconds > 0) return refuse(c, { code: "findings_too_many", params: { seconds } }, "retry");
    const report = await readReport(c.req.raw);
    if ("code" in report) return refuse(c, report);
    const { draft, photo } = report;
    return answered(
      c,
      "tracker" in teller ? await take.ofPhone(teller, draft, photo) : await take.ofPerson(teller, draft, photo),
    );
  });

  /** One answer for a photo that is not there and one that the asker may not know of. */
  app.get("/:id/photo", async (c) => {
    c.header("Cache-Control", "no-store");
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    const finding = board.look.finding(c.req.param("id"));
    const seen = finding === undefined ? undefined : present(finding, deskAudience(person));
    const photo = seen?.kind === "finding" ? seen.photo : undefined;
    if (photo === undefined) return refuse(c, { code: "not_found", params: { path: c.req.path } });
    const file = await photos.read(photo.hash, photo.form);
    if (file.state !== "whole") return refuse(c, { code: "photo_missing" });
    return c.body(file.bytes, 200, {
      "Content-Type": `image/${photo.form}`,
      "Cache-Control": "private, max-age=86400, immutable",
      Vary: "Cookie",
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Content-Disposition": "inline",
    });
  });
  return app;
};

type Report = { readonly draft: v.InferOutput<typeof findingDraft>; readonly photo: Uint8Array | undefined };

const readReport = async (request: Request): Promise<Report | Refusal> => {
  const form = await request.formData().catch((error: unknown) => {
    // Not multipart, or cut short.
    if (error instanceof TypeError) return undefined;
    throw error;
  });
  const said = form?.get("finding");
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), findingDraft), said);
  if (!parsed.success) {
    const where = parsed.issues.slice(0, 3).map((issue) => v.getDotPath(issue) ?? "finding");
    return { code: "malformed", params: { where: where.join(", ") } };
  }
  const photo = form?.get("photo");
  const bytes = photo instanceof File ? new Uint8Array(await photo.arrayBuffer()) : undefined;
  return { draft: parsed.output, photo: bytes };
};
