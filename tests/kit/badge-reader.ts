// A badge reader at a page: types like a keyboard, through the browser's own input, signs 4 ms apart and an Enter behind them.

import type { Page } from "playwright-core";

const signGap = 0.004;

/** The browser is told when each key was pressed, so a busy machine does not stretch the scan. */
export const scanBadge = async (page: Page, badge: string): Promise<void> => {
  const line = await page.context().newCDPSession(page);
  const keys = [...badge].map((sign) => ({
    key: sign,
    code: /\d/.test(sign) ? `Digit${sign}` : `Key${sign.toUpperCase()}`,
  }));
  const began = Date.now() / 1000;
  const presses = [...keys, { key: "Enter", code: "Enter" }].flatMap((key, n) => [
    line.send("Input.dispatchKeyEvent", { ...key, type: "rawKeyDown", timestamp: began + n * signGap }),
    line.send("Input.dispatchKeyEvent", { ...key, type: "keyUp", timestamp: began + (n + 0.5) * signGap }),
  ]);
  await Promise.all(presses);
  await line.detach();
};
