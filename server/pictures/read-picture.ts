// What a picture is, by its own bytes: PNG, JPEG or WebP, whole, still, and of which size. What it calls itself counts for nothing.

import { crc32 } from "node:zlib";
import type { Refusal } from "../../domain/refusals.ts";
import { type PlanForm, planLimits } from "../../domain/site/plan.ts";

export type Picture = { readonly form: PlanForm; readonly width: number; readonly height: number };
type Read = { readonly ok: true; readonly picture: Picture } | { readonly ok: false; readonly refusal: Refusal };

const no = (refusal: Refusal): Read => ({ ok: false, refusal });
const broken = no({ code: "plan_broken" });
const moving = no({ code: "plan_moving" });

const sized = (form: PlanForm, width: number, height: number): Read => {
  if (width < 1 || height < 1) return broken;
  const { side, pixels } = planLimits;
  if (width > side || height > side || width * height > pixels)
    return no({
      code: "plan_too_wide",
      params: { width, height, side, megapixels: pixels / 1_000_000 },
    });
  return { ok: true, picture: { form, width, height } };
};

export const readPicture = (bytes: Uint8Array): Read => {
  if (bytes.length > planLimits.bytes)
    return no({ code: "plan_too_large", params: { limit: planLimits.bytes / 1024 / 1024 } });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (ascii(bytes, 0, 8) === "\x89PNG\r\n\x1a\n") return readPng(bytes, view);
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return readJpeg(bytes, view);
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") return readWebp(bytes, view);
  return no({ code: looksLikeSvg(bytes) ? "plan_svg" : "plan_kind" });
};

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

const looksLikeSvg = (bytes: Uint8Array): boolean =>
  /<svg[\s>]/i.test(new TextDecoder("utf-8", { fatal: false }).decode(bytes.subarray(0, 4096)).replaceAll("\0", ""));

/** Chunk by chunk to IEND (W3C PNG, 3rd edition, §5); `acTL` makes it move. */
const readPng = (bytes: Uint8Array, view: DataView): Read => {
  if (bytes.length < 33 || ascii(bytes, 12, 16) !== "IHDR") return broken;
  let data = false;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const type = ascii(bytes, at + 4, at + 8);
    if (type === "acTL") return moving;
    if (type === "IDAT") data = true;
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length || view.getUint32(end - 4) !== crc32(bytes.subarray(at + 4, end - 4))) return broken;
    at = end;
    if (type === "IEND") return data ? sized("png", view.getUint32(16), view.getUint32(20)) : broken;
  }
  return broken;
};

/** Markers to the frame's header, then to the end of the picture (ITU-T T.81, annex B). */
const readJpeg = (bytes: Uint8Array, view: DataView): Read => {
  let size: readonly [width: number, height: number] | undefined;
  let turned = false;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return broken;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return broken;
    // C4, C8 and CC are tables, not frames.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker) && length >= 8)
      size = [view.getUint16(at + 7), view.getUint16(at + 5)];
    if (marker === 0xe1 && ascii(bytes, at + 4, at + 10) === "Exif\0\0")
      turned = liesOnItsSide(bytes.subarray(at + 10, end));
    at = end;
    if (marker !== 0xda) continue;
    if (size === undefined || !endsWell(bytes, at)) return broken;
    return turned ? sized("jpeg", size[1], size[0]) : sized("jpeg", ...size);
  }
  return broken;
};

/** The end marker stands after the data; what cameras hang on behind it is theirs. */
const endsWell = (bytes: Uint8Array, from: number): boolean => {
  for (let at = bytes.length - 2; at >= from; at -= 1) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
};

/** Exif's orientation 5–8 (CIPA DC-008, tag 0x0112): the browser shows it turned by a quarter. */
const liesOnItsSide = (tiff: Uint8Array): boolean => {
  if (tiff.length < 14) return false;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = ascii(tiff, 0, 2) === "II";
  const first = view.getUint32(4, little);
  if (first + 2 > tiff.length) return false;
  const count = view.getUint16(first, little);
  for (let n = 0; n < count; n += 1) {
    const at = first + 2 + n * 12;
    if (at + 12 > tiff.length) return false;
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little) >= 5;
  }
  return false;
};

/** The container of RFC 9649: a lossy, a lossless or an extended picture. */
const readWebp = (bytes: Uint8Array, view: DataView): Read => {
  if (bytes.length < 30 || view.getUint32(4, true) + 8 > bytes.length) return broken;
  const three = (at: number): number => view.getUint16(at, true) + ((bytes[at + 2] ?? 0) << 16);
  const kind = ascii(bytes, 12, 16);
  if (kind === "VP8X") return ((bytes[20] ?? 0) & 2) !== 0 ? moving : sized("webp", three(24) + 1, three(27) + 1);
  if (kind === "VP8L") {
    if (bytes[20] !== 0x2f) return broken;
    const bits = view.getUint32(21, true);
    return sized("webp", (bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
  }
  if (kind !== "VP8 " || bytes[23] !== 0x9d || bytes[24] !== 0x01 || bytes[25] !== 0x2a) return broken;
  return sized("webp", view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
};
