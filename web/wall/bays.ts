// Which panels a wall shows and how they share its bays: one that stands alone takes the whole width, header and strip stay.

import type { Panel } from "../../domain/site/screens.ts";
import type { Frame } from "./frame.ts";

export type Bays = {
  /** The sheet's `grid-template-areas`. */
  readonly areas: string;
  /** What the rows between header and strip take, for `grid-template-rows`. */
  readonly rows: string;
  /** The frame with what the posts may take of it here. */
  readonly frame: Frame;
};

/** The patrols' map and the plans share one bay and take turns in it; activities and hazards stand in one, one above the other. */
type Bay = "posts" | "maps" | "people";
const bayOf: Readonly<Record<Panel, Bay>> = {
  posts: "posts",
  patrols: "maps",
  plan: "maps",
  volunteers: "people",
  hazards: "people",
};
const everyBay = ["posts", "maps", "people"] as const;
/** Edges of the three bays, units: whatever a panel takes, it stands on them. */
const widths = { standard: [816, 592, 408], far: [816, 696, 304] } as const;
const gap = 24;

/** Who takes the bay that nobody else asked for: the map, else the posts. */
const wideRow = (bays: readonly Bay[]): readonly Bay[] => {
  const [first = "posts", second] = bays;
  if (second === undefined) return [first, first, first];
  if (bays.length >= everyBay.length) return everyBay;
  return second === "maps" ? [first, second, second] : [first, first, second];
};

export const baysOf = (panels: readonly Panel[], frame: Frame): Bays => {
  const shown = everyBay.filter((bay) => panels.some((panel) => bayOf[panel] === bay));
  return frame.shape === "tall" ? tallBays(shown, frame) : wideBays(shown, frame);
};

const wideBays = (bays: readonly Bay[], frame: Frame): Bays => {
  const row = wideRow(bays);
  const far = frame.distance === "far";
  const taken = widths[frame.distance].filter((_, i) => row[i] === "posts");
  const width = taken.reduce((sum, one) => sum + one, 0) + Math.max(0, taken.length - 1) * gap;
  return {
    areas: ['"head head head"', `"${row.join(" ")}"`, '"strip strip strip"', ...(far ? [] : ['"foot foot foot"'])].join(
      " ",
    ),
    rows: "minmax(0, 1fr)",
    frame: { ...frame, posts: { width: width === 0 ? frame.posts.width : width, height: frame.posts.height } },
  };
};

/** What header, strip, foot, gaps and the posts' own head take of an upright sheet, units. */
const tallRest = 20 + 16 + 150 + 228 + 40 + 3 * 12 + 132;

const tallBays = (bays: readonly Bay[], frame: Frame): Bays => {
  const [first = "posts", second] = bays;
  const alone = second === undefined;
  const upper = `${first} ${first}`;
  const lower = bays.length >= everyBay.length ? "maps people" : `${second ?? first} ${second ?? first}`;
  return {
    areas: `"head head" "${upper}" "${lower}" "strip strip" "foot foot"`,
    rows: first === "posts" ? "auto minmax(0, 1fr)" : "minmax(0, 2fr) minmax(0, 1fr)",
    frame: alone ? { ...frame, posts: { width: frame.posts.width, height: frame.height - tallRest } } : frame,
  };
};
