// A photo as it comes in, by its own bytes: how large it says it is, before a pixel of it is unpacked; then drawn anew. [CASE-1]

import { photoLimits } from "../../domain/cases/case-photo.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { readPicture } from "./read-picture.ts";
import { type Drawn, redraw } from "./redraw.ts";

/** By the header alone, which costs nothing: whether it may be unpacked at all. */
export const refusalOfPhoto = (bytes: Uint8Array): Refusal | undefined => {
  if (bytes.length > photoLimits.bytes) return { code: "case_photo_large", params: { limit: photoLimits.bytes / 1e6 } };
  const read = readPicture(bytes);
  if (!read.ok) {
    const { code, params } = read.refusal;
    if (code === "plan_too_wide") return tooWide(Number(params?.width), Number(params?.height));
    return { code: code === "plan_broken" ? "case_photo_broken" : "case_photo_kind" };
  }
  const { form, width, height } = read.picture;
  if (form !== "jpeg") return { code: "case_photo_kind" };
  const { side, pixels } = photoLimits;
  return width > side || height > side || width * height > pixels ? tooWide(width, height) : undefined;
};

const tooWide = (width: number, height: number): Refusal => ({
  code: "case_photo_wide",
  params: { width, height, side: photoLimits.side },
});

export const readPhoto = async (bytes: Uint8Array): Promise<Drawn | Refusal> =>
  refusalOfPhoto(bytes) ?? (await redraw(bytes)) ?? { code: "case_photo_broken" };
