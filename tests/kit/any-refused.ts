// What a kiosk may tell of refused acts on the test site, and what people do about them, sensible or not.

import type { Command } from "../../domain/board.ts";
import type { Actor } from "../../domain/decider.ts";
import { commandId, unitId, type WorkerId, workerId } from "../../domain/ids.ts";
import { shiftStart } from "./site-fixture.ts";
import { person } from "./spec.ts";
import { worker } from "./world.ts";

const units = ["co", "mine", "forest"].map(unitId);

/** Worker n's act k: refused, read by him or by another, settled. */
export const refusedAct = (n: number, k: number, signed: boolean): readonly [Command, Actor] => {
  const act = commandId(`refused-${k}`);
  if (n % 3 === 0) return [{ type: "SettleRefused", act, note: "已补签" }, person("duty-officer", "co")];
  if (n % 3 === 1) return [{ type: "ReadRefused", acts: [act] }, worker(signed ? k : n)];
  const whose: WorkerId = workerId(`w${k}`);
  return [
    {
      type: "NoteRefused",
      act,
      did: "SignOn",
      doneAt: shiftStart,
      words: "写的话",
      ...(signed ? { worker: whose, about: { kind: "post", id: `p${k}` } } : {}),
      units: [units[n % 3] ?? unitId("co")],
      refusal: { code: "post_held", params: { post: "岗", holder: "李*" } },
    },
    { kind: "device", profile: "kiosk" },
  ];
};
