// Somebody is always away from his post for a while, so that whoever tries the kiosk finds a post that waits for its person. [POST-2]

import { rostered } from "../../domain/posts/post-status.ts";
import { minute } from "../../domain/time.ts";
import type { Cue } from "./cue.ts";
import { signOnAnswer } from "./keys.ts";
import { partsOf } from "./parts.ts";
import type { Scene } from "./scene.ts";

/** Around the shift change enough people come and go by themselves, ms. */
const calm = 20 * minute;

/** Whoever has stood longest goes, once nobody else is missed; the watches bring him back after a few minutes. */
export const breakCues = (scene: Scene): readonly Cue[] => {
  const { run, now } = scene;
  if (run === undefined || now < run.startsAt + calm || now > run.endsAt - calm) return [];
  const posts = [...scene.all("post")];
  const isMissed = posts.some(
    (post) =>
      post.watch.state === "unheld" &&
      rostered(post, run).some((id) => {
        const worker = scene.get("worker", id);
        return worker !== undefined && signOnAnswer(scene, post, worker) === "ok";
      }),
  );
  if (isMissed) return [];
  const parts = partsOf(scene, run);
  const steady = posts.flatMap((post) => {
    const { watch } = post;
    if (watch.state !== "held" || post.id === parts.silent || post.id === parts.suspended) return [];
    const badge = rostered(post, run).includes(watch.holder) ? scene.badgeOf(watch.holder) : undefined;
    return badge === undefined || watch.since < run.startsAt - calm * 3 ? [] : [{ post, badge, since: watch.since }];
  });
  const longest = steady.sort((a, b) => a.since - b.since || (a.post.id < b.post.id ? -1 : 1))[0];
  if (longest === undefined) return [];
  const { post, badge } = longest;
  return [
    {
      key: `break/${post.id}/${post.seq}`,
      slot: `post/${post.id}`,
      by: "kiosk",
      badge,
      at: now,
      command: { type: "SignOff", post: post.id },
    },
  ];
};
