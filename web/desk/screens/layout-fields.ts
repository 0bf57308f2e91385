// How a screen is to look, as its form holds it.

import type { ScreenLayout } from "../../../domain/screens.ts";

export type LayoutFields = {
  lang: ScreenLayout["lang"];
  theme: ScreenLayout["theme"];
  distance: ScreenLayout["distance"];
};

export const fieldsOf = ({ lang, theme, distance }: ScreenLayout): LayoutFields => ({ lang, theme, distance });

/** The code as the server takes it: 8 letters or figures, however it was typed; undefined where it is no code. */
export const codeOf = (typed: string): string | undefined => {
  const code = typed.normalize("NFKC").replaceAll(/[\s-]/g, "").toUpperCase();
  return /^[A-Z0-9]{8}$/.test(code) ? code : undefined;
};
