// How a screen is to look, as its form holds it.

import type { Panel, ScreenLayout } from "../../../domain/site/screens.ts";

export type LayoutFields = {
  lang: ScreenLayout["lang"];
  theme: ScreenLayout["theme"];
  distance: ScreenLayout["distance"];
  panels: readonly Panel[];
  rotate: number;
};

export const fieldsOf = ({ lang, theme, distance, panels, rotate }: ScreenLayout): LayoutFields => ({
  lang,
  theme,
  distance,
  panels,
  rotate,
});

/** Seconds for which a page may stay; 0: pages do not turn. */
export const turns = [0, 10, 20, 30, 60] as const;

/** The code as the server takes it: 8 letters or figures, however it was typed; undefined where it is no code. */
export const codeOf = (typed: string): string | undefined => {
  const code = typed.normalize("NFKC").replaceAll(/[\s-]/g, "").toUpperCase();
  return /^[A-Z0-9]{8}$/.test(code) ? code : undefined;
};
