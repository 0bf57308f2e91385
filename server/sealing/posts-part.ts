// Sealed of posts: what the outgoing wrote at a hand-over, under his own key, also while it stands with whoever took over. [ORG-2, POST-5]

import { type LeftIn, leftWordsOf, withLeftWords, withoutLeftWords } from "../../domain/posts/left-words.ts";
import type { PostRec } from "../../domain/posts/post.ts";
import { type EventPart, type Open, type RecordPart, reopened, whole } from "./part.ts";

export const handoverPart: EventPart = {
  types: ["HandoverBegun"],
  whose: (data) => (data.type === "HandoverBegun" && data.words !== undefined ? [data.from] : []),
  close: (data, close) => {
    if (data.type !== "HandoverBegun" || data.words === undefined) return data;
    const { words, ...rest } = data;
    return { ...rest, sealed: close({ words }, data.from) };
  },
  // Of one who was forgotten nothing was left in words.
  open: (data, open, where) =>
    data.type === "HandoverBegun" ? reopened(data, { whose: data.from, nothing: {}, open, where }) : data,
};

/** Two people may have left words at one post: each is sealed by himself, one after the other. */
const both = " ";

const openedIn = (post: PostRec, sealed: string, open: Open): PostRec => {
  const { watch } = post;
  if (watch.state !== "held") return post;
  const [handover = "", took = ""] = sealed.split(both);
  const wordsOf = (text: string, whose = watch.holder): string | undefined => {
    const said = text === "" ? undefined : open(text, whose, "snapshot");
    return said === undefined ? undefined : whole<{ readonly words?: string }>(said).words;
  };
  return withLeftWords(post, { handover: wordsOf(handover), took: wordsOf(took, watch.took?.from) });
};

export const postPart: RecordPart = {
  kind: "post",
  close: (record, close, keyed) => {
    const left = record.kind === "post" ? leftWordsOf(record) : [];
    if (record.kind !== "post" || left.length === 0) return record;
    const bare = withoutLeftWords(record);
    const sealedOf = (where: LeftIn): string => {
      const said = left.find((one) => one.in === where && keyed(one.whose));
      return said === undefined ? "" : close({ words: said.words }, said.whose);
    };
    return { ...bare, sealed: `${sealedOf("handover")}${both}${sealedOf("took")}` };
  },
  open: ({ sealed, ...known }, open) => openedIn(whole<PostRec>(known), sealed, open),
};
