// Acts of photos: at which step and from whose hand one is taken, named only once its bytes are durable; and taken out again. [CASE-1]

import * as v from "valibot";
import type { Answerer } from "../alarms/alarm.ts";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import { type CaseId, caseId, type Millis, type Seq, type WorkerId } from "../ids.ts";
import type { RefusalCode } from "../refusals.ts";
import { id } from "../site/site.ts";
import { hour } from "../time.ts";
import { type CaseRec, type CaseStep, deedsKept, isSame, rectifiers, teller } from "./case.ts";
import { type CasePhoto, type PhotoKind, photoKinds, photosMost } from "./case-photo.ts";

export const casePhotoCommands = {
  TakeOutPhoto: v.object({
    type: v.literal("TakeOutPhoto"),
    case: id(caseId),
    hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
  }),
} as const;

/** By the server's own door only, which has drawn the photo anew and made it durable before. */
export type AttachPhoto = {
  readonly type: "AttachPhoto";
  readonly case: CaseId;
  readonly photo: Omit<CasePhoto, "at" | "by">;
};
export type CasePhotoCommand = v.InferOutput<(typeof casePhotoCommands)["TakeOutPhoto"]> | AttachPhoto;

export type CasePhotoEvent = { readonly subject: "case-photos"; readonly case: CaseId; readonly at: Millis } & (
  | { readonly type: "PhotoAttached"; readonly photo: CasePhoto }
  | { readonly type: "PhotoTakenOut"; readonly hash: string; readonly by: Answerer; readonly reason: string }
);

export type CasePhotoLook = {
  readonly case: (id: CaseId) => CaseRec | undefined;
  readonly answererOf: (context: Context) => Answerer;
};

/** A photo of what nobody told in his own name comes at once, from the kiosk where he stood. */
const afterTelling = hour;

const steps: Readonly<Record<PhotoKind, readonly CaseStep[]>> = {
  report: ["reported", "verified", "graded"],
  done: ["assigned", "working", "returned", "done"],
  check: ["done"],
};

/** What a photo that is added now may show. */
export const photoKindsAt = ({ is }: Pick<CaseRec, "is">): readonly PhotoKind[] =>
  photoKinds.filter((kind) => steps[kind].includes(is.state));

export const photosOf = ({ photos }: Pick<CaseRec, "photos">, kind: PhotoKind): readonly CasePhoto[] =>
  photos.filter((photo) => photo.of === kind);

/** Why no photo of this kind is taken from his hand now; undefined: it is. Asked before a byte of it is looked at, and when it is named. */
export const whyNoPhoto = (
  kind: PhotoKind,
  one: CaseRec,
  { actor, now }: Pick<Context, "actor" | "now">,
): RefusalCode | undefined => {
  const he = actor.kind === "worker" || actor.kind === "person" ? actor.worker : undefined;
  const isProven = actor.kind === "person" || (actor.kind === "worker" && actor.proof === "pin");
  const rectifies = he !== undefined && rectifiers(one).includes(he);
  const accepts = he !== undefined && he === one.fixes?.acceptor;
  const late = photosOf(one, kind).length >= photosMost[kind] ? "case_photo_many" : undefined;
  const step = steps[kind].includes(one.is.state) ? late : "case_photo_step";
  switch (kind) {
    case "report":
      if (actor.kind === "person") return step;
      // Whoever stood there said no name: what he saw comes from a kiosk, soon, or it is somebody else's.
      if (actor.kind === "device")
        return one.by === undefined && now - one.toldAt <= afterTelling ? step : "case_photo_whose";
      return he !== undefined && he === teller(one) ? step : "case_photo_whose";
    case "done":
      if (actor.kind !== "person" && !rectifies) return "case_photo_whose";
      if (!isProven) return "pin_needed";
      return accepts ? "case_acceptor" : step;
    case "check":
      if (!accepts || rectifies || isSame(one.doneBy, { worker: he })) return "case_photo_whose";
      return isProven ? step : "pin_needed";
  }
};

export const decideCasePhotos = (
  command: CasePhotoCommand,
  context: Context,
  look: CasePhotoLook,
): Decision<CasePhotoEvent> => {
  const known = look.case(command.case);
  if (known === undefined) return refused({ code: "case_unknown" });
  const on = { subject: "case-photos", case: known.id, at: context.at } as const;
  switch (command.type) {
    case "AttachPhoto": {
      const { photo } = command;
      const why = whyNoPhoto(photo.of, known, context);
      // The same picture once more says nothing new.
      if (why !== "case_photo_whose" && isOn(known, photo.hash, photo.of)) return alreadyDone(known.seq);
      if (why !== undefined) return refused(photoRefusal(why, photo.of));
      const by = context.actor.kind === "device" ? {} : { by: look.answererOf(context) };
      return accepted({ ...on, type: "PhotoAttached", photo: { ...photo, at: context.at, ...by } });
    }
    case "TakeOutPhoto": {
      const { hash, reason } = command;
      if (!known.photos.some((photo) => photo.hash === hash)) return refused({ code: "case_photo_unknown" });
      return accepted({ ...on, type: "PhotoTakenOut", hash, by: look.answererOf(context), reason });
    }
  }
};

const isOn = ({ photos }: CaseRec, hash: string, kind: PhotoKind): boolean =>
  photos.some((photo) => photo.hash === hash && photo.of === kind);

export const photoRefusal = (code: NonNullable<ReturnType<typeof whyNoPhoto>>, kind: PhotoKind) =>
  code === "case_photo_many" ? { code, params: { most: photosMost[kind] } } : { code };

export const evolveCasePhotos = (
  event: CasePhotoEvent,
  seq: Seq,
  look: Pick<CasePhotoLook, "case">,
): readonly Change<CaseRec>[] => {
  const known = look.case(event.case);
  if (known === undefined) return [];
  switch (event.type) {
    case "PhotoAttached":
      return [put({ ...known, seq, photos: [...known.photos, event.photo] })];
    case "PhotoTakenOut": {
      const { at, by, reason, hash } = event;
      const log = [...known.log, { did: "photo-out", at, by, words: reason } as const].slice(-deedsKept);
      return [put({ ...known, seq, photos: known.photos.filter((photo) => photo.hash !== hash), log })];
    }
  }
};

/** Without the photos that he took: they go with him. */
export const withoutPhotosBy = (one: CaseRec, worker: WorkerId): CaseRec =>
  one.photos.some((photo) => isHis(photo, worker))
    ? { ...one, photos: one.photos.filter((photo) => !isHis(photo, worker)) }
    : one;

const isHis = ({ by }: CasePhoto, worker: WorkerId): boolean => typeof by === "object" && by.worker === worker;
