// Every view that a person can open without an act that is recorded: the desk's by address, the kiosk's by its keys.

import type { Locator, Page } from "playwright-core";
import { handoverWords } from "../../kiosk/handover/words.ts";
import type { Words } from "../../kiosk/words.ts";
import { en } from "../../kiosk/words-en.ts";
import { zh } from "../../kiosk/words-zh.ts";
import { innerPages, linkTo, pages } from "../../web/desk/route.ts";

export const toHash = async (page: Page, hash: string): Promise<void> => {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
};

/** A page of the desk is there when its link is marked, or its heading for those that have no link; a record with its own. */
export const openDesk = async (page: Page, hash: string): Promise<void> => {
  await toHash(page, hash);
  const [, name = "", id] = hash.split("/");
  if (id !== undefined) await page.locator("#record h2, #record h1").first().waitFor();
  else if (innerPages.some((one) => one === name)) await page.locator("main").waitFor();
  else await page.locator(`nav [aria-current=page][href="#/${name}"]`).waitFor();
};

/** The desk's pages, each followed by its forms and its first record. */
export const deskViews = async (page: Page): Promise<readonly string[]> => {
  const views: string[] = [];
  for (const name of [...pages, ...innerPages]) {
    await openDesk(page, linkTo(name));
    const links = await page
      .locator(`main a[href^="#/${name}/"]`)
      .evaluateAll((list) => list.map((link) => link.getAttribute("href") ?? ""));
    const isForm = (href: string): boolean => href.includes("%2B");
    views.push(linkTo(name), ...links.filter(isForm), ...links.filter((href) => !isForm(href)).slice(0, 1));
  }
  return [...new Set(views)];
};

/** Goes through the kiosk's pages, each once, however many badges lead to it; ends where it began, on the idle page. `dress`: chooses language and letters, which an idle page forgets with whoever left it. */
export const walkKiosk = async (
  page: Page,
  visit: (name: string) => Promise<void>,
  dress: () => Promise<void> = async () => undefined,
): Promise<readonly string[]> => {
  const seen: string[] = [];
  const key = (name: string): Locator => page.getByRole("button", { name, exact: true });
  const either = (of: (words: Words) => string): Locator => key(of(zh)).or(key(of(en)));
  /** In the language of whoever stands there. */
  const exit = either((t) => t.exit);
  const back = either((t) => t.back);
  /** Whom nobody can play just now has a dark key. */
  const cards = page.locator(".k-try button:enabled");
  const homeOfHis = page.locator(".k-also");
  const look = async (name: string): Promise<void> => {
    if (seen.includes(name)) return;
    seen.push(name);
    await visit(name);
  };
  /** Through a key and back, until `wanted` was seen: `further` goes on from there and comes back to there. */
  const through = async (name: string, door: Locator, further?: () => Promise<void>, wanted = name): Promise<void> => {
    if (seen.includes(wanted) || (await door.count()) === 0) return;
    await door.first().click();
    await back.waitFor();
    await look(name);
    await further?.();
    await back.click();
  };
  const idle = async (): Promise<void> => {
    await cards.first().waitFor();
    await dress();
  };
  await idle();
  await look("idle");
  await through(
    "number",
    either((t) => t.noBadge),
  );
  await idle();
  await through("sos", page.locator(".k-sos"));
  await idle();
  // Which badges are offered changes as the play goes on.
  for (let n = 0; n < (await cards.count()); n += 1) {
    await cards.nth(n).click();
    // The server has answered: he is known, or told why not.
    await exit.waitFor();
    await page
      .getByRole("heading", { name: zh.asking })
      .or(page.getByRole("heading", { name: en.asking }))
      .waitFor({ state: "detached" });
    await page.locator("h1").first().waitFor();
    if ((await homeOfHis.count()) > 0) {
      const lang = (await page.locator(".k").getAttribute("lang")) === "en" ? "en" : "zh-CN";
      const t = lang === "en" ? en : zh;
      // Who may not go on has no dark key.
      const [home = "barred"] = await page.locator(".k-main .k-go").allInnerTexts();
      await look(`home: ${home.trim().replace(/\d+/, "n")}`);
      const tile = (name: string): Locator => page.locator(".k-also .k-tile", { hasText: name });
      await tile(t.activities).waitFor();
      const backHome = async (
        name: string,
        door: Locator,
        further?: () => Promise<void>,
        wanted = name,
      ): Promise<void> => {
        await through(name, door, further, wanted);
        await homeOfHis.waitFor();
      };
      // To the first of them nothing may be offered.
      const activity = (): Promise<void> => through("activity", page.locator(".k-act"));
      await backHome("activities", tile(t.activities), activity, "activity");
      await backHome("pin", tile(t.mine));
      await backHome("posts", key(t.notThisPost).or(key(t.pickPost)));
      const ownWords = (): Promise<void> => through("words", key(handoverWords(lang).own));
      await backHome("handover", key(t.handOver), ownWords);
      await backHome("missing", key(t.seeWhy), () => through("countersign", page.locator("button.k-full.k-way")));
      if (home.startsWith(t.goBriefing(1).slice(0, 2)))
        await backHome("briefing", page.locator(".k-main .k-go").first());
    } else await look(`instead of home: ${(await page.locator("h1").first().innerText()).replace(/\d+/g, "n")}`);
    await exit.click();
    await idle();
  }
  return seen;
};
