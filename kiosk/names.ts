// What an act is kept with beside its command: the name of its post, route or activity, so that a list can speak without the board.

import type { CaseRec } from "../domain/cases/case.ts";
import type { Rec, Records } from "../domain/records.ts";
import type { KioskCommand } from "./act.ts";

/** The post, route or unit that an act is done at. */
export const groundOf = (records: Records, command: Exclude<KioskCommand, { readonly activity: unknown }>) => {
  if ("patrol" in command) return records.get("route", records.get("patrol", command.patrol)?.route ?? "");
  if ("case" in command) return groundOfCase(records, records.get("case", command.case));
  if ("post" in command && command.post !== undefined) return records.get("post", command.post);
  return "unit" in command && command.unit !== undefined ? records.get("unit", command.unit) : undefined;
};
const groundOfCase = (records: Records, one: CaseRec | undefined) =>
  (one?.post === undefined ? undefined : records.get("post", one.post)) ?? records.get("unit", one?.unit ?? "");

export const namesOf = (
  records: Records,
  command: KioskCommand,
): { readonly name: string; readonly nameEn: string } => {
  const record: Rec | undefined =
    "activity" in command
      ? (records.get("activity", command.activity) ?? records.get("study", command.activity))
      : groundOf(records, command);
  return record !== undefined && "nameEn" in record
    ? { name: record.name, nameEn: record.nameEn }
    : { name: "", nameEn: "" };
};

export const alsoOf = (also: string | undefined): { readonly also?: string } => (also === undefined ? {} : { also });
