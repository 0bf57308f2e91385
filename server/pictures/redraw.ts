// A JPEG drawn anew: decoded to pixels and encoded again in a thread of its own, so that nothing but the picture is left of what came in.

import { Worker } from "node:worker_threads";
import decoder from "jpeg-js/lib/decoder.js?raw";
import encoder from "jpeg-js/lib/encoder.js?raw";
import * as v from "valibot";
import { photoLimits } from "../../domain/cases/case-photo.ts";

export type Drawn = { readonly bytes: Uint8Array; readonly width: number; readonly height: number };

/** The longest that an honest photo takes on a slow machine, many times over, ms; a file made to cost more is let go of. */
const patience = 10_000;
/** Of the thread, MB: its own objects, and the pixels and coefficients of the largest picture that is let in. */
const memory = { heap: 96, pixels: 192 } as const;
/** The first that makes it small enough, else the last. */
const qualities = [82, 70, 55, 40] as const;
/** Bytes that a kept photo should have at most. */
const kept = 600_000;

const settings = { qualities, kept, megapixels: photoLimits.pixels / 1e6, pixels: memory.pixels };

/**
 * The server is one file without packages beside it, and a thread wants a file: it is given its text. Decoding is strict, so what
 * breaks off is broken; comments, Exif and whatever stands behind the end of the picture are not among the pixels.
 */
const text = `
const decode = ((module) => { ${decoder}
  return module.exports; })({ exports: {} });
const encode = ((module) => { ${encoder}
  return module.exports; })({ exports: {} });
const { parentPort, workerData } = require("node:worker_threads");
const { bytes, qualities, kept, megapixels, pixels } = workerData;
const drawn = () => {
  try {
    return decode(bytes, {
      useTArray: true, formatAsRGBA: true, tolerantDecoding: false,
      maxResolutionInMP: megapixels, maxMemoryUsageInMB: pixels,
    });
  } catch {
    return undefined;
  }
};
const picture = drawn();
if (picture === undefined) parentPort.postMessage({ bytes: undefined });
else {
  const { data, width, height } = picture;
  let out;
  for (const quality of qualities) {
    out = encode({ data, width, height }, quality).data;
    if (out.length <= kept) break;
  }
  parentPort.postMessage({ bytes: new Uint8Array(out), width, height });
}
`;

const said = v.union([
  v.object({ bytes: v.instance(Uint8Array), width: v.number(), height: v.number() }),
  v.object({ bytes: v.undefined() }),
]);

/** Undefined: it is no whole JPEG, or none within bounds. One thread for one photo: its memory ends with it. */
export const redraw = (bytes: Uint8Array): Promise<Drawn | undefined> =>
  new Promise((resolve) => {
    const thread = new Worker(text, {
      eval: true,
      workerData: { bytes, ...settings },
      resourceLimits: { maxOldGenerationSizeMb: memory.heap, maxYoungGenerationSizeMb: 16 },
    });
    const timer = setTimeout(() => end(undefined), patience);
    const end = (drawn: Drawn | undefined): void => {
      clearTimeout(timer);
      resolve(drawn);
      void thread.terminate();
    };
    thread.once("message", (message: unknown) => {
      const { bytes: out, ...size } = v.parse(said, message);
      end(out === undefined || !("width" in size) ? undefined : { bytes: out, ...size });
    });
    // Out of its memory: nothing of ours is.
    thread.once("error", () => end(undefined));
    thread.once("exit", () => end(undefined));
  });
