// What the bay of maps shows in turn: the patrols' map, each plan with the posts on it, and the map with the posts that no plan holds. [POST-1]

import { isUnanswered } from "../../domain/alarms/alarm.ts";
import type { PostLook } from "../../domain/posts/manning.ts";
import type { PlanImage, PlanRec } from "../../domain/site/plan.ts";
import type { Panel } from "../../domain/site/screens.ts";
import type { LonLat } from "../../domain/site/site.ts";

export type OnPlan = { readonly look: PostLook; readonly x: number; readonly y: number };
export type OnMap = { readonly look: PostLook; readonly at: LonLat };
export type Face =
  | { readonly kind: "patrols" }
  | { readonly kind: "plan"; readonly plan: PlanRec; readonly image: PlanImage; readonly posts: readonly OnPlan[] }
  | { readonly kind: "map"; readonly posts: readonly OnMap[] }
  | { readonly kind: "none" };

/** The wall's own unit first, then those below it; among equals by name. */
const byRank = (a: PlanRec, b: PlanRec): number => a.scope.length - b.scope.length || (a.id < b.id ? -1 : 1);

/** In an order that no state changes. `none`: the panel was asked for, and there is nothing to put a post on. */
export const facesOf = (
  panels: readonly Panel[],
  plans: Iterable<PlanRec>,
  looks: readonly PostLook[],
): readonly Face[] => {
  const patrols: readonly Face[] = panels.includes("patrols") ? [{ kind: "patrols" }] : [];
  if (!panels.includes("plan")) return patrols;
  const byPlan = new Map<string, OnPlan[]>();
  const shown = [...plans].filter((plan) => plan.image !== undefined).sort(byRank);
  for (const plan of shown) byPlan.set(plan.id, []);
  const onMap: OnMap[] = [];
  for (const look of looks) {
    const { spot, at } = look.post;
    const sheet = spot === undefined ? undefined : byPlan.get(spot.plan);
    if (spot !== undefined && sheet !== undefined) sheet.push({ look, x: spot.x, y: spot.y });
    else if (at !== undefined) onMap.push({ look, at });
  }
  const sheets = shown.flatMap((plan): Face[] =>
    plan.image === undefined ? [] : [{ kind: "plan", plan, image: plan.image, posts: byPlan.get(plan.id) ?? [] }],
  );
  const rest: readonly Face[] = onMap.length > 0 ? [{ kind: "map", posts: onMap }] : [];
  const faces = [...sheets, ...rest];
  return [...patrols, ...(faces.length === 0 ? [{ kind: "none" } as const] : faces)];
};

export const postsOn = (face: Face): readonly { readonly look: PostLook }[] =>
  face.kind === "plan" || face.kind === "map" ? face.posts : [];

/** Where pages do not turn, maps that share a bay still do, s: else nobody would ever see the second. */
export const turnEvery = 30;

/**
 * Which face shows, from the server's clock like every page. While somebody must answer for a post of priority 1, the bay
 * stands still on the sheet that the longest such post is on, else on the first. `held`: of the past only that is looked at.
 */
export const faceAt = (
  faces: readonly Face[],
  {
    now,
    rotate,
    still,
    held,
  }: { readonly now: number; readonly rotate: number; readonly still: boolean; readonly held: boolean },
): number => {
  if (faces.length <= 1) return 0;
  if (!still && !held) return Math.floor(now / ((rotate > 0 ? rotate : turnEvery) * 1000)) % faces.length;
  let [best, since] = [0, Number.POSITIVE_INFINITY];
  for (const [i, face] of faces.entries())
    for (const { look } of postsOn(face)) {
      const { alarm } = look;
      if (alarm === undefined || alarm.priority !== 1 || !isUnanswered(alarm, now) || alarm.raisedAt >= since) continue;
      [best, since] = [i, alarm.raisedAt];
    }
  return best;
};
