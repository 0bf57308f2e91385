// Every audience of the test site, and what each of them must never hear.

import type { Audience } from "../../domain/audience.ts";
import { roles } from "../../domain/decider.ts";
import { unitId, workerId } from "../../domain/ids.ts";
import type { SiteImport } from "../../domain/site/site-import.ts";
import { deskWords } from "./any-contests.ts";
import { movedWords } from "./moved-patrol.ts";
import { activity, siteFixture } from "./site-fixture.ts";

export const units = ["co", "mine", "forest"].map(unitId);
export const people = 12;

export const audiences = (): readonly Audience[] => [
  ...units.flatMap((unit) => [
    { kind: "wall", unit } as const,
    { kind: "kiosk", unit } as const,
    ...roles.map((role) => ({ kind: "desk", role, unit }) as const),
  ]),
  ...Array.from({ length: people }, (_, n) => ({ kind: "person", worker: workerId(`w${n}`) }) as const),
  { kind: "auditor" },
];

const two = (n: number): string => String(n).padStart(2, "0");
const nameOf = (n: number): string => `甲${two(n)}乙`;
const numberOf = (n: number): string => `7${two(n)}999`;
const badgeOf = (n: number): string => `badge-hash-${two(n)}-`;

/** What a worker writes of himself when he asks to have it put right. */
export const askedOf = (n: number): string => `本应是${two(n)}号的话`;
const keepsRegister: ReadonlySet<string> = new Set(["union-officer", "manager", "admin"]);

/** The test site with names, numbers and badges that cannot be mistaken for anything else. */
export const tellingSite = (more: { readonly posts?: number; readonly moved?: boolean } = {}): SiteImport => {
  const site = siteFixture({
    posts: more.posts ?? 4,
    workers: people,
    activities: [activity("a1", 2), activity("a2", 3, { unit: "forest", sort: "training", training })],
    routes: [{ id: "r1", unit: "forest", name: "北线", nameEn: "North", checkpoints: [gate] }],
  });
  const home = (unit: (typeof units)[number]) =>
    more.moved !== true ? unit : unit === "mine" ? unitId("forest") : unitId("mine");
  return {
    ...site,
    workers: site.workers.map((one, n) => ({
      ...one,
      name: nameOf(n),
      number: numberOf(n),
      badge: badgeOf(n),
      party: true,
      unit: home(one.unit),
    })),
    posts: site.posts.map((one) => ({
      ...one,
      party: true,
      unit: home(one.unit),
      roster: more.moved === true ? one.roster.slice(1) : one.roster,
    })),
    routes: site.routes.map((one) => ({ ...one, unit: home(one.unit) })),
  };
};
const training = { track: "fire", gives: { name: "扑火证", months: 12 } };
const gate = { id: "g", name: "门", nameEn: "Gate", at: [119.9, 47.2], radius: 150 };

/** Strings that must stand in nothing which this audience is sent. */
export const hiddenFrom = (audience: Audience): readonly string[] => {
  const all = Array.from({ length: people }, (_, n) => n);
  const badges = all.map(badgeOf);
  const party = '"party":true';
  const named = (visible: (n: number) => boolean) =>
    all.filter((n) => !visible(n)).flatMap((n) => [nameOf(n), numberOf(n), askedOf(n)]);
  const asked = all.map(askedOf);
  switch (audience.kind) {
    case "wall":
      return [...badges, party, ...named(() => false), "赵主任", "signedFor", '"relief"', ...movedWords, ...deskWords];
    case "kiosk":
      return [
        ...badges,
        party,
        ...named(() => false),
        "赵主任",
        "signedFor",
        '"relief"',
        ...movedWords,
        ...deskWords,
        ...all.map((n) => `"w${n}"`),
      ];
    case "person":
      return [
        ...badges,
        party,
        ...named((n) => audience.worker === `w${n}`),
        "赵主任",
        "signedFor",
        '"relief"',
        ...movedWords,
      ];
    // Who moves between the units is seen by both, so only the badges are nobody's; the party is the branch's alone.
    case "desk":
      if (keepsRegister.has(audience.role)) return [...badges, party];
      return audience.role === "branch-secretary" ? [...badges, ...asked] : [...badges, ...asked, party];
    case "auditor":
      return [...badges, ...asked, party];
  }
};
