// What somebody met in the field becomes a finding: of the patrol that he walked at that moment, with a photo that is durable before it is named. [COV-2]

import type { Millis } from "../../domain/ids.ts";
import { type FindingDraft, type Photo, photoLimit } from "../../domain/patrols/finding.ts";
import type { ReportFinding } from "../../domain/patrols/findings.ts";
import type { TrackerRec } from "../../domain/patrols/tracker.ts";
import { bearerAt, patrolOfFix } from "../../domain/patrols/tracker-bearer.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { dayLength } from "../../domain/time.ts";
import type { Device } from "../access/devices.ts";
import type { Person } from "../access/people.ts";
import { refusalOf } from "../access/roles.ts";
import type { Intake } from "../intake.ts";
import { StorageFailed } from "../ledger/failures.ts";
import type { PictureStore } from "../pictures/picture-store.ts";
import { readPicture } from "../pictures/read-picture.ts";
import { idsKept, type Projection } from "../projection.ts";
import type { HeardLog } from "./heard.ts";

/** `photoRefused`: the finding is recorded all the same, for a fire is a fire without its picture. */
export type FindingAnswer = CommandAnswer & { readonly photoRefused?: Refusal };

export type TakeFinding = {
  readonly ofPhone: (
    phone: { readonly device: Device; readonly tracker: TrackerRec },
    draft: FindingDraft,
    photo: Uint8Array | undefined,
  ) => Promise<FindingAnswer>;
  readonly ofPerson: (person: Person, draft: FindingDraft, photo: Uint8Array | undefined) => Promise<FindingAnswer>;
};

/** No phone keeps one so long; the ids of acts are remembered for a day more. */
const oldest = idsKept - dayLength;

export const createTakeFinding = (deps: {
  readonly intake: Pick<Intake, "own" | "told">;
  readonly projection: Projection;
  readonly photos: PictureStore;
  readonly log: HeardLog;
  readonly now: () => Millis;
}): TakeFinding => {
  const { intake, projection, photos, now } = deps;
  const { look } = projection.board;

  /** Its own clock may be wrong: what counts is how long before the sending it was. */
  const seenAt = ({ at, now: tellerNow }: FindingDraft, heardAt: Millis): Millis => {
    if (at === undefined) return heardAt;
    const seen = Math.min(at + (tellerNow === undefined ? 0 : heardAt - tellerNow), heardAt);
    // A clock that lost its day between the two: that there is a fire is true, the date is not.
    return heardAt - seen > oldest ? heardAt : seen;
  };

  const keep = async (bytes: Uint8Array | undefined): Promise<Photo | Refusal | undefined> => {
    if (bytes === undefined || bytes.length === 0) return undefined;
    if (bytes.length > photoLimit) return { code: "photo_too_large", params: { limit: photoLimit / 1024 / 1024 } };
    const read = readPicture(bytes);
    if (!read.ok) return { code: "photo_broken" };
    const { form, width, height } = read.picture;
    try {
      return { hash: await photos.keep(bytes, form), form, width, height, bytes: bytes.length };
    } catch (error) {
      // A fire is a fire without its picture; whether the ledger itself can write is its own answer.
      if (error instanceof StorageFailed) return { code: "photo_unkept" };
      throw error;
    }
  };

  const told = (draft: FindingDraft): Pick<ReportFinding, "type" | "finding" | "sort" | "note" | "lonLat" | "acc"> => {
    const { id: finding, sort, note, lonLat, acc } = draft;
    const place = lonLat === undefined ? {} : { lonLat, ...(acc === undefined ? {} : { acc }) };
    return { type: "ReportFinding", finding, sort, note, ...place };
  };

  /** Known already: the photo was judged the first time. */
  const knownAs = ({ id }: FindingDraft): FindingAnswer | undefined => {
    const known = look.finding(id);
    return known === undefined ? undefined : { kind: "ok", seq: known.seq };
  };

  const withPhoto = async (
    bytes: Uint8Array | undefined,
    report: (photo: { readonly photo?: Photo }) => Promise<CommandAnswer>,
  ): Promise<FindingAnswer> => {
    const photo = await keep(bytes);
    if (photo === undefined) return report({});
    if (!("code" in photo)) return report({ photo });
    const answer = await report({});
    return { ...answer, photoRefused: photo };
  };

  return {
    ofPhone: async ({ device, tracker }, draft, bytes) => {
      const known = knownAs(draft);
      if (known !== undefined) return known;
      const heardAt = now();
      const at = seenAt(draft, heardAt);
      const patrol = patrolOfFix(tracker, at, look);
      const bearer = bearerAt(tracker, at) ?? patrol?.leader;
      deps.log.hear(tracker.id, heardAt, 1, 0);
      return withPhoto(bytes, (photo) =>
        intake.told(
          {
            ...told(draft),
            unit: tracker.unit,
            ...(patrol === undefined ? {} : { patrol: patrol.id }),
            ...(bearer === undefined ? {} : { bearer }),
            ...photo,
          },
          draft.id,
          device,
          at,
        ),
      );
    },
    ofPerson: async (person, draft, bytes) => {
      const patrol = draft.patrol === undefined ? undefined : look.patrol(draft.patrol);
      const unit = patrol?.unit ?? draft.unit ?? person.unit;
      const scope = patrol?.scope ?? look.scopeOf(unit);
      const refusal = refusalOf(person, "ReportFinding", { scope });
      if (refusal !== undefined) return { kind: "refused", refusal };
      const known = knownAs(draft);
      if (known !== undefined) return known;
      const at = seenAt(draft, now());
      return withPhoto(bytes, (photo) =>
        intake.own(
          { ...told(draft), unit, ...(draft.patrol === undefined ? {} : { patrol: draft.patrol }), ...photo },
          draft.id,
          person,
          at,
        ),
      );
    },
  };
};
