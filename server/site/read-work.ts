// Posts with their roster and briefing, activities with their roles, from their sheets. [POST-1, ORG-3, ACT-1]

import { activityKinds } from "../../domain/activities/activity.ts";
import type { ActivityDraft } from "../../domain/activities/activity-draft.ts";
import {
  activityId,
  type Day,
  postId,
  quizId,
  roleId,
  type ShiftId,
  shiftId,
  type UnitId,
  unitId,
  type WorkerId,
} from "../../domain/ids.ts";
import { type BriefingPoint, linkClasses, type PostDraft, type RosterLine } from "../../domain/posts/post.ts";
import type { Spot } from "../../domain/site/plan.ts";
import type { LonLat } from "../../domain/site/site.ts";
import type { SiteClock } from "../../domain/time.ts";
import { type Cells, cellsOf, instantOf } from "./cells.ts";
import type { Problems } from "./problems.ts";
import { unique } from "./read-people.ts";
import type { Row } from "./sheet.ts";
import { codeOf } from "./words.ts";

export type Known = {
  readonly units: { readonly has: (id: string) => boolean };
  readonly shifts: { readonly has: (id: string) => boolean };
  readonly idOf: (number: string) => WorkerId | undefined;
  /** The unit and all above it. */
  readonly scopeOf: (unit: UnitId) => readonly UnitId[];
  /** The place in WGS-84; undefined where the folder's datum cannot hold it. */
  readonly toWgs84: (at: LonLat) => LonLat | undefined;
};

/** A worker named by his number; unknown ones are a problem. */
export const workerIn = (cells: Cells, key: string, number: string, idOf: Known["idOf"]): WorkerId | undefined => {
  const found = idOf(number);
  if (number !== "" && found === undefined)
    cells.wrong(key, `没有这个工号：${number}`, `there is no such worker number: ${number}`);
  return found;
};

export const placeIn = (cells: Cells, { toWgs84 }: Pick<Known, "toWgs84">): LonLat => {
  const told: LonLat = [cells.figure("lon", -180, 180), cells.figure("lat", -90, 90)];
  const at = toWgs84(told);
  if (at === undefined) cells.wrong("lon", "不在中国境内，坐标系不会是 GCJ-02", "GCJ-02 is used only within China");
  return at ?? told;
};

/** Its place on a plan; nothing said: it stays where the desk has put it. */
const spotIn = (row: Row, cells: Cells, unit: UnitId, known: Known): { readonly spot?: Spot } => {
  if (row.cell("plan_x") === "" && row.cell("plan_y") === "" && row.cell("plan") === "") return {};
  const plan = row.cell("plan") === "" ? unit : unitId(cells.text("plan", 64));
  cells.known("plan", plan, known.units, "单位", "unit");
  if (known.units.has(plan) && known.units.has(unit) && !known.scopeOf(unit).includes(plan))
    cells.wrong("plan", `${plan} 不是本单位，也不是上级`, `${plan} is neither its own unit nor one above`);
  return { spot: { plan, x: cells.figure("plan_x", 0, 1), y: cells.figure("plan_y", 0, 1) } };
};

export const readPosts = (
  sheets: { readonly posts: readonly Row[]; readonly roster: readonly Row[]; readonly briefing: readonly Row[] },
  known: Known,
  problems: Problems,
): readonly PostDraft[] => {
  const seen = new Set<string>();
  const ids = new Set(sheets.posts.map((row) => row.cell("id")));
  const roster = readRoster(sheets.roster, ids, known, problems);
  const points = readBriefing(sheets.briefing, ids, problems);
  return sheets.posts.map((row) => {
    const cells = cellsOf(row, problems);
    const id = cells.text("id", 64);
    unique(seen, id, row, "id", problems);
    if (cells.list("id").length > 1)
      cells.wrong("id", "编号不能含「；」「、」「|」", "an id must not contain ; 、 or |");
    const unit = unitId(cells.text("unit", 64));
    cells.known("unit", unit, known.units, "单位", "unit");
    const name = cells.text("name");
    const linkClass = cells.oneOf("link_class", linkClasses, "other");
    const responsible = workerIn(cells, "responsible", row.cell("responsible"), known.idOf);
    const deputy = workerIn(cells, "deputy", row.cell("deputy"), known.idOf);
    const placed = row.cell("lon") !== "" || row.cell("lat") !== "";
    return {
      id: postId(id),
      unit,
      name,
      nameEn: cells.optional("name_en") || name,
      linkClass,
      requires: [...cells.list("requires")],
      intervalMin: cells.figure("interval_min", 5, 180),
      key: cells.flag("key"),
      party: cells.flag("party_post"),
      ...(cells.flag("leader") ? { leader: true } : {}),
      ...(placed ? { at: placeIn(cells, known) } : {}),
      ...spotIn(row, cells, unit, known),
      ...(responsible === undefined ? {} : { responsible }),
      ...(deputy === undefined ? {} : { deputy }),
      briefing: points
        .filter((point) =>
          point.posts.length === 0 ? point.linkClass === linkClass || point.linkClass === "" : point.posts.includes(id),
        )
        .map((point) => point.is),
      roster: roster.get(id) ?? [],
    };
  });
};

const readRoster = (
  rows: readonly Row[],
  posts: ReadonlySet<string>,
  known: Known,
  problems: Problems,
): ReadonlyMap<string, readonly RosterLine[]> => {
  const byPost = new Map<string, RosterLine[]>();
  for (const row of rows) {
    const cells = cellsOf(row, problems);
    const post = cells.text("post", 64);
    cells.known("post", post, posts, "岗位", "post");
    const shift: ShiftId = shiftId(cells.text("shift", 64));
    cells.known("shift", shift, known.shifts, "班次", "shift");
    const worker = workerIn(cells, "number", cells.text("number", 20), known.idOf);
    const days = row.cell("days") === "" ? "1234567" : row.cell("days");
    if (!/^[1-7]{1,7}$/.test(days))
      cells.wrong("days", `「${days}」不是星期（1–7）`, `“${days}” is not weekdays (1–7)`);
    const from: Day | undefined = row.cell("from") === "" ? undefined : cells.day("from");
    const until: Day | undefined = row.cell("until") === "" ? undefined : cells.day("until");
    if (from !== undefined && until !== undefined && until < from)
      cells.wrong("until", "结束早于开始", "the end is before the beginning");
    if (worker === undefined) continue;
    const line: RosterLine = {
      shift,
      worker,
      days,
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
    };
    const before = byPost.get(post);
    if (before === undefined) byPost.set(post, [line]);
    else before.push(line);
  }
  return byPost;
};

type Point = { readonly linkClass: string; readonly posts: readonly string[]; readonly is: BriefingPoint };

const classes: ReadonlySet<string> = new Set<string>(linkClasses);
const readBriefing = (rows: readonly Row[], posts: ReadonlySet<string>, problems: Problems): readonly Point[] => {
  const seen = new Set<string>();
  return rows.map((row) => {
    const cells = cellsOf(row, problems);
    const id = cells.text("id", 64);
    unique(seen, id, row, "id", problems);
    const named = cells.list("post");
    for (const post of named) cells.known("post", post, posts, "岗位", "post");
    const linkClass = codeOf(row.cell("link_class"));
    cells.known("link_class", linkClass, classes, "环节", "link class");
    const risk = cells.text("risk");
    const act = cells.text("act");
    return {
      linkClass,
      posts: named,
      is: {
        id,
        risk,
        act,
        riskEn: cells.optional("risk_en") || risk,
        actEn: cells.optional("act_en") || act,
        icon: cells.optional("icon", 40),
      },
    };
  });
};

export const readActivities = (
  sheets: { readonly activities: readonly Row[]; readonly roles: readonly Row[] },
  units: ReadonlyMap<UnitId, unknown>,
  clock: SiteClock,
  today: Day,
  problems: Problems,
): readonly ActivityDraft[] => {
  const seen = new Set<string>();
  const ids = new Set(sheets.activities.map((row) => row.cell("id")));
  const seenRoles = new Set<string>();
  const rolesByActivity = new Map<string, ActivityDraft["roles"][number][]>();
  for (const row of sheets.roles) {
    const cells = cellsOf(row, problems);
    const activity = cells.text("activity", 64);
    cells.known("activity", activity, ids, "活动", "activity");
    const name = cells.text("name");
    const role = {
      id: roleId(cells.text("id", 64)),
      name,
      nameEn: cells.optional("name_en") || name,
      capacity: cells.count("capacity", 1, 100_000),
      requires: [...cells.list("requires")],
    };
    unique(seenRoles, `${activity}\n${role.id}`, row, "id", problems);
    const before = rolesByActivity.get(activity);
    if (before === undefined) rolesByActivity.set(activity, [role]);
    else before.push(role);
  }
  return sheets.activities.map((row) => {
    const cells = cellsOf(row, problems);
    const id = cells.text("id", 64);
    unique(seen, id, row, "id", problems);
    const unit = unitId(cells.text("unit", 64));
    cells.known("unit", unit, { has: (one) => units.has(unitId(one)) }, "单位", "unit");
    const name = cells.text("name");
    const at = (key: string): number => instantOf(row, key, clock, today, cells);
    const [startsAt, endsAt, opensAt, closesAt] = [at("starts"), at("ends"), at("opens"), at("closes")];
    if (endsAt <= startsAt) cells.wrong("ends", "结束要晚于开始", "the end must follow the start");
    if (closesAt > endsAt || opensAt > closesAt)
      cells.wrong(
        "closes",
        "报名截止要在报名开始之后、活动结束之前",
        "sign-up must close after it opens and before the end",
      );
    const capacity = cells.count("capacity", 1, 100_000);
    const roles = rolesByActivity.get(id) ?? [];
    if (roles.length > 20) cells.wrong("id", "分工不能超过 20 种", "it has more than 20 roles");
    if (roles.length === 0) cells.wrong("id", "没有分工（activity_roles.csv）", "it has no role (activity_roles.csv)");
    else if (roles.reduce((sum, role) => sum + role.capacity, 0) < capacity)
      cells.wrong("capacity", "分工名额之和少于总名额", "the roles hold fewer than the whole");
    return {
      id: activityId(id),
      unit,
      sort: cells.oneOf("kind", activityKinds, "volunteer"),
      name,
      nameEn: cells.optional("name_en") || name,
      place: cells.optional("place"),
      startsAt,
      endsAt,
      opensAt,
      closesAt,
      cancelUntil: row.cell("cancel_until") === "" ? startsAt : at("cancel_until"),
      capacity,
      roles,
      ...trainingIn(row, cells),
    };
  });
};

/** Of a training with a track; what else stands there without one is told, not dropped. */
const trainingIn = (row: Row, cells: Cells): Pick<ActivityDraft, "training"> => {
  const given = ["track", "gives", "gives_months", "quiz"].find((key) => row.cell(key) !== "");
  if (given === undefined) return {};
  if (codeOf(row.cell("kind")) !== "training") cells.wrong(given, "只有培训能填", "only a training has it");
  const gives = row.cell("gives") === "" ? undefined : cells.text("gives");
  const quiz = cells.optional("quiz", 64);
  return {
    training: {
      track: codeOf(cells.text("track", 40)),
      ...(gives === undefined ? {} : { gives: { name: gives, months: cells.count("gives_months", 1, 120) } }),
      ...(quiz === "" ? {} : { quiz: quizId(quiz) }),
    },
  };
};
