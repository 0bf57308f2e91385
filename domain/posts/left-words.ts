// What the outgoing left for the incoming in his own words: his alone, and nothing of it stays with the post once he is forgotten. [ORG-2, POST-5]

import type { WorkerId } from "../ids.ts";
import type { Left, PostRec, Watch } from "./post.ts";

type Held = Extract<Watch, { readonly state: "held" }>;
/** In the hand-over that runs, and with what its holder took over. */
export type LeftIn = "handover" | "took";
type Said = { readonly [K in LeftIn]: string | undefined };

export type LeftWords = { readonly in: LeftIn; readonly whose: WorkerId; readonly words: string };

/** Words that somebody left at the post, each with who wrote them. */
export const leftWordsOf = ({ watch }: PostRec): readonly LeftWords[] => {
  if (watch.state !== "held") return [];
  const { holder, handover, took } = watch;
  return [
    ...(handover?.words === undefined ? [] : [{ in: "handover", whose: holder, words: handover.words } as const]),
    ...(took?.words === undefined ? [] : [{ in: "took", whose: took.from, words: took.words } as const]),
  ];
};

/** Whether he left anything there, in words or by a choice; a start from a snapshot, whose words went with his key, finds it too. */
export const isLeftBy = ({ watch }: PostRec, whose: WorkerId): boolean =>
  watch.state === "held" && ((watch.handover !== undefined && watch.holder === whose) || watch.took?.from === whose);

const worded = <T extends Left>({ words: _, ...left }: T, words: string | undefined) =>
  words === undefined ? left : { ...left, words };

/** The post with these words in place of those that were left at it; what was chosen stays. */
export const withLeftWords = (post: PostRec, said: Said): PostRec => {
  const { watch } = post;
  if (watch.state !== "held" || (watch.handover === undefined && watch.took === undefined)) return post;
  const { handover, took, ...held } = watch;
  const after: Held = {
    ...held,
    ...(took === undefined ? {} : { took: worded(took, said.took) }),
    ...(handover === undefined ? {} : { handover: worded(handover, said.handover) }),
  };
  return { ...post, watch: after };
};

/** Without the words that this worker left there; without anybody's where none is named. */
export const withoutLeftWords = (post: PostRec, whose?: WorkerId): PostRec => {
  const kept = leftWordsOf(post).filter((left) => whose !== undefined && left.whose !== whose);
  const said = (where: LeftIn): string | undefined => kept.find((left) => left.in === where)?.words;
  return withLeftWords(post, { handover: said("handover"), took: said("took") });
};

/** A post of an earlier moment with the words that still stand at it today. */
export const leftAs = (then: PostRec, now: PostRec | undefined): PostRec => {
  const { watch } = then;
  if (watch.state !== "held") return then;
  const today = now?.watch.state === "held" ? now.watch : undefined;
  return withLeftWords(then, {
    handover: today?.handover?.since === watch.handover?.since ? today?.handover?.words : undefined,
    took: today?.took?.at === watch.took?.at ? today?.took?.words : undefined,
  });
};
