// A refusal names posts, activities and units in the reader's own language: whatever is asked, none that has an English name is told
// to an English reader in Chinese. People have one name only.

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Kind } from "../../domain/records.ts";
import { type RefusalCode, refusalText } from "../../domain/refusals.ts";
import { anyAct } from "../kit/any-acts.ts";
import { tellingSite } from "../kit/audiences.ts";
import { createSpec, foreman, type Spec } from "../kit/spec.ts";

const named: readonly Kind[] = ["post", "activity", "unit", "route"];
const chineseOf = (spec: Spec): readonly string[] => [
  ...named.flatMap((kind) =>
    [...spec.board.all(kind)].flatMap((one) =>
      "nameEn" in one && one.nameEn !== "" && one.name !== one.nameEn ? [one.name] : [],
    ),
  ),
  ...spec.board.look.site.shifts.map(({ name }) => name),
];

test("[STYLE A8] whatever people ask, an English sentence of refusal holds no Chinese name of a thing that has an English one", () => {
  const seen = new Set<RefusalCode>();
  fc.assert(
    fc.property(fc.array(anyAct, { minLength: 20, maxLength: 60 }), (acts) => {
      const spec = createSpec({ site: tellingSite() });
      for (const { command, actor, pass, signed, incoming } of acts) {
        // Fixes go through the server's ingest first.
        if (command.type === "ReportFixes") continue;
        spec.pass(pass);
        const outcome = spec.when(command, actor, {
          ...(signed ? { countersign: foreman() } : {}),
          ...(incoming === undefined ? {} : { incoming }),
        });
        if (outcome.is !== "refused") continue;
        const said = refusalText(outcome, "en");
        const told = chineseOf(spec).find((name) => said.includes(name));
        expect(told, said).toBeUndefined();
        if (Object.keys(outcome.params).length > 0) seen.add(outcome.code);
      }
    }),
    { numRuns: 60, seed: 7 },
  );
  // What was asked did lead to sentences with names in them.
  for (const code of [
    "post_held",
    "not_rostered",
    "activity_collides",
    "activity_full",
    "not_suspended",
    "on_other_post",
  ] as const)
    expect([...seen]).toContain(code);
});
