// What any language must offer, from the texts of one.

/** Widens the texts of one language to what any language must offer. */
export type Wording<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Wording<T[K]> };
