// A photo made small in the browser: drawn upright on a canvas and written as JPEG, so that a bad line can carry it and nothing of the camera's own words is left.

import { photoLimits } from "../../domain/cases/case-photo.ts";

type Size = { readonly width: number; readonly height: number };

/** Undefined: a format that this browser does not know, or no picture at all. */
export const opened = async (file: Blob): Promise<ImageBitmap | undefined> => {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
};

/** `longest`: px of the longer side. Undefined: the browser gave no canvas. */
export const drawn = async (
  picture: CanvasImageSource,
  { width, height }: Size,
  longest: number,
  quality: number,
): Promise<Blob | undefined> => {
  const scale = Math.min(1, longest / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return (await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", quality))) ?? undefined;
};

const { side, bytes } = photoLimits.page;
/** The first that is small enough; a picture of nothing but noise is sent as the last makes it. */
const tries = [
  { longest: side, quality: 0.82 },
  { longest: side, quality: 0.65 },
  { longest: side, quality: 0.5 },
  { longest: side * 0.75, quality: 0.5 },
  { longest: side * 0.5, quality: 0.5 },
] as const;

export const smallJpeg = async (picture: CanvasImageSource, size: Size): Promise<Blob | undefined> => {
  let photo: Blob | undefined;
  for (const { longest, quality } of tries) {
    photo = await drawn(picture, size, longest, quality);
    if (photo !== undefined && photo.size <= bytes) break;
  }
  return photo;
};

export const smallPhotoOf = async (file: Blob): Promise<Blob | undefined> => {
  const picture = await opened(file);
  if (picture === undefined) return undefined;
  const photo = await smallJpeg(picture, picture);
  picture.close();
  return photo;
};
