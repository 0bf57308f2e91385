// Rows of the table of who may do what: cases. [CASE-1]

import type { CaseCommand } from "../../domain/cases/case-acts.ts";
import type { CasePhotoCommand } from "../../domain/cases/case-photos.ts";
import { answerable, everyRole, onDuty, type Row } from "./offices.ts";

/** Who keeps the hazards of a unit. */
const stewards = ["station-head", "safety-officer"] as const;

export const caseRows: Readonly<Record<CaseCommand["type"] | CasePhotoCommand["type"], Row>> = {
  // Whoever stands before a kiosk may say what is dangerous, known or not; nothing may stand in the way of it. [CASE-1]
  ReportCase: { roles: ["worker", ...everyRole], kiosk: "badge", devices: ["kiosk"] },
  VerifyCase: { roles: [...stewards, ...answerable], kiosk: "pin" },
  RejectCase: { roles: [...stewards, ...answerable], kiosk: "pin" },
  MergeCase: { roles: [...stewards, ...answerable], kiosk: "pin" },
  GradeCase: { roles: [...stewards, ...answerable], kiosk: "pin" },
  AssignCase: { roles: [...stewards, ...answerable], kiosk: "pin" },
  NameAcceptor: { roles: [...stewards, ...answerable], kiosk: "pin" },
  SuspendCase: { roles: [...stewards, ...answerable], kiosk: "pin" },
  ResumeCase: { roles: [...stewards, ...answerable], kiosk: "pin" },
  SuperviseCase: { roles: ["safety-officer", ...answerable], kiosk: "pin" },
  ReopenCase: { roles: [...stewards, ...answerable], kiosk: "pin" },
  VoidCase: { roles: ["safety-officer", ...answerable], kiosk: "pin" },
  // Whoever it was handed to, by his own PIN, or a desk that writes it down for him.
  ObjectCase: { roles: ["worker", ...onDuty, "safety-officer", ...answerable], kiosk: "pin" },
  StartCase: { roles: ["worker", ...onDuty, "safety-officer", ...answerable], kiosk: "pin" },
  SayCaseDone: { roles: ["worker", ...onDuty, "safety-officer", ...answerable], kiosk: "pin" },
  // The acceptor alone, whatever his office; the rules know who that is.
  ReturnCase: { roles: ["worker", ...everyRole], kiosk: "pin" },
  AcceptCase: { roles: ["worker", ...everyRole], kiosk: "pin" },
  CloseCase: { roles: ["safety-officer", ...answerable], kiosk: "pin" },
  ReadCases: { roles: ["worker"], kiosk: "badge" },
  // By its own door only; at which step, and whose it is, the rules know: a PIN where the act beside it needs one.
  AttachPhoto: { roles: ["worker", ...everyRole], kiosk: "badge", devices: ["kiosk"] },
  TakeOutPhoto: { roles: [...stewards, ...answerable], kiosk: "pin" },
};
