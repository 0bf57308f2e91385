// Photos of cases in the store: drawn anew, durable, and only then named; gone with the last case that names them. [CASE-1]

import { type CasePhoto, photoStoreMost } from "../../domain/cases/case-photo.ts";
import type { CommandAnswer } from "../../domain/protocol.ts";
import type { Refusal, RefusalCode } from "../../domain/refusals.ts";
import { StorageFailed } from "../ledger/failures.ts";
import { createQueue } from "../ledger/queue.ts";
import type { Projection } from "../projection.ts";
import type { PictureFile, PictureStore } from "./picture-store.ts";
import { readPhoto } from "./read-photo.ts";

export type KeptPhoto = Pick<CasePhoto, "hash" | "width" | "height" | "bytes">;

export type CasePhotos = {
  /** Draws it anew, keeps it, and has it named; what is not named is not kept. One after another: memory holds one unpacked. */
  readonly take: (bytes: Uint8Array, name: (photo: KeptPhoto) => Promise<CommandAnswer>) => Promise<CommandAnswer>;
  readonly read: (hash: string) => Promise<PictureFile>;
  /** Removes what no case names: left behind by a stop between two steps. */
  readonly sweep: () => Promise<void>;
};

/** That wait for their turn: each takes about half a second and holds its 2 MB. */
const mostWaiting = 8;
const form = "jpeg";

const refuse = (refusal: Refusal, kind: "refused" | "retry" = "refused"): CommandAnswer => ({ kind, refusal });
const later = (code: RefusalCode, params: Refusal["params"] = {}): CommandAnswer => refuse({ code, params }, "retry");

export const createCasePhotos = (deps: {
  readonly store: PictureStore;
  readonly projection: Projection;
  /** Bytes of all together. */
  readonly most?: number;
  readonly onFault: (what: string, error: unknown) => void;
}): CasePhotos => {
  const { store, projection, most = photoStoreMost } = deps;
  const { board } = projection;
  const queue = createQueue();
  let waiting = 0;

  const named = function* (): Generator<CasePhoto> {
    for (const one of board.all("case")) yield* one.photos;
  };
  /** By their names in the store: the same picture may lie on two cases. */
  const bytesKept = (): number => {
    const sizes = new Map<string, number>();
    for (const { hash, bytes } of named()) sizes.set(hash, bytes);
    return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  };
  const dropUnnamed = async (hashes: readonly string[]): Promise<void> => {
    const kept = new Set([...named()].map(({ hash }) => hash));
    for (const hash of hashes) if (!kept.has(hash)) await store.remove(hash, form);
  };
  /** What the disk does not let go of now goes at the next start. */
  const dropLater = (hashes: readonly string[]): void =>
    void queue.run(() => dropUnnamed(hashes)).catch((error: unknown) => deps.onFault("a photo to remove", error));

  projection.follow((changes) => {
    const gone = changes.flatMap(({ before, after }) => {
      if (before?.kind !== "case" || before.photos.length === 0) return [];
      const left = after?.kind === "case" ? after.photos : [];
      return before.photos.filter(({ hash }) => !left.some((photo) => photo.hash === hash)).map(({ hash }) => hash);
    });
    if (gone.length > 0) dropLater(gone);
  });

  const taken = async (
    bytes: Uint8Array,
    name: (photo: KeptPhoto) => Promise<CommandAnswer>,
  ): Promise<CommandAnswer> => {
    const drawn = await readPhoto(bytes);
    if ("code" in drawn) return refuse(drawn);
    const { bytes: picture, width, height } = drawn;
    if (bytesKept() + picture.length > most) return later("case_photo_full", { limit: most / 1e9 });
    try {
      const hash = await store.keep(picture, form);
      const answer = await name({ hash, width, height, bytes: picture.length });
      // Where the ledger cannot say, it may have been written: what no case names goes at the next start.
      if (answer.kind === "refused") dropLater([hash]);
      return answer;
    } catch (error) {
      if (error instanceof StorageFailed) return later("case_photo_unkept");
      throw error;
    }
  };

  return {
    take: async (bytes, name) => {
      if (waiting >= mostWaiting) return later("case_photo_busy", { seconds: mostWaiting });
      waiting += 1;
      try {
        return await queue.run(() => taken(bytes, name));
      } finally {
        waiting -= 1;
      }
    },
    read: (hash) => store.read(hash, form),
    sweep: () =>
      queue.run(async () => {
        // A store whose ledger has not been put back yet names nothing: that is no reason to remove anything.
        if (board.get("site", "site") !== undefined) await dropUnnamed(await store.all(form));
      }),
  };
};
