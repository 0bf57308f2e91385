// What certificates are called in English: people, posts and roles know each by its one name, the site says the other. [ORG-3]

import { bothNames } from "../in-both.ts";

export type CertificateName = { readonly name: string; readonly nameEn: string };
type Named = { readonly certificates?: readonly CertificateName[] | undefined };

const englishOf = (site: Named | undefined, name: string): string =>
  site?.certificates?.find((one) => one.name === name)?.nameEn ?? "";

/** The certificate in the reader's language; where the site gives it no English name, the one it has. */
export const certificateIn = (site: Named | undefined, name: string, lang: "zh-CN" | "en"): string =>
  (lang === "en" ? englishOf(site, name) : "") || name;

/** Both of its names, for a refusal's sentence. */
export const certificateInBoth = (site: Named | undefined, name: string): string =>
  bothNames({ name, nameEn: englishOf(site, name) });
