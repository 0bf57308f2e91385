// From whatever a badge opened first to the person's own page, whichever page that was and however it changes meanwhile.

import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** A page may give way to the next under the finger: its key is gone, and what stands there now is looked at again. */
const pressed = async (key: Locator): Promise<void> => {
  try {
    await key.first().click({ timeout: 1_000 });
  } catch (error) {
    if (!(error instanceof Error && error.name === "TimeoutError")) throw error;
  }
};

/** `back`: the key that leads there. */
export const toHome = async (page: Page, back: Locator): Promise<void> => {
  await page.locator(".k-sheet, .k-page").first().waitFor();
  await expect
    .poll(
      async () => {
        if ((await page.locator(".k-also").count()) > 0) return "home";
        if ((await back.count()) > 0) await pressed(back);
        return "elsewhere";
      },
      { timeout: 30_000 },
    )
    .toBe("home");
};
