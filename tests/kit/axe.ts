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

/** All rules of WCAG 2.2 A and AA and axe's best practice; `enhanced` asks for contrast of 7:1 as well. */
export const axeFindings = async (page: Page, enhanced: "7:1" | "4.5:1"): Promise<readonly Finding[]> => {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(await axeSource());
  return page.evaluate(async (contrast): Promise<readonly Finding[]> => {
    const { axe } = window;
    const { violations } = await axe.run(document, {
      resultTypes: ["violations"],
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
  }, enhanced);
};
