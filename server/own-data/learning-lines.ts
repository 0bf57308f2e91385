// What he learned, for the part of his activities: hours by year and track, qualifications given here, quizzes, training elsewhere. [ACT-5, ORG-2]

import type { OwnLine } from "../../domain/corrections/own-data.ts";
import type { LearnerRec } from "../../domain/learning/learner.ts";
import { isTrack, noTrack } from "../../domain/learning/tracks.ts";
import type { Telling } from "./telling.ts";
import type { OwnSay } from "./words.ts";

export const learningLines = (telling: Telling): readonly OwnLine[] => {
  const learner = telling.all("learner").find(({ id }) => id === telling.self.id);
  if (learner === undefined) return [];
  const { say } = telling;
  const named = (activity: string): string => {
    const known = telling.board.get("activity", activity);
    return known === undefined ? activity : telling.tongue.named(known);
  };
  return [
    ...learner.years.map(({ year, byTrack }) => ({
      what: say("learn.year", { year }),
      value: Object.entries(byTrack)
        .map(([track, n]) => say("learn.minutes", { track: trackName(track, say), n }))
        .join(say("full")),
    })),
    ...learner.earned.map(({ name, activity, from, until, withdrawn }) => ({
      what: say("learn.earned", { name }),
      value: [
        say("learn.holds", { activity: named(activity), from, until }),
        ...(withdrawn === undefined ? [] : [say("learn.withdrawn", { reason: withdrawn.reason })]),
      ].join(say("full")),
    })),
    ...learner.results.map((one) => ({
      what: say("learn.quiz", { name: named(one.activity) }),
      value: resultText(one, say),
    })),
    ...learner.outside.map(({ day, minutes, track, holder, reason, undone }) => ({
      what: say("learn.outside", { day }),
      value: [
        say("learn.minutes", { track: trackName(track, say), n: minutes }),
        say("learn.holder", { holder, reason }),
        ...(undone === undefined ? [] : [say("learn.undone", { reason: undone.reason })]),
      ].join(say("full")),
    })),
  ];
};

/** The site's own are named as it named them. */
const trackName = (track: string, say: OwnSay): string =>
  track === noTrack ? say("track.") : isTrack(track) ? say(`track.${track}`) : track;

const resultText = ({ right, of, day, passed }: LearnerRec["results"][number], say: OwnSay): string =>
  say(passed ? "learn.passed" : "learn.failed", { right, of, day });
