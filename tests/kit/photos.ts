// Real JPEGs, and what a hostile sender makes of them.

import { crc32 } from "node:zlib";
import { decode, encode } from "jpeg-js";
import { pngOf } from "./pictures.ts";

/** A slope of colours with `n` in it: no two numbers make the same picture. */
export const photoOf = (width: number, height: number, n = 0): Uint8Array<ArrayBuffer> => {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      data.set([(x * 255) / width, (y * 255) / height, (n * 40) % 256], (y * width + x) * 4);
  return new Uint8Array(encode({ data, width, height }, 80).data);
};

/** A camera's own words behind the start of the picture: Exif with the place where it was taken (CIPA DC-008, GPS IFD). */
export const withPlace = (jpeg: Uint8Array): Uint8Array<ArrayBuffer> => {
  const tiff = Buffer.alloc(80);
  tiff.write("II", "latin1");
  tiff.writeUInt16LE(42, 2);
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  // The pointer to the GPS part, and in it the latitude's reference.
  tiff.writeUInt16LE(0x8825, 10);
  tiff.writeUInt16LE(4, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt32LE(26, 18);
  tiff.writeUInt16LE(1, 26);
  tiff.writeUInt16LE(1, 28);
  tiff.writeUInt16LE(2, 30);
  tiff.writeUInt32LE(2, 32);
  tiff.write("N", 36, "latin1");
  tiff.write("GPS-49.2117N-119.7364E", 48, "latin1");
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]));
};

/** The same bytes, saying that they unpack to something else. */
export const claiming = (jpeg: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> => {
  const out = Buffer.from(jpeg);
  const frame = out.indexOf(Buffer.from([0xff, 0xc0]));
  out.writeUInt16BE(height, frame + 5);
  out.writeUInt16BE(width, frame + 7);
  return new Uint8Array(out);
};

/** The size that really unpacks. */
export const unpacked = (jpeg: Uint8Array): string => {
  const { width, height } = decode(jpeg, { useTArray: true, tolerantDecoding: false });
  return `${width}×${height}`;
};

/** A PNG of a few bytes whose header, with a sum that is right, speaks of `side` × `side` pixels. */
export const hugePng = (side: number): Uint8Array<ArrayBuffer> => {
  const out = pngOf(8, 8);
  out.writeUInt32BE(side, 16);
  out.writeUInt32BE(side, 20);
  out.writeUInt32BE(crc32(out.subarray(12, 29)), 29);
  return new Uint8Array(out);
};
