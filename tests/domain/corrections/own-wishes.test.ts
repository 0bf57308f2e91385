// What a worker chooses for himself wins over the register, and no import takes it back; that a copy was taken is kept, not what was in it. [ORG-2]

import { expect, it } from "vitest";
import type { Actor } from "../../../domain/decider.ts";
import { screenId, workerId } from "../../../domain/ids.ts";
import { langOf, largeTextOf } from "../../../domain/workers.ts";
import { siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const hers = worker(9, "pin");
const she = workerId("w9");
const access: Actor = { kind: "system", part: "access" };
const record = (spec: Spec) => {
  const found = spec.board.get("worker", she);
  if (found === undefined) throw new Error("no such worker");
  return found;
};

it("[ORG-2] her language and large text are hers from now on, over every import of the register", () => {
  const spec = createSpec();
  expect([langOf(record(spec)), largeTextOf(record(spec))]).toEqual(["zh-CN", false]);
  const choice = { type: "ChooseLook", lang: "en", largeText: true } as const;
  expect(spec.when(choice, hers)).toMatchObject({ types: ["LookChosen"] });
  expect(spec.when(choice, hers)).toEqual({ is: "already" });
  spec.given({ type: "ImportSite", import: siteFixture() }, { kind: "system", part: "import" });
  expect([langOf(record(spec)), largeTextOf(record(spec))]).toEqual(["en", true]);
  // The register itself is left as it was written.
  expect([record(spec).lang, record(spec).largeText]).toEqual(["zh-CN", false]);
});

it("[ORG-2] each copy is an event with its way and its kiosk; the board remembers the latest five", () => {
  const spec = createSpec();
  for (let n = 0; n < 7; n++)
    spec
      .pass(1000)
      .given({ type: "TakeCopy", worker: she, way: n === 6 ? "desk" : "phone", device: screenId(`k${n}`) }, access);
  expect(record(spec).copies).toHaveLength(5);
  expect(record(spec).copies?.at(-1)).toEqual({ at: spec.now(), way: "desk", device: "k6" });
  expect(JSON.stringify(spec.events.at(-1)?.data)).not.toContain(record(spec).name);
});
