// Somebody's own data as one plain page that prints on A4, and as files: no script, no font, no picture, nothing from outside.

import type { OwnData } from "../../domain/corrections/own-data.ts";
import { csvText } from "../reports/csv-text.ts";
import { ownSay } from "./words.ts";

/** What the page links to, and until when; undefined: a page that the desk prints. */
export type Links = { readonly json: string; readonly csv: string; readonly until: string };

const style = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;padding:16px;max-width:52rem;font:16px/1.5 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;color:#111;background:#fff}
h1{margin:0;font-size:1.5rem}
h2{margin:1.5rem 0 .25rem;padding-bottom:.25rem;font-size:1.1rem;border-bottom:2px solid #111;break-after:avoid}
p{margin:.25rem 0}
table{width:100%;border-collapse:collapse}
th,td{padding:.35rem .5rem .35rem 0;text-align:start;vertical-align:top;border-bottom:1px solid #ccc;overflow-wrap:anywhere}
th{width:42%;font-weight:400;color:#444}
tr{break-inside:avoid}
.soft{color:#444}
nav{display:flex;flex-wrap:wrap;gap:12px;margin:12px 0}
nav a{display:inline-block;padding:12px 16px;min-height:44px;border:2px solid #111;color:#111;text-decoration:none}
@page{size:A4;margin:15mm}
@media print{body{padding:0;max-width:none;font-size:10.5pt}nav,.screen{display:none}}
`;
/** Only what stands in the page itself; a form, a script or a frame has no business here. */
export const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const framed = (lang: string, title: string, body: string): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${style}</style></head><body>${body}</body></html>`;

export const copyPage = (data: OwnData, made: string, links: Links | undefined): string => {
  const say = ownSay(data.lang);
  const nav =
    links === undefined
      ? ""
      : `<nav><a href="${links.json}" download>${escaped(say("json"))}</a><a href="${links.csv}" download>${escaped(say("csv"))}</a></nav><p class="soft screen">${escaped(say("until10", { at: links.until }))}</p>`;
  const sections = data.sections.map(({ title, lines, says }) => {
    const rows = lines
      .map(({ what, value }) => `<tr><th>${escaped(what)}</th><td>${escaped(value)}</td></tr>`)
      .join("");
    const table = rows === "" ? `<p>${escaped(say("none"))}</p>` : `<table>${rows}</table>`;
    return `<h2>${escaped(title)}</h2>${table}${says === "" ? "" : `<p class="soft">${escaped(says)}</p>`}`;
  });
  const head = `<h1>${escaped(say("title"))} · ${escaped(data.name)} ${escaped(data.number)}</h1><p class="soft">${escaped(say("made", { at: made }))}</p>`;
  return framed(data.lang, say("title"), head + nav + sections.join(""));
};

/** Both languages: whoever holds the phone may be anybody. */
export const refusedPage = (zh: string, en: string): string =>
  framed("zh-CN", "守望", `<h1>${escaped(zh)}</h1><p>${escaped(en)}</p>`);

export const copyCsv = (data: OwnData): string =>
  csvText(data.sections.flatMap(({ title, lines }) => lines.map(({ what, value }) => [title, what, value])));
