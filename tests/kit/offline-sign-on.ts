// A kiosk that cannot ask the server: what it keeps on its disk, and how a worker signs on there, by badge, post from the list, every risk confirmed.

import type { Page } from "playwright-core";
import { zh } from "../../kiosk/words-zh.ts";
import { scanBadge } from "./badge-reader.ts";
import type { Duty } from "./sample-copy.ts";

export const signOnOffline = async (page: Page, { badge, name, briefing }: Duty): Promise<void> => {
  await scanBadge(page, badge, page.getByText(zh.helloBadge));
  await page.getByRole("button", { name: zh.pickPost }).click();
  const post = page.getByRole("button").filter({ hasText: name });
  const more = page.getByRole("button", { name: zh.more });
  while (!(await post.isVisible())) await more.click();
  await post.click();
  await page.getByRole("button", { name: zh.goBriefing(briefing.length) }).click();
  for (const _ of briefing) {
    const understood = page.getByRole("button", { name: zh.understood }).first();
    if (!(await understood.isVisible())) await more.click();
    await understood.click();
  }
  await page.getByText(zh.recorded).waitFor();
};

/** What the kiosk keeps on its own disk. */
export const inDatabase = (page: Page, store: string): Promise<readonly Record<string, unknown>[]> =>
  page.evaluate(async (name) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open("shouwang-kiosk");
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error);
    });
    return new Promise((resolve, reject) => {
      const all = db.transaction(name).objectStore(name).getAll();
      all.onsuccess = () => resolve(all.result);
      all.onerror = () => reject(all.error);
      db.close();
    });
  }, store);
