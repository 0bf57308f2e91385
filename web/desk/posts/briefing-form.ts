// The form of a day's briefing: what stands there already for the same posts, and the command that its fields make. [NOT-1]

import type { Command } from "../../../domain/board.ts";
import { day, postId, unitId } from "../../../domain/ids.ts";
import { targetKey } from "../../../domain/posts/briefing.ts";
import { linkClasses, type PostRec } from "../../../domain/posts/post.ts";

export type BriefingRow = { risk: string; act: string };
export type BriefingFields = {
  unit: string;
  /** Empty: every class, every post. */
  linkClass: string;
  post: string;
  day: string;
  rule: string;
  rows: BriefingRow[];
};
type Target = Pick<BriefingFields, "unit" | "linkClass" | "post" | "day">;

/** What a crew can keep in mind; the rule comes beside it. */
const rowsShown = 4;
export const emptyRows = (): BriefingRow[] => Array.from({ length: rowsShown }, () => ({ risk: "", act: "" }));

/** The posts that will be told. */
export const targetsOf = (posts: readonly PostRec[], { unit, linkClass, post }: Target): readonly PostRec[] =>
  posts.filter((one) =>
    post === ""
      ? one.scope.some((above) => above === unit) && (linkClass === "" || one.linkClass === linkClass)
      : one.id === post,
  );

const targetOf = ({ unit, linkClass, post }: Target) => {
  const found = linkClasses.find((one) => one === linkClass);
  return {
    unit: unitId(unit),
    ...(found === undefined ? {} : { linkClass: found }),
    ...(post === "" ? {} : { post: postId(post) }),
  };
};

/** What was said before for the same choice on that day. */
export const fieldsFor = (posts: readonly PostRec[], target: Target): Pick<BriefingFields, "rule" | "rows"> => {
  const key = targetKey(targetOf(target));
  const [one] = targetsOf(posts, target);
  const points = one?.today.find((said) => said.target === key && said.day === target.day)?.points ?? [];
  const rows = points.filter((point) => point.icon !== "rule").map(({ risk, act }) => ({ risk, act }));
  return {
    rule: points.find((point) => point.icon === "rule")?.act ?? "",
    rows: [...rows, ...emptyRows()].slice(0, Math.max(rowsShown, rows.length)),
  };
};

/** Undefined where a row is half written. */
export const briefingCommand = (
  fields: BriefingFields,
): Extract<Command, { readonly type: "SetBriefing" }> | undefined => {
  const rows = fields.rows.map(({ risk, act }) => ({ risk: risk.trim(), act: act.trim() }));
  if (rows.some(({ risk, act }) => (risk === "") !== (act === ""))) return undefined;
  return {
    type: "SetBriefing",
    ...targetOf(fields),
    day: day(fields.day),
    points: rows.filter(({ risk }) => risk !== "").map((row) => ({ ...row, riskEn: "", actEn: "" })),
    rule: fields.rule.trim(),
  };
};
