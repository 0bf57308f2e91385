// What was left by a hand-over stays readable at the desk while whoever took it holds the post, and nowhere else. [POST-5]

import { expect, test } from "vitest";
import type { Audience } from "../../../domain/audience.ts";
import { postId, unitId, workerId } from "../../../domain/ids.ts";
import { present } from "../../../domain/present.ts";
import { hour } from "../../../domain/time.ts";
import { createSpec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

const post = postId("p1");
const w5 = workerId("w5");
const words = "二号井口通风机异响";

const handedOver = () => {
  const spec = createSpec();
  spec.given({ type: "SignOn", post, briefing: [] }, worker(1));
  spec.pass(7 * hour).given({ type: "CheckIn", post }, worker(1));
  spec.pass(hour / 2).given({ type: "BeginHandover", post, notes: ["tools"], words }, worker(1), { incoming: w5 });
  spec.given({ type: "TakeOver", post, briefing: [], read: ["tools", "own-words"] }, worker(5));
  return spec;
};
type Left = ReturnType<typeof handedOver>;
const watchOf = (spec: Left) => spec.board.get("post", post)?.watch;

test("[POST-5] the desk reads it after the other has signed, over his check-ins, until he goes", () => {
  const spec = handedOver();
  const took = { at: spec.now(), notes: ["tools"], words };
  expect(watchOf(spec)).toMatchObject({ holder: "w5", took });
  spec.pass(hour).given({ type: "CheckIn", post }, worker(5));
  expect(watchOf(spec)).toMatchObject({ took, signedAt: spec.now() });
  spec.given({ type: "SignOff", post }, worker(5));
  expect(JSON.stringify(watchOf(spec))).not.toContain(words);
});

test("[POST-5] no wall, no kiosk and no other page bears it; nothing is kept where nothing was left", () => {
  const spec = handedOver();
  const record = spec.board.get("post", post);
  if (record === undefined) throw new Error("no post");
  const seen = (audience: Audience): string => JSON.stringify(present(record, audience));
  const unit = unitId("co");
  expect(seen({ kind: "desk", role: "foreman", unit })).toContain(words);
  for (const audience of [
    { kind: "wall", unit },
    { kind: "kiosk", unit },
    { kind: "person", worker: w5 },
  ] as const)
    expect(seen(audience)).not.toContain("took");
  const plain = createSpec();
  plain.given({ type: "SignOn", post, briefing: [] }, worker(1));
  plain.pass(7.5 * hour).given({ type: "BeginHandover", post, notes: [] }, worker(1), { incoming: w5 });
  plain.given({ type: "TakeOver", post, briefing: [], read: [] }, worker(5));
  expect(plain.board.get("post", post)?.watch).not.toHaveProperty("took");
});
