// Fetches the font slices of all that a screen may have to show while there is a line and nothing is urgent: without a line a
// missing slice is a row of boxes, and one that comes with an alarm lays the whole glass out anew.

const face = '24px "Noto Sans SC Variable"';

/** Sentences that are made at need stand in the source of what makes them. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === "function" ? String(part) : part));

/**
 * The answer asks for the signs of `value` that were not asked for before, and for those that could not be had; at first also
 * for the `words`, as soon as they are there.
 */
export const createGlyphs = (
  fonts: Pick<FontFaceSet, "load">,
  words: () => unknown,
): ((value: unknown) => Promise<void>) => {
  const kept = new Set<string>();
  let owed = true;
  return async (value) => {
    const own = owed ? await words() : undefined;
    const text = new Set(textOf(own === undefined ? value : [value, own]));
    const fresh = [...text].filter((sign) => !kept.has(sign));
    if (fresh.length === 0) return;
    try {
      await fonts.load(face, fresh.join(""));
    } catch (error) {
      // The line went away meanwhile: asked again the next time.
      if (error instanceof DOMException) return;
      throw error;
    }
    for (const sign of fresh) kept.add(sign);
    if (own !== undefined) owed = false;
  };
};
