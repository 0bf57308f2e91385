// What a worker in gloves meets at a kiosk: which keys his fingers really touched, how large each key is in millimetres, how long it takes by the model.

import type { Page } from "playwright-core";

/** A glass that kiosks are drawn for: its pixels and how many of them make a millimetre there. */
export const glasses = [
  { name: '21.5" upright', width: 1080, height: 1920, pxPerMm: 1920 / (21.5 * 25.4 * (16 / Math.hypot(16, 9))) },
  { name: '15.6" lying', width: 1920, height: 1080, pxPerMm: 1920 / (15.6 * 25.4 * (16 / Math.hypot(16, 9))) },
] as const;
export type Glass = (typeof glasses)[number];

/** Least side, mm: primary and keyboard keys; secondary ones. */
const least = { primary: 20, secondary: 15 } as const;

type Touched = { readonly on: string; readonly by: string };

declare global {
  interface Window {
    touched?: Touched[];
  }
}

/** Before the page is opened: it then writes down every finger that comes down, and on what. */
export const writeTouches = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const touched: Touched[] = [];
    window.touched = touched;
    const written = (event: PointerEvent): void => {
      const key = event.target instanceof Element ? event.target.closest("button") : null;
      touched.push({ on: key?.innerText.replaceAll(/\s+/g, " ").trim() ?? "", by: event.pointerType });
    };
    window.addEventListener("pointerdown", written, { capture: true });
  });
};

/** What was touched since this was last asked; "" is no key. */
export const takeTouches = (page: Page): Promise<readonly Touched[]> =>
  page.evaluate(() => window.touched?.splice(0) ?? []);

/** Whatever can be touched on this page and is smaller than its law, as `word: least side in mm`; and how many were looked at. */
export const smallKeys = async (
  page: Page,
  pxPerMm: number,
): Promise<{ readonly seen: number; readonly small: readonly string[] }> => {
  const keys = await page.evaluate(() =>
    [...document.querySelectorAll("button, a[href], input, select, [role=button], [tabindex]")]
      .filter((key) => key.checkVisibility({ visibilityProperty: true }))
      .map((key) => {
        const box = key.getBoundingClientRect();
        const word = key instanceof HTMLElement ? key.innerText.replaceAll(/\s+/g, " ") : key.tagName;
        const kind = key.classList.contains("k-key-2") ? ("secondary" as const) : ("primary" as const);
        return { word, kind, side: Math.min(box.width, box.height) };
      }),
  );
  const small = keys
    // To a tenth of a millimetre: less than half a pixel of these glasses.
    .map(({ word, kind, side }) => ({ word, kind, mm: Math.round((side / pxPerMm) * 10) / 10 }))
    .filter(({ kind, mm }) => mm < least[kind])
    .map(({ word, kind, mm }) => `${word} (${kind}): ${mm.toFixed(1)} mm`);
  return { seen: keys.length, small };
};

/** Seconds, each measured by nobody here: the kiosk's design says them. Reading is not among them, it is said apart. */
const model = { badgeToName: 0.8, firstLook: 1.2, glovedTouch: 0.9, server: 0.3 } as const;
const signsAMinute = 250;

export const modelSeconds = (counted: { readonly touches: number; readonly asked: number }): number =>
  model.badgeToName + model.firstLook + counted.touches * model.glovedTouch + counted.asked * model.server;

export const readingSeconds = (text: string): number =>
  ((text.match(/\p{Script=Han}/gu)?.length ?? 0) / signsAMinute) * 60;
