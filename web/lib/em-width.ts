// How wide a text will be before it is drawn, in em of its own size: names must be given room, not measured and cut.

const narrow = new Set("ijlI.,:;'|!()[]′’");
const wide = new Set("mwMWQO%@&—…");

const widthOf = (sign: string): number => {
  if (sign === "·" || sign.charCodeAt(0) > 0x2e7f) return 1;
  if (sign === " ") return 0.24;
  if (narrow.has(sign)) return 0.31;
  if (wide.has(sign)) return 0.86;
  if (sign === "f" || sign === "t" || sign === "r" || sign === "-") return 0.4;
  return sign >= "A" && sign <= "Z" ? 0.64 : 0.57;
};

/** Width in em as Noto Sans SC sets it: a Han sign and the point between words are one, Latin by its shape, never too little. */
export const emWidth = (text: string): number => {
  let sum = 0;
  for (const sign of text) sum += widthOf(sign);
  return sum;
};

/** What a heavier cut adds to a line. */
export const strongly = 1.03;
