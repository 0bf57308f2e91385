// His shifts: the next ones from the rosters, the post that he holds, what he lived through there. [ORG-3, POST-3]

import type { OwnLine } from "../../domain/corrections/own-data.ts";
import type { PostRec } from "../../domain/posts/post.ts";
import { rostered } from "../../domain/posts/post-status.ts";
import { addDays, clockText, shiftRun } from "../../domain/time.ts";
import type { Section, Telling } from "./telling.ts";

const daysAhead = 14;

export const shiftsPart = (telling: Telling): Section => {
  const { self, say, stamp, reader } = telling;
  const posts = telling.all("post");
  const lines: OwnLine[] = [...dueLines(posts, telling)];
  for (const post of posts) lines.push(...postLines(post, telling));
  if (self.lastOff !== undefined) lines.push({ what: say("lastOff"), value: stamp(self.lastOff.at) });
  if (reader.by === "himself" && self.relief !== undefined)
    lines.push({ what: say("lastSigned"), value: `${self.relief.reason}, ${stamp(self.relief.at)}` });
  if (self.briefed !== undefined) {
    const { day, points } = self.briefed;
    lines.push({ what: say("briefed"), value: say("briefed.is", { day, n: points.length }) });
  }
  return { part: "shifts", title: say("part.shifts"), lines, says: say("says.shifts") };
};

/** The soonest first. */
const dueLines = (posts: readonly PostRec[], { board, self, say, now, tongue }: Telling): readonly OwnLine[] => {
  const { site, clock } = board.look;
  const today = clock.dayOf(now);
  const due: { readonly at: number; readonly line: OwnLine }[] = [];
  for (let n = -1; n < daysAhead; n++)
    for (const shift of site.shifts) {
      const run = shiftRun(clock, shift, addDays(today, n));
      if (run.endsAt <= now) continue;
      const when = `${run.day} ${tongue.named(shift)} ${clockText(clock, run.startsAt)}–${clockText(clock, run.endsAt)}`;
      for (const post of posts)
        if (rostered(post, run).includes(self.id))
          due.push({ at: run.startsAt, line: { what: say("due", { when }), value: tongue.named(post) } });
    }
  return due.sort((a, b) => a.at - b.at).map(({ line }) => line);
};

const postLines = (post: PostRec, { self, say, stamp, tongue, reader }: Telling): readonly OwnLine[] => {
  const name = tongue.named(post);
  const { watch } = post;
  const lines: OwnLine[] = [];
  if (watch.state === "held") {
    const { since, signedAt, handover, signedFor } = watch;
    if (watch.holder === self.id) {
      const value = say("holds.is", { post: name, since: stamp(since), signed: stamp(signedAt) });
      lines.push({ what: say("holds"), value });
    }
    if (handover?.to === self.id) lines.push({ what: say("handed"), value: name });
    const signs = signedFor !== undefined && [signedFor.from, signedFor.by, watch.holder].includes(self.id);
    if (reader.by === "himself" && signs) lines.push({ what: say("signedFor"), value: `${name}, ${stamp(since)}` });
    if (reader.by === "himself" && watch.holder === self.id && handover?.words !== undefined)
      lines.push({ what: say("words"), value: handover.words });
  }
  if (post.responsible === self.id) lines.push({ what: say("responsible"), value: name });
  if (post.deputy === self.id) lines.push({ what: say("deputy"), value: name });
  return lines;
};
