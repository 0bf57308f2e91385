// Fetches the font slices of all that this kiosk may have to show while there is a line: without one, a missing slice is a row of boxes.

import { refusalTexts } from "../domain/refusals.ts";
import { chinese } from "./words.ts";

const face = '24px "Noto Sans SC Variable"';

/** Sentences that are made at need stand in the source of what makes them. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === "function" ? String(part) : part));

/** The answer asks for the signs of `value` that were not asked for before, and for those that could not be had. */
export const createGlyphs = (fonts: Pick<FontFaceSet, "load">): ((value: unknown) => Promise<void>) => {
  const kept = new Set<string>();
  return async (value) => {
    const text = new Set(textOf(kept.size === 0 ? [value, chinese, refusalTexts] : value));
    const fresh = [...text].filter((sign) => !kept.has(sign));
    if (fresh.length === 0) return;
    try {
      await fonts.load(face, fresh.join(""));
    } catch (error) {
      // The line went away meanwhile: asked again with the next board.
      if (error instanceof DOMException) return;
      throw error;
    }
    for (const sign of fresh) kept.add(sign);
  };
};
