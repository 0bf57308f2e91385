// Lets a person look at what a test sees: a picture of the page, only when LOOK_DIR says where to put it.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

export const look = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.LOOK_DIR;
  if (folder === undefined || folder === "") return;
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: join(folder, `${name}.png`) });
};
