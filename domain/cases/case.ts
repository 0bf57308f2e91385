// One case of the loop that closes: what was reported, who owns it now, by when, and what became of it. [CASE-1]

import type { Answerer } from "../alarms/alarm.ts";
import type { CaseId, FindingId, Millis, PostId, Seq, UnitId, WorkerId } from "../ids.ts";
import type { CasePhoto } from "./case-photo.ts";

/** 隐患. */
export const caseSorts = ["hazard"] as const;
export type CaseSort = (typeof caseSorts)[number];

/** What kind of hazard, as a worker without words can choose it: 护栏坠落, 顶板落石, 用电, 车辆机械, 通风炮烟, 水冰坝体, 火情, 其他. */
export const hazardClasses = ["fall", "roof", "electric", "vehicle", "gas", "water", "fire", "other"] as const;
export type HazardClass = (typeof hazardClasses)[number];

/** As whoever saw it judges it, the gravest first: it hurts at once, it is likely to, it will get worse, a small matter. The desk grades it. */
export const urgencies = ["now", "likely", "worse", "minor"] as const;
export type Urgency = (typeof urgencies)[number];

/** 一般, 重大. */
export const levels = ["general", "major"] as const;
/** 红 橙 黄 蓝, the gravest first. */
export const colours = ["red", "orange", "yellow", "blue"] as const;
export type Grade = { readonly level: (typeof levels)[number]; readonly colour: (typeof colours)[number] };

/** What holds while a major one is open: 无, 停产, 撤人. */
export const controls = ["none", "stopped", "evacuated"] as const;
export type Control = (typeof controls)[number];

/** 五定: who answers, what is done, by when, who does it, who accepts it. `finisher` may be who answers for it; `acceptor` neither. */
export type FiveFixes = {
  readonly who: WorkerId;
  readonly measure: string;
  readonly due: Millis;
  readonly finisher: WorkerId;
  readonly acceptor: WorkerId;
  /** A major one also: 治理方案, 资金 (yuan), 应急预案, 停产/撤人. */
  readonly major?: MajorPlan;
};
export type MajorPlan = {
  readonly plan: string;
  readonly funds: number;
  readonly emergency: string;
  readonly control: Control;
};

type By = { readonly at: Millis; readonly by: Answerer };
export type CaseState =
  | { readonly state: "reported"; readonly at: Millis }
  | ({ readonly state: "verified" | "graded" | "assigned" | "working" | "accepted" | "closed" } & By)
  | ({ readonly state: "rejected" | "objected" | "returned" | "void"; readonly reason: string } & By)
  | ({ readonly state: "merged"; readonly into: CaseId } & By)
  | ({ readonly state: "done"; readonly evidence: string } & By)
  | ({
      readonly state: "suspended";
      readonly reason: string;
      readonly until: Millis;
      readonly from: "assigned" | "working" | "returned";
    } & By);
export type CaseStep = CaseState["state"];

/** What was done to it, oldest first; the newest `deedsKept` of them. */
export type CaseDeed = {
  readonly did: CaseStep | "acceptor" | "supervised" | "reopened" | "resumed" | "photo-out";
  readonly at: Millis;
  readonly by?: Answerer;
  readonly words: string;
};
export const deedsKept = 40;

export type CaseRec = {
  readonly kind: "case";
  readonly id: CaseId;
  readonly seq: Seq;
  readonly sort: CaseSort;
  readonly unit: UnitId;
  readonly scope: readonly UnitId[];
  readonly class: HazardClass;
  readonly urgency: Urgency;
  readonly post?: PostId;
  /** Seen on a patrol: what its walker told. [COV-3] */
  readonly finding?: FindingId;
  /** Where, in words; empty where the post says it. */
  readonly place: string;
  readonly words: string;
  /** When it was seen, and when it could be told, ms. */
  readonly at: Millis;
  readonly toldAt: Millis;
  /** Undefined: told at a kiosk by somebody who did not say who he is. */
  readonly by?: Answerer;
  readonly is: CaseState;
  readonly grade?: Grade;
  readonly fixes?: FiveFixes;
  /** Who did the work last: he never accepts or closes it. */
  readonly doneBy?: Answerer;
  /** In the order in which they came. */
  readonly photos: readonly CasePhoto[];
  /** 挂牌督办. */
  readonly supervised?: By & { readonly reason: string };
  /** Cases that were the same thing, and whose tellers hear what becomes of this one. */
  readonly joined: readonly CaseId[];
  readonly reopened: number;
  /** Whoever told it has not yet read what came of it. */
  readonly news: boolean;
  readonly log: readonly CaseDeed[];
};

const endings: ReadonlySet<CaseStep> = new Set(["rejected", "merged", "closed", "void"]);
export const isOpen = ({ is }: Pick<CaseRec, "is">): boolean => !endings.has(is.state);
/** When the last step was taken; of a closed one, when it was closed. */
export const stepAt = ({ is }: Pick<CaseRec, "is">): Millis => is.at;
export const teller = ({ by }: Pick<CaseRec, "by">): WorkerId | undefined =>
  typeof by === "object" ? by.worker : undefined;
export const rectifiers = ({ fixes }: Pick<CaseRec, "fixes">): readonly WorkerId[] =>
  fixes === undefined ? [] : [...new Set([fixes.who, fixes.finisher])];
/** Everybody whom an open case counts on. */
export const bound = (one: CaseRec): readonly WorkerId[] =>
  !isOpen(one) || one.fixes === undefined ? [] : [...rectifiers(one), one.fixes.acceptor];
export const isSame = (a: Answerer | undefined, b: Answerer | undefined): boolean =>
  a !== undefined && (typeof a === "object" && typeof b === "object" ? a.worker === b.worker : a === b);
