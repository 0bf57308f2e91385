// Whom else a kept act held: the crew that a foreman signed up or briefed, the incoming of a hand-over, and who signed it with him.

import * as v from "valibot";
import { type WorkerId, workerId } from "../domain/ids.ts";
import { type Claim, claim } from "../domain/protocol.ts";
import type { Other } from "../domain/refused/refused-act.ts";

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(80));
const seat = v.object({ worker: name, role: v.optional(name, "") });
const briefed = v.object({ post: name, workers: v.array(name) });
const held = v.object({
  crew: v.optional(v.array(v.union([seat, briefed])), []),
  incoming: v.optional(claim),
  countersign: v.optional(v.object({ as: claim })),
});

/** Each part by itself: what of an act cannot be read hides nobody of the rest. */
const partOf = <K extends keyof typeof held.entries>(body: Readonly<Record<string, unknown>>, key: K) => {
  const found = v.safeParse(held.entries[key], body[key]);
  return found.success ? found.output : undefined;
};

export const othersIn = (
  body: Readonly<Record<string, unknown>>,
  whose: (as: Claim) => WorkerId | undefined,
): readonly Other[] => {
  const second = (as: Other["as"], by: Claim | undefined): readonly Other[] => {
    if (by === undefined) return [];
    const worker = whose(by);
    return [worker === undefined ? { as, of: "" } : { as, worker, of: "" }];
  };
  const crew = (partOf(body, "crew") ?? []).flatMap((line): readonly Other[] =>
    "worker" in line
      ? [{ as: "crew", worker: workerId(line.worker), of: line.role }]
      : line.workers.map((one) => ({ as: "crew", worker: workerId(one), of: line.post })),
  );
  return [
    ...second("incoming", partOf(body, "incoming")),
    ...second("countersign", partOf(body, "countersign")?.as),
    ...crew,
  ];
};
