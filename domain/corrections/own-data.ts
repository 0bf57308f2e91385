// All that the board holds of one person, in plain words and in one language: what his page shows, his phone takes away and the desk prints. [ORG-2]

import * as v from "valibot";

export const ownParts = ["register", "shifts", "activities", "patrols", "asked", "kept"] as const;
export type OwnPart = (typeof ownParts)[number];

const line = v.object({
  what: v.string(),
  value: v.string(),
  /** Of what he asked and nobody has answered: its id, by which he may take it back. */
  back: v.optional(v.string()),
});
export const ownData = v.object({
  name: v.string(),
  number: v.string(),
  /** Server clock, ms. */
  at: v.number(),
  lang: v.picklist(["zh-CN", "en"]),
  sections: v.pipe(
    v.array(
      v.object({
        part: v.picklist(ownParts),
        title: v.string(),
        lines: v.pipe(v.array(line), v.readonly()),
        /** From when it reaches back, or why something is not here. */
        says: v.string(),
      }),
    ),
    v.readonly(),
  ),
});
export type OwnLine = Readonly<v.InferOutput<typeof line>>;
export type OwnData = Readonly<v.InferOutput<typeof ownData>>;

/** What a kiosk shows for a phone to read: good once, until then. */
export const ownCode = v.object({
  path: v.string(),
  until: v.number(),
  bases: v.pipe(v.array(v.string()), v.readonly()),
});
export type OwnCode = Readonly<v.InferOutput<typeof ownCode>>;
