// What stands under the key posts' figure: how many are held, and why there is no figure where there is none. [POST-6]

import type { Manning } from "../../domain/posts/manning.ts";
import type { WallWords } from "./words-zh.ts";

export const keyPostsText = ({ held, scheduled, suspended }: Manning["key"], words: WallWords): string => {
  if (scheduled > 0) return words.keyCover(held, scheduled);
  return suspended > 0 ? words.keySuspended(suspended) : words.keyNone;
};
