// A phrase in both languages that travels as one text: the param of a refusal.

/** A sign that no text of ours holds: the unit separator. */
export const between = "\u001f";
/** A param that is itself a phrase: both languages travel in it, and the reader's own is shown. */
export const inBoth = (zh: string, en: string): string => `${zh}${between}${en}`;
/** The name of a post, an activity, a unit; where it has no English one, the one it has. */
export const bothNames = ({ name, nameEn }: { readonly name: string; readonly nameEn: string }): string =>
  nameEn === "" ? name : inBoth(name, nameEn);
/** Such a phrase in the reader's language; a plain one as it is. */
export const phraseIn = (phrase: string, lang: "zh-CN" | "en"): string => {
  const [zh = phrase, en = zh] = phrase.split(between);
  return lang === "en" ? en : zh;
};
