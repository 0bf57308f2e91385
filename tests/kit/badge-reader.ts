// A badge reader at a page: types like a keyboard, through the browser's own input, signs 4 ms apart and an Enter behind them.

import { errors, type Locator, type Page } from "playwright-core";

const signGap = 0.004;

/** The browser is told when each key was pressed, so that a busy machine does not stretch the scan. */
const scan = async (page: Page, badge: string): Promise<void> => {
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

/** Lays the badge down, up to four times, until the kiosk shows what it opens: on a starved machine a scan may fall apart, or the server answer late. */
export const scanBadge = async (page: Page, badge: string, opens: Locator): Promise<void> => {
  const exit = page.getByRole("button", { name: /退出|Exit/ });
  for (let tries = 3; ; tries -= 1) {
    await scan(page, badge);
    try {
      await opens.waitFor({ timeout: tries === 0 ? 20_000 : 8_000 });
      return;
    } catch (error) {
      if (tries === 0 || !(error instanceof errors.TimeoutError)) throw error;
      // A page that says no leaves by itself, perhaps between the look and the click.
      await exit.click({ timeout: 2_000 }).catch((late: unknown) => {
        if (!(late instanceof errors.TimeoutError)) throw late;
      });
    }
  }
};
