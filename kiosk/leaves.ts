// How type that must be read is laid out: never cut, never shrunk below its step; what does not fit goes on the next leaf.

import type { BriefingPoint } from "../domain/posts/post.ts";
import type { Lang } from "../domain/refusals.ts";

/** Width in em: a Han sign fills one, a Latin letter a little over half. */
export const breadth = (text: string): number => {
  let em = 0;
  for (const sign of text) em += sign.charCodeAt(0) < 0x2e80 ? 0.56 : 1;
  return em;
};

/** Millimetres that a page has for its risks, their text for a line, and a row for its type and air, upright and lying. */
const room = {
  upright: { height: 300, line: 150, name: 13.5, act: 10.5, air: 10 },
  lying: { height: 104, line: 235, name: 12, act: 10.5, air: 5 },
} as const;
const leading = 1.3;
const mostOnLeaf = 4;

/** How many risks stand on one leaf so that the longest of them is whole. */
export const risksOnLeaf = (
  points: readonly BriefingPoint[],
  lang: Lang,
  look: { readonly lying: boolean; readonly large: boolean },
): number => {
  const { height, line, ...step } = look.lying ? room.lying : room.upright;
  const zoom = look.large ? 1.2 : 1;
  const lines = (text: string, size: number): number => Math.max(1, Math.ceil((breadth(text) * size * zoom) / line));
  const tallest = points.reduce((most, point) => {
    const [risk, act] = lang === "en" ? [point.riskEn, point.actEn] : [point.risk, point.act];
    const text = lines(risk, step.name) * step.name + lines(act, step.act) * step.act;
    return Math.max(most, text * leading * zoom + step.air);
  }, 0);
  return tallest === 0 ? mostOnLeaf : Math.max(1, Math.min(mostOnLeaf, Math.floor(height / tallest)));
};

/** The class of a name on a plate: the one fact of the page, smaller only where it would not be whole. */
export const nameStep = (name: string): "" | "k-long" | "k-longer" => {
  const em = breadth(name);
  return em <= 8.5 ? "" : em <= 18 ? "k-long" : "k-longer";
};
