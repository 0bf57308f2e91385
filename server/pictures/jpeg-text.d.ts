// The codec's two files as text, for the thread that runs them.

declare module "jpeg-js/lib/decoder.js?raw" {
  const text: string;

  export = text;
}
declare module "jpeg-js/lib/encoder.js?raw" {
  const text: string;

  export = text;
}
