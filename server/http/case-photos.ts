// The door of photos of cases: in from a desk or a kiosk, by whoever may take that step; out to desks that may read the case. [CASE-1]

import { type Context, Hono } from "hono";
import * as v from "valibot";
import { deskAudience } from "../../domain/audience.ts";
import { type PhotoKind, photoKinds, photoLimits } from "../../domain/cases/case-photo.ts";
import { photoRefusal, whyNoPhoto } from "../../domain/cases/case-photos.ts";
import type { Actor } from "../../domain/decider.ts";
import { type CaseId, caseId, commandId, type Millis, type ScreenId } from "../../domain/ids.ts";
import { present } from "../../domain/present.ts";
import { claim } from "../../domain/protocol.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { rootScope } from "../../domain/site/root-unit.ts";
import type { Doors } from "../access/doors.ts";
import type { Identify } from "../access/identify.ts";
import { type CommandType, refusalOf } from "../access/roles.ts";
import { screenAudience } from "../access/screen-audience.ts";
import { type Allowance, createAllowance } from "../allowance.ts";
import type { Intake } from "../intake.ts";
import { StorageFailed } from "../ledger/failures.ts";
import { type CasePhotos, createCasePhotos } from "../pictures/case-photos.ts";
import type { PictureStore } from "../pictures/picture-store.ts";
import type { Projection } from "../projection.ts";
import { refuse } from "./answers.ts";
import { bodyWithin } from "./body.ts";
import { bearer, personAt } from "./door.ts";

/** Of one kiosk or one person: a hazard's photos at once; of a loop gone wild two a minute are unpacked, not the machine. */
export const photosMost = { sustained: 1 / 30, burst: 18 } as const;
/** The photo, and room for the words beside it. */
const bodyMost = photoLimits.bytes + 16 * 1024;

const said = v.object({
  id: v.pipe(v.string(), v.uuid(), v.toLowerCase()),
  of: v.picklist(photoKinds),
  as: v.exactOptional(claim),
});
/** Whoever may take the step may add its photo. */
const actOf = { report: "ReportCase", done: "SayCaseDone", check: "AcceptCase" } as const satisfies Record<
  PhotoKind,
  CommandType
>;

export type CasePhotosDeps = {
  readonly doors: () => Doors;
  readonly identify: Pick<Identify, "actorOf">;
  readonly intake: Pick<Intake, "attach">;
  readonly projection: Projection;
  readonly photos: CasePhotos;
  readonly now: () => Millis;
  readonly onFault: (what: string, error: unknown) => void;
};
/** Who knocks, before a byte of what he brings is read. */
type Knocking = { readonly name: string; readonly actor: Actor; readonly device?: ScreenId };

/** Over its store, from which goes whatever no case names any more. */
export const openCasePhotos = ({
  store,
  ...deps
}: Omit<CasePhotosDeps, "projection" | "photos"> & {
  readonly store: { readonly projection: Projection; readonly casePhotos: PictureStore };
}): Hono => {
  const { projection, casePhotos } = store;
  const photos = createCasePhotos({ store: casePhotos, projection, onFault: deps.onFault });
  void photos.sweep().catch((error: unknown) => deps.onFault("photos that no case names", error));
  return createCasePhotoDoor({ ...deps, projection, photos });
};

export const createCasePhotoDoor = (deps: CasePhotosDeps): Hono => {
  const { doors, identify, intake, projection, photos, now } = deps;
  const { board } = projection;
  /** As many as there are kiosks and people with an account. */
  const allowances = new Map<string, Allowance>();
  const waitOf = (name: string): number => {
    const allowance = allowances.get(name) ?? createAllowance(now, photosMost);
    allowances.set(name, allowance);
    return allowance.take();
  };
  const app = new Hono();
  app.onError((error, c) => {
    deps.onFault(`${c.req.method} ${c.req.path}`, error);
    return refuse(c, { code: error instanceof StorageFailed ? "case_photo_unkept" : "server_fault" }, "retry");
  });
  app.use("*", async (c, next) => {
    await next();
    // Taken out it is gone: no browser shows it from what it remembers.
    c.header("Cache-Control", "private, no-store");
  });
  const limit = bodyWithin(bodyMost, (c) =>
    refuse(c, { code: "case_photo_large", params: { limit: photoLimits.bytes / 1e6 } }),
  );

  const personKnocking = (c: Context): Knocking | Refusal => {
    const person = personAt(c, doors());
    return "code" in person ? person : { name: `person ${person.login}`, actor: person };
  };
  const kioskKnocking = (c: Context): Knocking | Refusal => {
    const device = doors().screen(bearer(c) ?? "", "kiosk");
    if (device.kind === "refused") return device.refusal;
    const { screen, profile } = device.value;
    if (profile !== "kiosk") return { code: "forbidden" };
    return { name: `screen ${screen}`, actor: { kind: "device", profile }, device: screen };
  };

  /** Whoever stands before the kiosk and said who he is; a person at a desk says so by his session. */
  const actorOf = ({ actor, device }: Knocking, as: v.InferOutput<typeof said>["as"]): Actor | Refusal => {
    if (as === undefined) return actor;
    if (device === undefined) return { code: "forbidden" };
    const who = identify.actorOf(as, device, now());
    return who.kind === "granted" ? who.value : who.refusal;
  };

  /** Asked before the photo is unpacked; the rules ask once more when it is named. */
  const whyNot = (id: CaseId, of: PhotoKind, actor: Actor, device: ScreenId | undefined): Refusal | undefined => {
    const one = board.get("case", id);
    const here = device === undefined ? undefined : screenAudience({ screen: device, profile: "kiosk" }, board);
    const home = here !== undefined && "kind" in here && here.kind === "kiosk" ? { home: here.unit } : {};
    const target = { scope: one?.scope ?? rootScope(board), ...home };
    const refusal = refusalOf(actor, "AttachPhoto", target) ?? refusalOf(actor, actOf[of], target);
    if (refusal !== undefined) return refusal;
    if (one === undefined) return { code: "case_unknown" };
    const why = whyNoPhoto(of, one, { actor, now: now() });
    return why === undefined ? undefined : photoRefusal(why, of);
  };

  /** `said`: JSON; `photo`: a JPEG as our pages make it. */
  const taken = async (c: Context, id: CaseId, knocking: Knocking | Refusal): Promise<Response> => {
    if ("code" in knocking) return refuse(c, knocking);
    const seconds = waitOf(knocking.name);
    if (seconds > 0) return refuse(c, { code: "case_photo_busy", params: { seconds } }, "retry");
    const form = await formOf(c.req.raw);
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), said), form?.get("said"));
    const file = form?.get("photo");
    if (!parsed.success || !(file instanceof File))
      return refuse(c, { code: "malformed", params: { where: parsed.success ? "photo" : "said" } });
    const { id: sending, of, as } = parsed.output;
    // Sent again it was judged the first time.
    const known = projection.answered(commandId(sending));
    if (known !== undefined) return c.json({ kind: "ok", seq: known });
    const actor = actorOf(knocking, as);
    if ("code" in actor) return refuse(c, actor);
    const why = whyNot(id, of, actor, knocking.device);
    if (why !== undefined) return refuse(c, why);
    const answer = await photos.take(new Uint8Array(await file.arrayBuffer()), (photo) =>
      intake.attach({ type: "AttachPhoto", case: id, photo: { ...photo, of } }, sending, actor, knocking.device),
    );
    return answer.kind === "ok" ? c.json(answer, 201) : refuse(c, answer.refusal, answer.kind);
  };
  app.post("/:id/photos", limit, (c) => taken(c, caseId(c.req.param("id")), personKnocking(c)));
  app.post("/:id/photos/kiosk", limit, (c) => taken(c, caseId(c.req.param("id")), kioskKnocking(c)));

  /** One answer for a photo that is not there and one that the asker may not know of. */
  app.get("/:id/photos/:hash", async (c) => {
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    const one = board.get("case", c.req.param("id"));
    const seen = one === undefined ? undefined : present(one, deskAudience(person));
    const hash = c.req.param("hash");
    if (seen?.kind !== "case" || !seen.photos.some((photo) => photo.hash === hash))
      return refuse(c, { code: "case_photo_gone" });
    const file = await photos.read(hash);
    if (file.state !== "whole") return refuse(c, { code: "case_photo_gone" });
    return c.body(file.bytes, 200, {
      "Content-Type": "image/jpeg",
      Vary: "Cookie",
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Referrer-Policy": "no-referrer",
      "Content-Disposition": `inline; filename="${hash.slice(0, 12)}.jpg"`,
    });
  });
  return app;
};

const formOf = (request: Request): Promise<FormData | undefined> =>
  request.formData().catch((error: unknown) => {
    // Not a form, or cut short.
    if (error instanceof TypeError) return undefined;
    throw error;
  });
