// A photo as the phone keeps it: made small before it is kept, so that a bad line can carry it, and without what a camera writes into its files.

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
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch (error) {
    // A format that this browser does not know, or no picture at all.
    if (error instanceof DOMException) return undefined;
    throw error;
  }
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return (await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", quality))) ?? undefined;
};
