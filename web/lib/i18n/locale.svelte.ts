// The language of this screen: the address says it, else the person's last choice, else the screen's setting, else Chinese.

import type { Lang } from "../../../domain/refusals.ts";

export type Locale = {
  readonly lang: Lang;
  /** A person's choice: kept on this device. */
  readonly choose: (lang: Lang) => void;
  /** What the screen is set to; a choice or the address is stronger. */
  readonly suggest: (lang: Lang) => void;
};

export type LocaleDeps = {
  /** `location.search`; `?lang=en` */
  readonly search: string;
  readonly store: Pick<Storage, "getItem" | "setItem">;
  /** `<html>`: its `lang` follows, so that fonts, hyphens and readers do. */
  readonly root: { lang: string };
};

const storeKey = "shouwang.lang";

const asLang = (text: string | null): Lang | undefined => {
  if (text === null) return undefined;
  if (/^zh(-|$)/i.test(text)) return "zh-CN";
  return /^en(-|$)/i.test(text) ? "en" : undefined;
};

export const createLocale = ({ search, store, root }: LocaleDeps): Locale => {
  let stated = asLang(new URLSearchParams(search).get("lang")) ?? asLang(store.getItem(storeKey));
  let lang = $state<Lang>(stated ?? "zh-CN");
  const speak = (next: Lang): void => {
    lang = next;
    root.lang = next;
  };
  root.lang = stated ?? "zh-CN";
  return {
    get lang() {
      return lang;
    },
    choose: (next) => {
      stated = next;
      store.setItem(storeKey, next);
      speak(next);
    },
    suggest: (next) => {
      if (stated === undefined) speak(next);
    },
  };
};
