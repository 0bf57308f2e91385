// What axe finds wrong with a page as it stands: rule, what it is about, and where.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

let source: Promise<string> | undefined;
const axeSource = (): Promise<string> => {
  source ??= readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  return source;
};

export type Finding = { readonly rule: string; readonly where: readonly string[] };

/** `all`: WCAG 2.2 A and AA and axe's best practice. `colours`: only what another theme of the same page can change. */
export type Depth = "all" | "colours";

/** What axe finds; at `7:1` every word must have that contrast. */
export const axeFindings = async (
  page: Page,
  enhanced: "7:1" | "4.5:1",
  depth: Depth = "all",
): Promise<readonly Finding[]> => {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(await axeSource());
  return page.evaluate(
    async ([contrast, wanted]): Promise<readonly Finding[]> => {
      const { axe } = window;
      const colour = contrast === "7:1" ? "color-contrast-enhanced" : "color-contrast";
      const { violations } = await axe.run(document, {
        resultTypes: ["violations"],
        // Style sheets are fetched and parsed for one rule only, an experimental one that axe leaves off.
        preload: { assets: ["media"] },
        ...(wanted === "colours" ? { runOnly: { type: "rule", values: [colour] } } : {}),
        rules: {
          "color-contrast-enhanced": { enabled: contrast === "7:1" },
          // A kiosk's glass must not be zoomed away by a palm; its letters grow by a key.
          "meta-viewport": { enabled: false },
        },
      });
      return violations.map(({ id, nodes }) => ({
        rule: id,
        where: nodes
          .slice(0, 5)
          .map(({ target, any }) => `${target.join(" ")} ${any.map(({ message }) => message).join(" ")}`),
      }));
    },
    [enhanced, depth] as const,
  );
};

/** Nothing moves while it is looked at: a colour in transition has no contrast of its own. */
export const still = (page: Page): Promise<unknown> =>
  page.addStyleTag({ content: "*, *::before, *::after { animation: none !important; transition: none !important; }" });

/** Gives the page as it stands the other theme, by day: only a dark wall is dimmed at night, and the hour of a test proves nothing. */
export const turnTheme = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { dataset } = document.documentElement;
    dataset.theme = dataset.theme === "light" ? "dark" : "light";
    if (dataset.dim !== undefined) dataset.dim = "day";
  });

/** The wall as it stands, dimmed for the night or not, whatever the hour is. */
export const setDim = (page: Page, dim: "day" | "night"): Promise<void> =>
  page.evaluate((to) => {
    document.documentElement.dataset.dim = to;
  }, dim);

/** The page as it stands, in the theme that it has and in the other one, which it keeps: a turn costs as much as a look. */
export const inBothThemes = async (page: Page, enhanced: "7:1" | "4.5:1"): Promise<readonly Finding[]> => {
  const found = [...(await axeFindings(page, enhanced))];
  await turnTheme(page);
  for (const { rule, where } of await axeFindings(page, enhanced, "colours"))
    found.push({ rule: `${rule}, in the other theme`, where });
  return found;
};
