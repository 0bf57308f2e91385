// Every text that a wall shows: how large it is and how it stands out from what is under it, by the styles that the browser computed.

import type { Page } from "playwright-core";

export type ShownText = {
  readonly text: string;
  readonly px: number;
  /** By WCAG 2.2, of the text's colour against its ground; of a text on a map, against the halo round it. */
  readonly contrast: number;
};

/** Numerals inside symbols are exempt, their shape repeats them; so are patterns and the rule between two names, which decorate. */
export const shownTexts = (page: Page): Promise<readonly ShownText[]> =>
  page.evaluate(() => {
    type Colour = readonly [r: number, g: number, b: number, a: number];
    const parse = (text: string): Colour => {
      const [r = 0, g = 0, b = 0, a = 1] = (text.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
      if (text === "transparent" || text === "none") return [0, 0, 0, 0];
      return text.startsWith("color(") ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
    };
    const over = (top: Colour, below: Colour): Colour => {
      const mix = (n: 0 | 1 | 2): number => top[n] * top[3] + below[n] * (1 - top[3]);
      return [mix(0), mix(1), mix(2), 1];
    };
    const luminance = ([r, g, b]: Colour): number => {
      const [x = 0, y = 0, z = 0] = [r, g, b].map((part) => {
        const c = part / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const groundOf = (from: Element): Colour => {
      const layers: Colour[] = [];
      for (let at: Element | null = from; at !== null; at = at.parentElement) {
        const layer = parse(getComputedStyle(at).backgroundColor);
        if (layer[3] > 0) layers.push(layer);
        if (layer[3] === 1) break;
      }
      return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
    };
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: { text: string; px: number; contrast: number }[] = [];
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      const owner = node.parentElement;
      if (
        text === "" ||
        text === "|" ||
        owner === null ||
        owner.closest("defs, symbol, pattern, style, script") !== null
      )
        continue;
      if (!owner.checkVisibility({ visibilityProperty: true })) continue;
      const style = getComputedStyle(owner);
      const drawn = owner instanceof SVGElement;
      const halo = parse(drawn ? style.stroke : "none");
      const ground = halo[3] > 0 ? halo : groundOf(owner);
      const [one, two] = [luminance(over(parse(drawn ? style.fill : style.color), ground)), luminance(ground)];
      const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
      found.push({ text, px: Number.parseFloat(style.fontSize), contrast });
    }
    return found;
  });
