// What comes back at the same place, and how often. [CASE-5]

import { expect, it } from "vitest";
import { recurring } from "../../../domain/cases/recurring.ts";
import { unitId } from "../../../domain/ids.ts";
import { dayLength } from "../../../domain/time.ts";
import { acceptance, done, fixes, report, safety } from "../../kit/hazards.ts";
import { createSpec, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const seen = (spec: Spec) => recurring(spec.board.all("case"));
const closed = (spec: Spec) => {
  const id = done(spec);
  spec.given(acceptance(id), worker(6, "pin"));
  return id;
};

it("[CASE-5] given one seen again within 90 days of its closing, then it came back once, and it is open", () => {
  const spec = createSpec();
  closed(spec);
  expect(seen(spec)).toEqual([]);
  spec.pass(89 * dayLength);
  const again = report(spec);
  expect(seen(spec)).toMatchObject([
    { class: "gas", post: "p1", times: 1, newest: again, last: spec.now(), open: true },
  ]);
});

it("[CASE-5] given one seen again after 90 days and more, then it is a new one", () => {
  const spec = createSpec();
  closed(spec);
  spec.pass(90 * dayLength + 1);
  report(spec);
  expect(seen(spec)).toEqual([]);
});

it("[CASE-5] given one closed twice over and reopened once, then three times", () => {
  const spec = createSpec();
  closed(spec);
  spec.pass(dayLength);
  closed(spec);
  spec.pass(dayLength);
  const last = closed(spec);
  spec.given({ type: "ReopenCase", case: last, reason: "又响了" }, safety);
  expect(seen(spec)).toMatchObject([{ times: 3, newest: last, open: true }]);
});

it("[CASE-5] given another class, another place, one told twice, one rejected and one voided, then none came back", () => {
  const spec = createSpec();
  const first = closed(spec);
  spec.pass(dayLength);
  report(spec, worker(2), { class: "roof" });
  report(spec, worker(2), { place: "北沟" });
  const open = spec.given(
    {
      ...{ type: "ReportCase", sort: "hazard", class: "gas", urgency: "now", unit: unitId("forest") },
      place: "北沟",
      words: "",
    },
    worker(2),
  );
  expect(open).toHaveLength(1);
  // At the post it is, whatever place was said beside it.
  expect(seen(spec)).toMatchObject([{ post: "p1", times: 1 }]);
  for (const one of spec.board.all("case"))
    if (one.id !== first && one.is.state === "reported")
      spec.given({ type: "VoidCase", case: one.id, reason: "写错" }, safety);
  expect(seen(spec)).toEqual([]);
  const twice = report(spec);
  spec.given({ type: "RejectCase", case: twice, reason: "不是隐患" }, safety);
  const [again, same] = [report(spec), report(spec)];
  spec.given({ type: "MergeCase", case: same, into: again }, safety);
  expect(seen(spec)).toMatchObject([{ times: 1, newest: again }]);
});

it("[CASE-5] the oftenest stands first, and cases of another sort are not there", () => {
  const spec = createSpec();
  const led = (sort: "gas" | "roof", days: number): void => {
    const id = report(spec, worker(2), { class: sort });
    spec.given({ type: "VerifyCase", case: id }, safety);
    spec.given({ type: "GradeCase", case: id, level: "general", colour: "blue" }, safety);
    spec.given({ type: "AssignCase", case: id, fixes: fixes(spec), reason: "" }, safety);
    spec.given({ type: "SayCaseDone", case: id, evidence: "好了" }, worker(4, "pin"));
    spec.given(acceptance(id), worker(6, "pin"));
    spec.pass(days * dayLength);
  };
  for (const sort of ["gas", "gas", "gas", "roof", "roof"] as const) led(sort, 1);
  expect(seen(spec).map(({ class: sort, times }) => [sort, times])).toEqual([
    ["gas", 2],
    ["roof", 1],
  ]);
  const others = [...spec.board.all("case")].map((one) => Object.assign({}, one, { sort: "appeal" }));
  expect(recurring(others)).toEqual([]);
});
