// The sample site is whole, and it has what a rehearsal and a newcomer need of it. [ORG-4]

import { describe, expect, test } from "vitest";
import { flawOf } from "../../domain/activities/activity-opening.ts";
import { createBoard } from "../../domain/board.ts";
import { seq } from "../../domain/ids.ts";
import { roundsDue } from "../../domain/patrols/round-due.ts";
import { rostered, signOnChecks } from "../../domain/posts/post-status.ts";
import { evolveImport } from "../../domain/site/site-import.ts";
import { addDays, hour, shiftRun } from "../../domain/time.ts";
import { readFolder } from "../../server/site/read-folder.ts";
import { readSite } from "../../server/site/read-site.ts";
import { deps, importedAt } from "./site-folder-kit.ts";

const read = readSite(await readFolder("data/sample"), { ...deps, rehearsal: true });
if (!read.ok) throw new Error(JSON.stringify(read.rows.slice(0, 20), undefined, 1));
const { site } = read;
const board = createBoard();
board.apply(evolveImport({ subject: "site", type: "SiteImported", at: importedAt, import: site }, seq(1), board.look));
const { look } = board;

describe("[ORG-4] the sample site", () => {
  test("has 60 posts in all classes, 300 workers, three shifts, and is a rehearsal's", () => {
    expect(site.posts).toHaveLength(60);
    expect(site.workers).toHaveLength(300);
    expect(site.site.shifts).toHaveLength(3);
    expect(site.site.rehearsal).toBe(true);
    expect(new Set(site.posts.map((post) => post.linkClass)).size).toBe(6);
    expect(site.posts.filter((post) => post.key).length).toBeGreaterThanOrEqual(13);
    expect(site.posts.filter((post) => post.intervalMin === 30).length).toBeGreaterThanOrEqual(10);
  });

  test("[POST-2] in every run of a week, whoever is due at a post may sign on there", () => {
    const today = look.clock.dayOf(importedAt);
    for (let n = 0; n < 7; n += 1)
      for (const shift of look.site.shifts) {
        const run = shiftRun(look.clock, shift, addDays(today, n));
        for (const post of board.all("post")) {
          const due = rostered(post, run);
          expect(due.length, `${post.id} ${shift.id}`).toBe(1);
          for (const id of due) {
            const worker = look.worker(id);
            if (worker === undefined) throw new Error(id);
            const check = signOnChecks(post, worker, run.startsAt, look);
            expect(
              check.qualifications.every((one) => one.state === "valid"),
              `${post.id} ${worker.name}`,
            ).toBe(true);
          }
        }
      }
  });

  test("[ORG-3] nobody is due twice in a day, and everybody has his rest between two runs", () => {
    const runs = new Map<string, number[]>();
    const today = look.clock.dayOf(importedAt);
    for (let n = 0; n < 8; n += 1)
      for (const shift of look.site.shifts) {
        const run = shiftRun(look.clock, shift, addDays(today, n));
        for (const post of board.all("post"))
          for (const id of rostered(post, run)) runs.set(id, [...(runs.get(id) ?? []), run.startsAt, run.endsAt]);
      }
    for (const times of runs.values())
      for (let i = 2; i < times.length; i += 2)
        expect(((times[i] ?? 0) - (times[i - 1] ?? 0)) / hour).toBeGreaterThanOrEqual(look.site.settings.restHours);
  });

  test("has people with an expired certificate, none of whom a post waits for", () => {
    const today = look.clock.dayOf(importedAt);
    const expired = site.workers.filter((one) => one.qualifications.some(({ until }) => until < today));
    expect(expired.length).toBeGreaterThanOrEqual(2);
    for (const { id } of expired) expect(look.rosteredPosts(id)).toEqual([]);
  });

  test("has names of many kinds: Mongolian, long, English", () => {
    expect(site.workers.some((one) => one.lang === "en")).toBe(true);
    expect(site.workers.some((one) => [...one.name].length >= 10)).toBe(true);
    expect(new Set(site.workers.map((one) => one.name)).size).toBeGreaterThan(290);
    expect(site.workers.every((one) => /^\d{6}$/.test(one.number) && one.badge !== "")).toBe(true);
  });

  test("[POST-1] gives each post two or three points of its class, in both languages, with an icon that is drawn", () => {
    const icons = new Set(["snow", "blast", "bell", "fire", "drop", "gas", "truck", "rail", "rock", "bolt"]);
    for (const post of site.posts) {
      expect(post.briefing.length).toBeGreaterThanOrEqual(2);
      expect(post.briefing.length).toBeLessThanOrEqual(4);
      for (const point of post.briefing) {
        expect(icons.has(point.icon), point.icon).toBe(true);
        expect(`${point.riskEn}${point.actEn}`).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });

  test("[ACT-1] has eight activities of the day and more in the week, all sound, of five kinds", () => {
    const today = look.clock.dayOf(importedAt);
    const days = site.activities.map((one) => look.clock.dayOf(one.startsAt));
    expect(days.filter((day) => day === today).length).toBeGreaterThanOrEqual(8);
    expect(days.some((day) => day > today)).toBe(true);
    expect(new Set(site.activities.map((one) => one.sort)).size).toBeGreaterThanOrEqual(5);
    for (const activity of site.activities) expect(flawOf(activity)).toBeUndefined();
  });

  test("[COV-1] its zones have 250 to 400 cells, and no cell twice", () => {
    const cells = site.zones.flatMap((zone) => zone.grid.cells.map(([column, row]) => `${column} ${row}`));
    expect(cells.length).toBeGreaterThanOrEqual(250);
    expect(cells.length).toBeLessThanOrEqual(400);
    expect(new Set(cells).size).toBe(cells.length);
    expect(new Set(site.zones.map((zone) => zone.intervalDays)).size).toBeGreaterThanOrEqual(2);
  });

  test("[PAT-1] its routes have four to six checkpoints, and its patrols walk them", () => {
    expect(site.routes.length).toBeGreaterThanOrEqual(5);
    for (const route of site.routes) {
      expect(route.checkpoints.length).toBeGreaterThanOrEqual(4);
      expect(route.checkpoints.length).toBeLessThanOrEqual(6);
    }
    for (const patrol of site.patrols) expect(patrol.windowEnd).toBeGreaterThan(patrol.plannedAt);
  });

  test("[PAT-1] its plans make patrols from tomorrow on, and none of them is in its patrols already", () => {
    expect(site.rounds?.length).toBeGreaterThanOrEqual(4);
    const due = [0, 1, 2, 3].flatMap((days) => roundsDue(look, importedAt + days * 24 * hour));
    expect(due.length).toBeGreaterThan(15);
    expect(due.every((one) => one.day > look.clock.dayOf(importedAt))).toBe(true);
    const starts = (route: string) =>
      [...board.all("patrol")].flatMap((one) => (one.route === route ? [one.plannedAt] : []));
    for (const { round: id, day } of due) {
      const round = look.round(id);
      if (round === undefined) throw new Error(id);
      expect(starts(round.route)).not.toContain(look.clock.instant(day, round.start));
      for (const who of [round.leader, ...round.members]) expect(look.worker(who)).toBeDefined();
    }
  });

  test("its compartments tile the farm: their areas sum up to the farm's", () => {
    const areaOf = (ring: readonly (readonly [number, number])[]): number =>
      Math.abs(
        ring.reduce((sum, [x, y], i) => {
          const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [0, 0];
          return sum + (x - 120) * (nextY - 47) - (nextX - 120) * (y - 47);
        }, 0),
      ) / 2;
    const { map } = site.site;
    const farm = map.edge.reduce((sum, ring) => sum + areaOf(ring), 0);
    const parts = map.compartments.reduce((sum, one) => sum + areaOf(one.ring), 0);
    expect(parts / farm).toBeCloseTo(1, 2);
    expect(map.compartments.length).toBeGreaterThanOrEqual(18);
    expect(map.rivers.length).toBeGreaterThanOrEqual(3);
    expect(map.roads.length).toBeGreaterThanOrEqual(2);
  });
});
