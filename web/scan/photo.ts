// A photo as the phone keeps it: made small before it is kept, so that a bad line can carry it, and without what a camera writes into its files.

import { drawn, opened } from "../lib/photo.ts";

/** px of the longer side: a number plate or a bark beetle's trace can still be read. */
const longest = 1600;
const quality = 0.82;
/** What the server takes at most, bytes. */
const limit = 6 * 1024 * 1024;

/** Undefined where it cannot be read here, and as it is would be too large. */
export const smallPhoto = async (file: Blob): Promise<Blob | undefined> => {
  const small = await redrawn(file);
  if (small !== undefined) return small;
  return file.size <= limit ? file : undefined;
};

const redrawn = async (file: Blob): Promise<Blob | undefined> => {
  const picture = await opened(file);
  if (picture === undefined) return undefined;
  const photo = await drawn(picture, picture, longest, quality);
  picture.close();
  return photo;
};
