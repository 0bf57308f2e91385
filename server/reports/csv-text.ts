// A table as the text of a file that spreadsheets take: with a mark, quoted, and no cell that becomes a formula.

export type CsvCell = string | number | undefined;

/** With a mark, for the spreadsheets that people have take a file without one for GBK. */
export const csvText = (lines: Iterable<readonly CsvCell[]>): string => {
  let text = "\ufeff";
  for (const line of lines) text += `${line.map(cellText).join(",")}\r\n`;
  return text;
};

/** A name that begins like a formula must not become one in a spreadsheet. */
const cellText = (cell: CsvCell): string => {
  const text = cell === undefined ? "" : typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : `${cell}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
