// The patrols' view, kept cheap: records that did not change stay the same lists, so only what moved is counted and drawn again.

import type { CoverRec } from "../../domain/coverage/coverage.ts";
import type { ZoneRec } from "../../domain/coverage/zone.ts";
import type { FindingRec } from "../../domain/patrols/finding.ts";
import type { PatrolRec, RouteRec } from "../../domain/patrols/patrol.ts";
import type { MapRec } from "../../domain/site/site.ts";
import { type PatrolsView, patrolsView } from "./patrol-view.ts";
import type { Scene } from "./scene.svelte.ts";
import { createSteady } from "./steady.ts";

export type PatrolsLook = {
  readonly view: PatrolsView;
  readonly patrols: readonly PatrolRec[];
  readonly zones: readonly ZoneRec[];
  readonly covers: readonly CoverRec[];
  readonly findings: readonly FindingRec[];
  readonly map: MapRec | undefined;
};

export const createPatrols = (look: () => Scene): PatrolsLook => {
  const steadyPatrols = createSteady<PatrolRec>();
  const steadyRoutes = createSteady<RouteRec>();
  const steadyZones = createSteady<ZoneRec>();
  const steadyCovers = createSteady<CoverRec>();
  const steadyFindings = createSteady<FindingRec>();
  const findings = $derived(steadyFindings(look().records.all("finding")));
  const patrols = $derived(steadyPatrols(look().records.all("patrol")));
  const routes = $derived(steadyRoutes(look().records.all("route")));
  const zones = $derived(steadyZones(look().records.all("zone")));
  const covers = $derived(steadyCovers(look().records.all("cover")));
  const map = $derived(look().records.get("map", "map"));
  const routesById = $derived(new Map<string, RouteRec>(routes.map((route) => [route.id, route])));
  const view = $derived.by(() => {
    const { site, clock, now } = look();
    return patrolsView(patrols, routesById, { site, clock }, now);
  });
  return {
    get view() {
      return view;
    },
    get patrols() {
      return patrols;
    },
    get zones() {
      return zones;
    },
    get covers() {
      return covers;
    },
    get findings() {
      return findings;
    },
    get map() {
      return map;
    },
  };
};
