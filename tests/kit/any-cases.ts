// What may be done to cases on the test site, sensible or not: every act of every office and of the people it counts on.

import fc from "fast-check";
import type { CaseRec } from "../../domain/cases/case.ts";
import type { CaseCommand } from "../../domain/cases/case-acts.ts";
import { photoKinds } from "../../domain/cases/case-photo.ts";
import type { CasePhotoCommand } from "../../domain/cases/case-photos.ts";
import type { Actor, Role } from "../../domain/decider.ts";
import { caseId, postId, unitId, type WorkerId, workerId } from "../../domain/ids.ts";
import { dayLength } from "../../domain/time.ts";
import { worker } from "./world.ts";

const units = ["co", "mine", "forest"].map(unitId);
const classes = ["roof", "gas", "fire"] as const;
const offices: readonly Role[] = ["safety-officer", "manager", "station-head", "foreman", "admin"];

/** The case's name is its command's: `case0` … `case3`. */
export const caseNamed = (k: number): string => `case${k}`;
const hashNamed = (n: number): string => (n % 4).toString().padStart(64, "a");
const office = (n: number): Extract<Actor, { readonly kind: "person" }> => {
  const role = offices[n % offices.length] ?? "admin";
  return { kind: "person", login: `${role}${n}`, name: `${role}${n}`, role, unit: unitId("co") };
};
/** An office held by somebody of the register. */
const officer = (n: number): Actor => ({ ...office(n), worker: workerId(`w${n}`) });

export type CaseAct = { readonly command: CaseCommand | CasePhotoCommand; readonly actor: Actor; readonly id?: string };

/** Of six sorts of acts one, as `caseAct` counts them; on one case now and then a photo. */
export const caseWhat = (sort: number, n: number, k: number): number =>
  k === 3 && sort > 3 ? 25 + (n % 2) : sort * 4 + (n % 4);

/** `what`: 0…26; `n`: whom, `k`: which case; `signed`: the one or the other way. */
export const caseAct = (what: number, n: number, k: number, signed: boolean, now: number): CaseAct => {
  const on = { case: caseId(caseNamed(k)) };
  const him = worker(n, "pin");
  const any = signed ? him : n % 2 === 0 ? office(n) : officer(n);
  const reason = "缘由";
  switch (what) {
    case 0:
    case 1:
    case 2:
      return {
        id: caseNamed(k),
        actor: signed ? him : n % 2 === 0 ? { kind: "device", profile: "kiosk" } : office(n),
        command: {
          type: "ReportCase",
          sort: "hazard",
          unit: units[n % 3] ?? unitId("co"),
          class: classes[n % 3] ?? "other",
          urgency: signed ? "now" : "minor",
          ...(signed ? { post: postId(`p${k}`) } : {}),
          place: signed ? "" : "井口",
          words: "有异响",
        },
      };
    case 3:
    case 4:
      return { actor: office(n), command: { type: "VerifyCase", ...on } };
    case 5:
      return { actor: office(n), command: { type: "RejectCase", ...on, reason } };
    case 6:
      return { actor: office(n), command: { type: "MergeCase", ...on, into: caseId(caseNamed(n % 4)) } };
    case 7:
    case 8:
      return {
        actor: office(n),
        command: { type: "GradeCase", ...on, level: signed ? "major" : "general", colour: signed ? "red" : "blue" },
      };
    case 9:
    case 10:
    case 11: {
      const major = { plan: "方案", funds: 1000, emergency: "预案", control: "evacuated" } as const;
      const [who, finisher, acceptor] = [n, n + 1, n + (signed ? 2 : k)].map((m) => workerId(`w${m % 12}`));
      if (who === undefined || finisher === undefined || acceptor === undefined) throw new Error("unreachable");
      const due = now + (k + 1) * dayLength;
      const fixes = { who, measure: "措施", due, finisher, acceptor, ...(k < 3 ? { major } : {}) };
      return { actor: office(n), command: { type: "AssignCase", ...on, fixes, reason: k === 3 ? "" : reason } };
    }
    case 12:
      return {
        actor: office(n),
        command: { type: "NameAcceptor", ...on, acceptor: workerId(`w${(n + k) % 12}`), reason },
      };
    case 13:
      return { actor: any, command: { type: "ObjectCase", ...on, reason } };
    case 14:
      return { actor: any, command: { type: "StartCase", ...on } };
    case 15:
    case 16:
      return { actor: any, command: { type: "SayCaseDone", ...on, evidence: "换好了" } };
    case 17:
      return { actor: any, command: { type: "ReturnCase", ...on, reason } };
    case 18:
    case 19:
      return { actor: any, command: { type: "AcceptCase", ...on } };
    case 20:
      return { actor: any, command: { type: "CloseCase", ...on } };
    case 21:
      return signed
        ? { actor: office(n), command: { type: "SuspendCase", ...on, reason, until: now + dayLength } }
        : { actor: office(n), command: { type: "ResumeCase", ...on } };
    case 22:
      return signed
        ? { actor: office(n), command: { type: "ReopenCase", ...on, reason } }
        : { actor: office(n), command: { type: "SuperviseCase", ...on, reason } };
    case 23:
      return { actor: office(n), command: { type: "VoidCase", ...on, reason } };
    case 25: {
      const photo = {
        of: photoKinds[n % 3] ?? "report",
        hash: hashNamed(n),
        width: 1600,
        height: 1200,
        bytes: 9,
      } as const;
      return {
        actor: n % 5 === 0 ? { kind: "device", profile: "kiosk" } : any,
        command: { type: "AttachPhoto", ...on, photo },
      };
    }
    case 26:
      return { actor: office(n), command: { type: "TakeOutPhoto", ...on, hash: hashNamed(n), reason } };
    default:
      return { actor: him, command: { type: "ReadCases", cases: [caseId(caseNamed(k))] } };
  }
};

/** Of the acts that the case waits for, one; by whoever it waits for, or by whoever comes. */
export const nextAct = (one: CaseRec, n: number, k: number, signed: boolean, now: number): CaseAct => {
  const { who, acceptor } = one.fixes ?? {};
  const turn = (mostly: readonly number[]): number => mostly[n % mostly.length] ?? 24;
  const as = (whose: WorkerId | undefined, what: number): CaseAct => {
    const { command } = caseAct(what, n, k, signed, now);
    const actor: Actor = signed || whose === undefined ? office(1) : { ...him(n), worker: whose };
    return { command, actor };
  };
  switch (one.is.state) {
    case "reported":
      return as(undefined, turn([3, 4, 3, 4, 5]));
    case "verified":
      return as(undefined, turn([7, 8, 7, 8, 6]));
    case "graded":
    case "objected":
      return caseAct(turn([9, 10, 11, 9, 6]), n, k === 3 ? 2 : k, signed, now);
    case "assigned":
      return as(who, turn([14, 15, 13, 16, 21]));
    case "working":
    case "returned":
      return as(who, turn([15, 16, 15, 21, 12]));
    case "done":
      return {
        ...as(acceptor, turn([17, 18, 19, 18, 12])),
        ...(acceptor === undefined ? {} : { actor: { ...him(n), worker: acceptor } }),
      };
    case "accepted":
      return as(undefined, 20);
    case "suspended":
      return { actor: office(0), command: { type: "ResumeCase", case: one.id } };
    case "closed":
      return caseAct(22, n, k, true, now);
    case "rejected":
    case "merged":
    case "void":
      return caseAct(24, n, k, signed, now);
  }
};
const him = (n: number): Extract<Actor, { readonly kind: "worker" }> => ({
  kind: "worker",
  worker: workerId(`w${n}`),
  proof: "pin",
  roles: [],
});

export const anyCaseAct = fc.record({
  what: fc.integer({ min: 0, max: 26 }),
  n: fc.integer({ min: 0, max: 11 }),
  k: fc.integer({ min: 0, max: 3 }),
  signed: fc.boolean(),
  /** What the case waits for, or anything at all. */
  fits: fc.boolean(),
  pass: fc.constantFrom(0, 60_000, dayLength, 3 * dayLength),
});
