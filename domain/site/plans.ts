// Plans and the posts on them: a picture is set for a unit, a post is put on it, moved and taken off again. [POST-1]

import * as v from "valibot";
import { accepted, alreadyDone, type Change, type Context, type Decision, put, refused } from "../decider.ts";
import { type Millis, type PostId, postId, type Seq, type UnitId, unitId } from "../ids.ts";
import { bothNames } from "../in-both.ts";
import type { PostRec } from "../posts/post.ts";
import { replayReach } from "../replay.ts";
import { type PlanImage, type PlanRec, type Spot, spotDraft } from "./plan.ts";
import { id, type UnitRec } from "./site.ts";

export const planCommands = {
  RemovePlan: v.object({ type: v.literal("RemovePlan"), unit: id(unitId) }),
  PlacePost: v.object({ type: v.literal("PlacePost"), post: id(postId), spot: spotDraft }),
  UnplacePost: v.object({ type: v.literal("UnplacePost"), post: id(postId) }),
} as const;

/** By the server's own door only, which has looked at the bytes and made them durable before. */
export type SetPlan = {
  readonly type: "SetPlan";
  readonly unit: UnitId;
  readonly image: Omit<PlanImage, "since">;
};
export type PlanCommand = v.InferOutput<(typeof planCommands)[keyof typeof planCommands]> | SetPlan;

type On<T extends string, D> = { readonly subject: "plans"; readonly type: T; readonly at: Millis } & D;
export type PlanEvent =
  | On<"PlanSet", { readonly unit: UnitId; readonly image: Omit<PlanImage, "since"> }>
  | On<"PlanRemoved", { readonly unit: UnitId }>
  | On<"PostPlaced", { readonly post: PostId; readonly spot: Spot }>
  | On<"PostUnplaced", { readonly post: PostId }>;

export type PlanLook = {
  readonly plan: (id: string) => PlanRec | undefined;
  readonly post: (id: string) => PostRec | undefined;
  readonly unit: (id: string) => UnitRec | undefined;
};

export const decidePlans = (command: PlanCommand, { at }: Context, look: PlanLook): Decision<PlanEvent> => {
  const on = { subject: "plans", at } as const;
  switch (command.type) {
    case "SetPlan": {
      const { unit, image } = command;
      if (look.unit(unit) === undefined) return refused({ code: "unit_unknown" });
      const known = look.plan(unit);
      if (known?.image?.hash === image.hash && known.image.tone === image.tone) return alreadyDone(known.seq);
      return accepted({ ...on, type: "PlanSet", unit, image });
    }
    case "RemovePlan":
      if (look.plan(command.unit)?.image === undefined) return refused({ code: "plan_unknown" });
      return accepted({ ...on, type: "PlanRemoved", unit: command.unit });
    case "PlacePost": {
      const post = look.post(command.post);
      if (post === undefined) return refused({ code: "post_unknown" });
      const { plan, x, y } = command.spot;
      if (look.plan(plan)?.image === undefined) return refused({ code: "plan_unknown" });
      if (!post.scope.includes(plan)) return refused({ code: "plan_of_others", params: { post: bothNames(post) } });
      if (post.spot?.plan === plan && post.spot.x === x && post.spot.y === y) return alreadyDone(post.seq);
      return accepted({ ...on, type: "PostPlaced", post: post.id, spot: { plan, x, y } });
    }
    case "UnplacePost": {
      const post = look.post(command.post);
      if (post === undefined) return refused({ code: "post_unknown" });
      return post.spot === undefined ? alreadyDone(post.seq) : accepted({ ...on, type: "PostUnplaced", post: post.id });
    }
  }
};

export const evolvePlans = (event: PlanEvent, seq: Seq, look: PlanLook): readonly Change<PlanRec | PostRec>[] => {
  switch (event.type) {
    case "PlanSet": {
      const { unit, image, at } = event;
      const scope = look.unit(unit)?.scope ?? [unit];
      const before = pastOf(look.plan(unit), at);
      return [put({ kind: "plan", id: unit, seq, scope, image: { ...image, since: at }, before })];
    }
    case "PlanRemoved": {
      const known = look.plan(event.unit);
      if (known === undefined) return [];
      const { image: _, ...rest } = known;
      return [put({ ...rest, seq, before: pastOf(known, event.at) })];
    }
    case "PostPlaced": {
      const post = look.post(event.post);
      return post === undefined ? [] : [put({ ...post, seq, spot: event.spot })];
    }
    case "PostUnplaced": {
      const post = look.post(event.post);
      if (post === undefined) return [];
      const { spot: _, ...rest } = post;
      return [put({ ...rest, seq })];
    }
  }
};

/** The pictures of the time that a replay reaches, with the one that ends now. */
const pastOf = (known: PlanRec | undefined, at: Millis): PlanRec["before"] => {
  const ended = known?.image === undefined ? [] : [{ ...known.image, until: at }];
  return [...ended, ...(known?.before ?? [])].filter((image) => image.until >= at - replayReach);
};

/** The plan after an import: of a unit that is there no more it leaves, else it stands under the unit's new scope. */
export const planAfterImport = (
  plan: PlanRec,
  seq: Seq,
  scopes: ReadonlyMap<UnitId, readonly UnitId[]>,
): Change<PlanRec> => {
  const scope = scopes.get(plan.id);
  return scope === undefined ? { kind: "drop", of: "plan", id: plan.id } : put({ ...plan, seq, scope });
};
