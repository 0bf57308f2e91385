// The word list of the pinyin as a tree of syllables, read once from the file that data/words/make-words.ts wrote.

/** One word with what it weighs: a third of the binary logarithm of how often it was counted. */
export type Word = { readonly text: string; readonly weight: number };
/** A place in the tree: the words that end here, and the syllables that may follow. */
export type Branch = { readonly words: Word[]; next: Map<string, Branch> | undefined };
export type WordList = {
  readonly root: Branch;
  /** Reading of a word, syllables without tones; undefined where the list does not know it. */
  readonly readingOf: (text: string) => readonly string[] | undefined;
};

const steps = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
/** The longest word that the list holds, signs. */
const longest = 6;
const digits = ["ling", "yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu"] as const;

export const newBranch = (): Branch => ({ words: [], next: undefined });

export const addWord = (root: Branch, reading: readonly string[], words: readonly Word[]): void => {
  let branch = root;
  for (const syllable of reading) {
    // Most branches are leaves: no map for those, 100,000 of them would keep the collector busy.
    branch.next ??= new Map();
    const known = branch.next.get(syllable);
    const next = known ?? newBranch();
    if (known === undefined) branch.next.set(syllable, next);
    branch = next;
  }
  branch.words.push(...words);
};

/** `file`: a line for each reading, `er hao⇥N二号 …`, each word behind the step of its weight. */
export const readWordList = (file: string): WordList => {
  const root = newBranch();
  const readings = new Map<string, { readonly reading: readonly string[]; readonly weight: number }>();
  for (const line of file.split("\n")) {
    const [typed, listed] = line.split("\t");
    if (typed === undefined || listed === undefined) continue;
    const reading = typed.split(" ");
    const words = listed.split(" ").map((one) => ({ text: one.slice(1), weight: steps.indexOf(one.charAt(0)) }));
    addWord(root, reading, words);
    for (const { text, weight } of words) {
      if (weight > (readings.get(text)?.weight ?? -1)) readings.set(text, { reading, weight });
    }
  }
  return { root, readingOf: (text) => readings.get(text)?.reading };
};

/** How a name of the site is typed: the longest words of the list that it is made of; a digit as it is said, a letter as itself. */
export const termReading = (list: WordList, term: string): readonly string[] | undefined => {
  const signs = [...term];
  const reading: string[] = [];
  for (let at = 0; at < signs.length; ) {
    const piece = pieceAt(list, signs, at);
    if (piece === undefined) return undefined;
    reading.push(...piece.reading);
    at += piece.length;
  }
  return reading.length === 0 ? undefined : reading;
};

const pieceAt = (list: WordList, signs: readonly string[], at: number) => {
  for (let length = Math.min(longest, signs.length - at); length > 0; length--) {
    const reading = list.readingOf(signs.slice(at, at + length).join(""));
    if (reading !== undefined) return { reading, length };
  }
  const sign = signs[at] ?? "";
  if (/[a-z]/i.test(sign)) return { reading: [sign.toLowerCase()], length: 1 };
  if (/[-#·/ （）()]/.test(sign)) return { reading: [], length: 1 };
  const said = /\d/.test(sign) ? digits[Number(sign)] : undefined;
  return said === undefined ? undefined : { reading: [said], length: 1 };
};
