// One CSV file as people really bring them: UTF-8 with or without a mark, or GBK; Chinese or English headers; full-width figures.

import { CsvError, parse } from "csv-parse/sync";
import type { Problems } from "./problems.ts";

/** A column: its key, and the names under which a header may bear it. */
export type Column = { readonly key: string; readonly zh: string; readonly required?: boolean };

/** One row: where it stands, and its cells by key; an absent cell is "". */
export type Row = { readonly file: string; readonly line: number; readonly cell: (key: string) => string };

/** Rows that any sheet may have; what each may have says the format. */
const mostRows = 100_000;
export const largestFile = 16 * 1024 * 1024;

const decode = (bytes: Uint8Array): string | undefined => {
  if (bytes.includes(0)) return undefined;
  for (const encoding of ["utf-8", "gbk"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return undefined;
};

/** Full-width letters and figures as half-width ones; Chinese punctuation inside words stays. */
const narrow = (text: string): string =>
  text
    .replaceAll(/[\uff01-\uff5e]/g, (sign) =>
      /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0b\uff0d\uff0e\uff1a\uff0f]/.test(sign)
        ? sign.normalize("NFKC")
        : sign,
    )
    .replaceAll("\u3000", " ")
    .trim();

const headerKey = (name: string): string =>
  name
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");

/** The rows of the file; what cannot be read goes to `problems`, and the answer is then empty. */
export const readSheet = (
  file: string,
  bytes: Uint8Array,
  columns: readonly Column[],
  problems: Problems,
): readonly Row[] => {
  if (bytes.length > largestFile) {
    problems.add(file, 0, "", "文件太大（上限 16 MB）", "the file is too large (limit 16 MB)");
    return [];
  }
  const text = decode(bytes);
  if (text === undefined) {
    problems.add(
      file,
      0,
      "",
      "不是文本文件：要 UTF-8 或 GBK 编码的 CSV",
      "not a text file: a CSV in UTF-8 or GBK is needed",
    );
    return [];
  }
  const lines = linesOf(file, text.replaceAll(/\r\n?/g, "\n"), problems);
  const [head, ...body] = lines;
  if (head === undefined) {
    problems.add(file, 0, "", "文件是空的，没有表头", "the file is empty: it has no header");
    return [];
  }
  const places = new Map<string, number>();
  for (const { key, zh } of columns) {
    const at = head.cells.findIndex((name) => headerKey(name) === key || name.trim() === zh);
    if (at >= 0) places.set(key, at);
  }
  const missing = columns.filter((column) => column.required === true && !places.has(column.key));
  for (const { key, zh } of missing)
    problems.add(file, head.line, key, `缺少列「${zh}」`, `column “${key}” is missing`);
  if (missing.length > 0) return [];
  return body
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""))
    .map(({ line, cells }) => ({ file, line, cell: (key) => narrow(cells[places.get(key) ?? -1] ?? "") }));
};

type Line = { readonly line: number; readonly cells: readonly string[] };

const linesOf = (file: string, text: string, problems: Problems): readonly Line[] => {
  const lines: Line[] = [];
  try {
    parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 64 * 1024,
      // The header, the rows, and one to show that there are more.
      to: mostRows + 2,
      on_record: (cells: readonly string[], { lines: last }) => {
        // `last` is where the record ends; a quoted cell may have line ends of its own.
        lines.push({ line: last - cells.reduce((sum, cell) => sum + (cell.split("\n").length - 1), 0), cells });
        return null;
      },
    });
    if (lines.length > mostRows + 1)
      problems.add(file, 0, "", `行数太多（上限 ${mostRows}）`, `too many rows (limit ${mostRows})`);
    return lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.add(
      file,
      (lines.at(-1)?.line ?? 0) + 1,
      "",
      "引号或分隔符有误，这一行读不懂",
      "quotes or separators are wrong: this row cannot be read",
    );
    return [];
  }
};
