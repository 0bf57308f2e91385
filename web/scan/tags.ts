// Web NFC, where the browser has it (Chrome on Android over https): reads the same link from a tag as stands in the QR code.

import { type Sign, signOfLink } from "./sign.ts";

type NdefRecord = { readonly recordType: string; readonly data?: DataView };
type NdefReader = {
  scan(): Promise<void>;
  addEventListener(
    type: "reading",
    listener: (event: { readonly message: { readonly records: readonly NdefRecord[] } }) => void,
  ): void;
};
declare global {
  interface Window {
    readonly NDEFReader?: new () => NdefReader;
  }
}

export const hasTagReader = (): boolean => window.NDEFReader !== undefined;

/** Reads until the page is closed. `false`: the person or the phone said no. Needs a touch, and asks for leave. */
export const readTags = async (onSign: (sign: Sign | undefined) => void): Promise<boolean> => {
  if (window.NDEFReader === undefined) return false;
  const reader = new window.NDEFReader();
  reader.addEventListener("reading", ({ message }) => {
    const link = message.records.find(({ recordType }) => recordType === "url" || recordType === "absolute-url");
    onSign(link?.data === undefined ? undefined : signOfLink(new TextDecoder().decode(link.data)));
  });
  try {
    await reader.scan();
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
};
