// What a person would see wrong on a page: a scroll, a cut text, a word that nobody translated.

import type { Page } from "playwright-core";

/** How far the page could be scrolled, px; where nothing scrolls both are 0. */
export const scrollOf = (page: Page): Promise<{ readonly x: number; readonly y: number }> =>
  page.evaluate(() => {
    const root = document.scrollingElement ?? document.documentElement;
    return { x: root.scrollWidth - root.clientWidth, y: root.scrollHeight - root.clientHeight };
  });

/**
 * Texts that reach out of the glass, of a box that cuts, or of the key that bears them; each with what it reaches out of.
 * A calm name may end in "…"; an alarm's never.
 */
export const cutTexts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    type Frame = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
    const glass: Frame = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    const nameOf = (at: Element): string =>
      [at.tagName.toLowerCase(), ...[...at.classList].filter((name) => !name.startsWith("svelte-"))].join(".");
    const wider = (box: DOMRect, frame: Frame): boolean => box.left < frame.left - 2 || box.right > frame.right + 2;
    // A line is taller than its signs: a fifth of it above and below is air.
    const higher = (box: DOMRect, frame: Frame): boolean =>
      box.top < frame.top - box.height / 5 || box.bottom > frame.bottom + box.height / 5;
    const cutBy = (box: DOMRect, owner: Element): Element | "gives" | undefined => {
      for (let at: Element | null = owner; at !== null && at !== document.body; at = at.parentElement) {
        const { display, overflowX, overflowY, textOverflow } = getComputedStyle(at);
        if (display === "inline" || display === "contents") continue;
        const frame = at.getBoundingClientRect();
        // A word without room may slip out of sight whole.
        if (overflowY !== "visible" && (box.top + box.bottom) / 2 > frame.bottom) return undefined;
        const isKey = at.matches("button");
        if ((overflowY !== "visible" || isKey) && higher(box, frame)) return at;
        if ((overflowX === "visible" && !isKey) || !wider(box, frame)) continue;
        const mayGive = textOverflow === "ellipsis" && at.closest("[role=alert] .t") === null;
        return mayGive ? "gives" : at;
      }
      return undefined;
    };
    const found: string[] = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      const owner = node.parentElement;
      if (text === "" || owner === null || owner.closest("defs, symbol, option") !== null) continue;
      if (!owner.checkVisibility({ visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width === 0) continue;
      const by = cutBy(box, owner);
      if (by === "gives") continue;
      if (wider(box, glass) || higher(box, glass)) found.push(`${text} → the glass`);
      if (by !== undefined) found.push(`${text} → ${nameOf(by)}`);
    }
    return found;
  });

/** Texts that no person wrote: a key instead of its word, a value that is none; in English also every Han sign but names. */
export const strangeTexts = (page: Page, lang: "zh-CN" | "en", names: RegExp): Promise<readonly string[]> =>
  page
    .locator("body")
    .innerText()
    .then((all) =>
      all
        .split("\n")
        .map((line) => line.trim())
        .filter(
          (line) =>
            /undefined|\bNaN\b|\[object|\{\w+\}|—\s*—|^[a-z]+(?:\.[a-z-]+)+$/.test(line) ||
            (lang === "en" && /\p{Script=Han}/u.test(line.replaceAll(names, ""))),
        ),
    );
