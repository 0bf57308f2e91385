// Language and light of this desk, kept on this machine; by day a desk is light.

import type { Lang } from "../../domain/refusals.ts";

export type Theme = "light" | "dark";
export type Prefs = { lang: Lang; theme: Theme };

const langKey = "shouwang.desk.lang";
const themeKey = "shouwang.desk.theme";

export const createPrefs = (store: Pick<Storage, "getItem" | "setItem">, browserLang: string): Prefs => {
  const keptLang = store.getItem(langKey);
  const chosen = keptLang ?? (browserLang.startsWith("zh") || browserLang === "" ? "zh-CN" : "en");
  let lang = $state<Lang>(chosen === "en" ? "en" : "zh-CN");
  let theme = $state<Theme>(store.getItem(themeKey) === "dark" ? "dark" : "light");
  return {
    get lang() {
      return lang;
    },
    set lang(value) {
      lang = value;
      store.setItem(langKey, value);
    },
    get theme() {
      return theme;
    },
    set theme(value) {
      theme = value;
      store.setItem(themeKey, value);
    },
  };
};
