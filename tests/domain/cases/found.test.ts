// What a walker told becomes a hazard at the desk: seen then, by him, and answered to him. [CASE-1, COV-3]

import { expect, it } from "vitest";
import { type FindingId, findingId, unitId, workerId } from "../../../domain/ids.ts";
import { present } from "../../../domain/present.ts";
import { hour } from "../../../domain/time.ts";
import { does, of, safety, told } from "../../kit/hazards.ts";
import { createSpec, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const finding = findingId("f1");
const found = (spec: Spec): number => {
  const seenAt = spec.now() - hour;
  const phone = { kind: "device", profile: "tracker" } as const;
  const tells = { type: "ReportFinding", finding, sort: "hazard", unit: unitId("forest"), note: "护栏断了" } as const;
  spec.given({ ...tells, bearer: workerId("w2") }, phone, { at: seenAt });
  return seenAt;
};
const { post: _, unit: __, ...hazard } = told;
const made = (of: FindingId = finding) => ({ ...hazard, class: "fall", words: "值班台改写", finding: of }) as const;

it("[CASE-1] it counts as seen by the walker, when he saw it, in the unit where he walked; he hears what comes of it", () => {
  const spec = createSpec();
  const seenAt = found(spec);
  const [event] = spec.given(made(), safety);
  if (event?.type !== "CaseReported") throw new Error("nothing was told");
  expect(of(spec, event.case)).toMatchObject({
    ...{ unit: "forest", at: seenAt, toldAt: spec.now(), by: { worker: "w2" }, finding: "f1", words: "护栏断了" },
  });
  spec.given({ type: "RejectCase", case: event.case, reason: "已拆除" }, safety);
  expect(of(spec, event.case).news).toBe(true);
});

it("[CASE-1] one finding is one open hazard; once that is over it may be told again", () => {
  const spec = createSpec();
  found(spec);
  const [event] = spec.given(made(), safety);
  if (event?.type !== "CaseReported") throw new Error("nothing was told");
  expect(does(spec, made(), safety)).toBe("case_of_finding");
  spec.given({ type: "VoidCase", case: event.case, reason: "记错" }, safety);
  expect(does(spec, made(), safety)).toBe("done");
});

it("[CASE-1] a desk alone names a finding, and one that is known; no kiosk reads which it was", () => {
  const spec = createSpec();
  found(spec);
  expect(does(spec, made(), worker(2))).toBe("finding_unknown");
  expect(does(spec, made(findingId("f9")), safety)).toBe("finding_unknown");
  // Of another unit's walk it knows nothing, whatever unit it names.
  const elsewhere = { ...safety, unit: unitId("mine") };
  expect(does(spec, { ...made(), unit: unitId("mine") }, elsewhere)).toBe("finding_unknown");
  spec.given(made(), safety);
  const [one] = spec.board.all("case");
  if (one === undefined) throw new Error("no case");
  const kiosk = { kind: "kiosk", unit: unitId("co") } as const;
  expect(JSON.stringify(present(one, kiosk))).not.toContain("f1");
});
