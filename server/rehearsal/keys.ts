// The four badges that a kiosk offers as keys in a rehearsal: one for each thing a newcomer should try.

import type { WorkerId } from "../../domain/ids.ts";
import { rostered } from "../../domain/post-status.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import { shuffled } from "./chance.ts";
import { partsOf, runName } from "./parts.ts";
import type { Scene } from "./scene.ts";

export type SampleKey = {
  readonly badge: string;
  readonly worker: WorkerId;
  readonly name: string;
  readonly number: string;
  /** `late`: his key post is empty; `on-duty`: has a post now; `foreman`: may countersign; `off-duty`: free to sign up. */
  readonly role: "late" | "on-duty" | "foreman" | "off-duty";
  /** His post in this shift; empty where he has none. */
  readonly post: string;
  readonly postEn: string;
};

export const sampleKeys = (scene: Scene): readonly SampleKey[] => {
  const { run, chance } = scene;
  const keys: SampleKey[] = [];
  const add = (role: SampleKey["role"], workers: readonly (WorkerRec | undefined)[]): void => {
    for (const worker of workers) {
      const badge = worker === undefined ? undefined : scene.badgeOf(worker.id);
      if (worker === undefined || badge === undefined || keys.some((key) => key.worker === worker.id)) continue;
      const post = scene
        .rosteredPosts(worker.id)
        .find((one) => run !== undefined && rostered(one, run).includes(worker.id));
      const { id, name, number } = worker;
      keys.push({ badge, worker: id, name, number, role, post: post?.name ?? "", postEn: post?.nameEn ?? "" });
      return;
    }
  };
  const peopleOf = (post: string | undefined): readonly (WorkerRec | undefined)[] => {
    const known = post === undefined ? undefined : scene.get("post", post);
    return known === undefined || run === undefined ? [] : rostered(known, run).map((id) => scene.get("worker", id));
  };
  const name = run === undefined ? "" : runName(run);
  const parts = partsOf(scene, run);
  const steady = shuffled(scene.all("post"), chance, "key", name).filter(
    (post) => post.id !== parts.late && post.id !== parts.silent && post.id !== parts.suspended,
  );
  const workers = shuffled(scene.all("worker"), chance, "key", name);
  const mayCountersign = (worker: WorkerRec): boolean =>
    worker.roles.includes("foreman") || worker.roles.includes("station-head");
  add("late", peopleOf(parts.late));
  add(
    "on-duty",
    steady.flatMap((post) => peopleOf(post.id)),
  );
  add("foreman", workers.filter(mayCountersign));
  add(
    "off-duty",
    workers.filter((worker) => scene.rosteredPosts(worker.id).length === 0 && !mayCountersign(worker)),
  );
  return keys;
};

/** Whom the play leaves to the person at the kiosk: it signs none of them up and sends none on patrol. */
export const keyHolders = (scene: Scene): ReadonlySet<WorkerId> => new Set(sampleKeys(scene).map((key) => key.worker));
