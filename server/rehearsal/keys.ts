// The badges that a kiosk offers as keys in a rehearsal, chosen anew from the board as it stands: each opens what it is named after.

import type { Actor, Context } from "../../domain/decider.ts";
import { commandId, type PostId, type WorkerId } from "../../domain/ids.ts";
import type { PostRec } from "../../domain/posts/post.ts";
import { rostered, signOnChecks } from "../../domain/posts/post-status.ts";
import { decidePosts } from "../../domain/posts/posts.ts";
import type { RefusalCode } from "../../domain/refusals.ts";
import type { WorkerRec } from "../../domain/workers.ts";
import { shuffled } from "./chance.ts";
import { runName } from "./parts.ts";
import type { Scene } from "./scene.ts";

/**
 * `late`: his post is empty and waits for him; `next`: he takes over from the shift before his; `on-duty`: has a post now;
 * `unlisted`: needs a foreman to sign on; `foreman`: who may countersign for him; `barred`: no foreman can help him.
 */
export type SampleRole = "late" | "next" | "on-duty" | "unlisted" | "foreman" | "barred";
export type SampleKey = {
  readonly badge: string;
  readonly worker: WorkerId;
  readonly name: string;
  readonly number: string;
  readonly role: SampleRole;
  /** The post that it is about; empty where there is none. */
  readonly post: string;
  readonly postEn: string;
};

/** What a sign-on with the whole briefing confirmed would answer now, as the server's own rule decides it. */
export const signOnAnswer = (
  scene: Scene,
  post: PostRec,
  worker: WorkerRec,
  foreman?: WorkerRec,
): RefusalCode | "ok" => {
  const actor: Actor = { kind: "worker", worker: worker.id, proof: "badge", roles: worker.roles };
  const context: Context = {
    now: scene.now,
    at: scene.now,
    id: commandId("asked-beforehand"),
    actor,
    ...(foreman === undefined
      ? {}
      : { countersign: { worker: foreman.id, roles: foreman.roles, reason: "asked beforehand" } }),
  };
  const command = {
    type: "SignOn",
    post: post.id,
    briefing: [...post.briefing, ...post.today.flatMap((one) => one.points)].map((point) => point.id),
  } as const;
  const decision = decidePosts(command, context, {
    site: scene.site,
    clock: scene.clock,
    post: (id) => scene.get("post", id),
    worker: (id) => scene.get("worker", id),
    heldBy: scene.heldBy,
    unit: (id) => scene.get("unit", id),
  });
  return decision.kind === "refused" ? decision.refusal.code : "ok";
};

/** At once, or from the hands of who holds it. [POST-5] */
const mayCome = (scene: Scene, post: PostRec, worker: WorkerRec): boolean => {
  const answer = signOnAnswer(scene, post, worker);
  if (answer === "post_held") return signOnChecks(post, worker, scene.now, scene).rest.state === "kept";
  return answer === "ok";
};

type Part = { readonly worker: WorkerRec; readonly post: PostRec | undefined };
type Pair = { readonly worker: WorkerRec; readonly post: PostRec };

export const sampleKeys = (scene: Scene): readonly SampleKey[] => {
  const keys: SampleKey[] = [];
  const add = (role: SampleRole, { worker, post }: Part): boolean => {
    const badge = scene.badgeOf(worker.id);
    if (badge === undefined || keys.some((key) => key.worker === worker.id)) return false;
    const { id, name, number } = worker;
    keys.push({ badge, worker: id, name, number, role, post: post?.name ?? "", postEn: post?.nameEn ?? "" });
    return true;
  };
  const cast = castNow(scene);
  let due: PostId | undefined;
  const first = (role: SampleRole, parts: Iterable<Part>): void => {
    for (const part of parts)
      if (add(role, part)) {
        due ??= part.post?.id;
        return;
      }
  };
  first(scene.run === undefined ? "next" : "late", cast.late());
  if (keys.length === 0) first("next", cast.next());
  first("on-duty", cast.onDuty(due));
  for (const { worker, post, foreman } of cast.unlisted()) {
    if (scene.badgeOf(foreman.id) === undefined || !add("unlisted", { worker, post })) continue;
    add("foreman", { worker: foreman, post });
    break;
  }
  first("barred", cast.barred());
  return keys;
};

const castNow = (scene: Scene) => {
  const { run, nextRun, chance } = scene;
  const name = run === undefined ? "" : runName(run);
  const posts = shuffled(scene.all("post"), chance, "key", name);
  const workers = shuffled(scene.all("worker"), chance, "key", name);
  const foremen = workers.filter(({ roles }) => roles.includes("foreman") || roles.includes("station-head"));
  const isForeman = (worker: WorkerRec): boolean => foremen.includes(worker);
  /** Key posts first: what is missing there weighs most. */
  const empty = posts.filter((post) => post.watch.state === "unheld").sort((a, b) => Number(b.key) - Number(a.key));
  const comers = function* (of: readonly PostRec[], coming: typeof run): Generator<Part> {
    if (coming === undefined) return;
    for (const post of of)
      for (const id of rostered(post, coming)) {
        const worker = scene.get("worker", id);
        if (worker !== undefined && mayCome(scene, post, worker)) yield { worker, post };
      }
  };
  return {
    late: () => comers(empty, run),
    next: () => comers(posts, nextRun),
    /** He whose post the one before is due at, so that the two can hand over; else anybody. */
    *onDuty(due: PostId | undefined): Generator<Part> {
      for (const post of posts.toSorted((a, b) => Number(b.id === due) - Number(a.id === due))) {
        const worker = post.watch.state === "held" ? scene.get("worker", post.watch.holder) : undefined;
        if (worker !== undefined) yield { worker, post };
      }
    },
    /** Somebody whose certificates would do at an empty post, and a foreman who answers for it. [POST-2] */
    *unlisted(): Generator<Part & { readonly foreman: WorkerRec }> {
      for (const post of empty)
        for (const worker of workers) {
          if (isForeman(worker) || signOnAnswer(scene, post, worker) !== "not_rostered") continue;
          const foreman = foremen.find((one) => signOnAnswer(scene, post, worker, one) === "ok");
          if (foreman !== undefined) yield { worker, post, foreman };
        }
    },
    /** An expired certificate first, then one that he lacks: at a post that is his by the roster, at one that is empty, at any. */
    *barred(): Generator<Part> {
      // Only what he holds can have expired, only what he lacks be missing: asked beforehand, for the rule is asked of every
      // pair at every beat.
      const may = (code: "qualification_expired" | "qualification_missing", { post, worker }: Pair): boolean => {
        const held = (name: string): boolean => worker.qualifications.some((one) => one.name === name);
        return post.requires.some((name) => held(name) === (code === "qualification_expired"));
      };
      const own = workers.flatMap((worker) => scene.rosteredPosts(worker.id).map((post) => ({ worker, post })));
      const other = function* (of: readonly PostRec[]): Generator<Pair> {
        for (const post of of) for (const worker of workers) yield { worker, post };
      };
      for (const code of ["qualification_expired", "qualification_missing"] as const)
        for (const pairs of [own, other(empty), other(posts)])
          for (const part of pairs)
            if (may(code, part) && signOnAnswer(scene, part.post, part.worker) === code) yield part;
    },
  };
};

/** Whom the play leaves to the person at the kiosk: it signs none of them up and sends none on patrol. */
export const keyHolders = (scene: Scene): ReadonlySet<WorkerId> => new Set(sampleKeys(scene).map((key) => key.worker));
