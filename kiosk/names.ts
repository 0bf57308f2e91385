// What an act is kept with beside its command: the name of its post, route or activity, so that a list can speak without the board.

import type { Rec, Records } from "../domain/records.ts";
import type { KioskCommand } from "./act.ts";

export const namesOf = (
  records: Records,
  command: KioskCommand,
): { readonly name: string; readonly nameEn: string } => {
  const record: Rec | undefined =
    "patrol" in command
      ? records.get("route", records.get("patrol", command.patrol)?.route ?? "")
      : "post" in command
        ? records.get("post", command.post)
        : "activity" in command
          ? (records.get("activity", command.activity) ?? records.get("study", command.activity))
          : records.get("unit", command.unit);
  return record !== undefined && "nameEn" in record
    ? { name: record.name, nameEn: record.nameEn }
    : { name: "", nameEn: "" };
};

export const alsoOf = (also: string | undefined): { readonly also?: string } => (also === undefined ? {} : { also });
