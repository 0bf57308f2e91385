// What of a case each may see: the board that all workers read, and what its teller and those it counts on see of it. [CASE-1] (安全生产法 art. 41)

import { type WorkerId, workerId } from "../ids.ts";
import { bound, type CaseRec, type CaseState, teller } from "./case.ts";

const nobody = workerId("");

/** Without a name and without a word: what, where, how grave, how far, until when. */
export const publicCase = (one: CaseRec): CaseRec => {
  const { by: _, doneBy: __, finding: ___, supervised, fixes, grade, post, ...rest } = one;
  return {
    ...rest,
    ...(grade === undefined ? {} : { grade }),
    ...(post === undefined ? {} : { post }),
    words: "",
    is: wordlessState(one.is),
    ...(supervised === undefined ? {} : { supervised: { at: supervised.at, by: "", reason: "" } }),
    ...(fixes === undefined
      ? {}
      : {
          fixes: {
            who: nobody,
            measure: "",
            due: fixes.due,
            finisher: nobody,
            acceptor: nobody,
            ...(fixes.major === undefined
              ? {}
              : { major: { plan: "", funds: 0, emergency: "", control: fixes.major.control } }),
          },
        }),
    photos: [],
    joined: [],
    news: false,
    log: [],
  };
};

const wordlessState = (is: CaseState): CaseState => {
  switch (is.state) {
    case "reported":
      return is;
    case "rejected":
    case "objected":
    case "returned":
    case "void":
      return { ...is, by: "", reason: "" };
    case "suspended":
      return { ...is, by: "", reason: "" };
    case "done":
      return { ...is, by: "", evidence: "" };
    case "merged":
    case "verified":
    case "graded":
    case "assigned":
    case "working":
    case "accepted":
    case "closed":
      return { ...is, by: "" };
  }
};

export const sees = (one: CaseRec, worker: WorkerId): boolean => teller(one) === worker || bound(one).includes(worker);

/** His own words, and the answers; of whom it counts on, all but who told it. */
export const ownCase = (one: CaseRec, worker: WorkerId): CaseRec => {
  const { by, finding, ...rest } = one;
  const tells = teller(one) === worker;
  return {
    ...rest,
    ...(tells && by !== undefined ? { by } : {}),
    ...(tells && finding !== undefined ? { finding } : {}),
    news: tells && one.news,
    photos: one.photos.map(({ by: _, ...photo }) => photo),
    log: one.log.map(({ did, at, words, by: who }) => ({
      did,
      at,
      words,
      ...(typeof who === "object" && who.worker === worker ? { by: who } : {}),
    })),
  };
};
