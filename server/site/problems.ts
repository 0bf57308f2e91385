// What is wrong in a site folder: file, row, column and reason, in both languages. One wrong row, and nothing is imported. [ORG-4]

export type RowProblem = {
  readonly file: string;
  /** Line of the file, from 1; 0 speaks of the whole file. */
  readonly row: number;
  readonly column: string;
  readonly zh: string;
  readonly en: string;
};

/** Most problems that are listed; a file of another kind altogether would fill the page. */
export const mostProblems = 1000;

export type Problems = {
  readonly add: (file: string, row: number, column: string, zh: string, en: string) => void;
  readonly list: () => readonly RowProblem[];
  readonly count: () => number;
};

export const createProblems = (): Problems => {
  const rows: RowProblem[] = [];
  let count = 0;
  return {
    add: (file, row, column, zh, en) => {
      count += 1;
      if (rows.length < mostProblems) rows.push({ file, row, column, zh, en });
    },
    list: () => rows,
    count: () => count,
  };
};
