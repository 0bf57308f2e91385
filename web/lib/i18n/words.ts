// How a part of the house keeps its words: zh-CN is written first, English must have the same keys and parameters.

import type { Lang } from "../../../domain/refusals.ts";

type Word = string | readonly string[] | ((...params: never) => string | readonly string[]);
type Words = { readonly [key: string]: Word | Words };

/**
 * `const words = defineWords({ left: (n: number) => `剩 ${n} 位` }, { left: (n) => `${n} left` })`, then `words(lang).left(3)`.
 * A key or parameter that differs between the two does not compile.
 */
export const defineWords =
  <W extends Words>(zh: W, en: NoInfer<W>): ((lang: Lang) => W) =>
  (lang) =>
    lang === "en" ? en : zh;
