// The share of key posts that party members hold: whom it counts, by link class, and that only the branch's desk can reckon it. [POST-6]

import { expect, test } from "vitest";
import type { Audience } from "../../../domain/audience.ts";
import { postId, unitId } from "../../../domain/ids.ts";
import { partyShare } from "../../../domain/posts/party-share.ts";
import { present } from "../../../domain/present.ts";
import type { Rec } from "../../../domain/records.ts";
import { hour } from "../../../domain/time.ts";
import { recordsOf } from "../../kit/board-fixture.ts";
import { siteFixture } from "../../kit/site-fixture.ts";
import { createSpec, type Spec } from "../../kit/spec.ts";
import { worker } from "../../kit/world.ts";

/** p0 and p1 of the mine and p3 of the forest are key posts; w0 and w3 are party members. */
const manned = (): Spec => {
  const site = siteFixture();
  const posts = site.posts.map((post) => ({ ...post, key: post.id !== "p2" }));
  const workers = site.workers.map((one) => ({ ...one, party: one.id === "w0" || one.id === "w2" || one.id === "w3" }));
  const spec = createSpec({ site: { ...site, posts, workers } });
  for (const n of [0, 1, 2, 3]) spec.given({ type: "SignOn", post: postId(`p${n}`), briefing: ["b1"] }, worker(n));
  return spec;
};
const shareAt = (spec: Spec, now = spec.now()) => partyShare(spec.board, spec.board.look, now);

test("[POST-6] of key posts that are held; other posts do not count, whoever holds them", () => {
  const { share, byClass } = shareAt(manned());
  expect(share).toEqual({ party: 2, held: 3 });
  expect(byClass).toMatchObject([
    {
      linkClass: "mining",
      share: { party: 1, held: 2 },
      posts: [
        { post: "p0", party: true },
        { post: "p1", party: false },
      ],
    },
    { linkClass: "station", share: { party: 1, held: 1 } },
  ]);
});

test("[POST-6] who has gone off, or gives no sign of life any more, is not counted", () => {
  const spec = manned();
  spec.given({ type: "SignOff", post: postId("p3") }, worker(3));
  expect(shareAt(spec).share).toEqual({ party: 1, held: 2 });
  expect(shareAt(spec, spec.now() + 5 * hour).share).toEqual({ party: 0, held: 0 });
});

test("[POST-6] from what any other audience is sent it comes to nought", () => {
  const spec = manned();
  const all: readonly Rec[] = (["site", "unit", "worker", "post"] as const).flatMap((kind) => [
    ...spec.board.all(kind),
  ]);
  const reckoned = (audience: Audience): number => {
    const seen = all.flatMap((record) => present(record, audience) ?? []);
    return partyShare(recordsOf(seen), spec.board.look, spec.now()).share.party;
  };
  const unit = unitId("co");
  expect(reckoned({ kind: "desk", role: "branch-secretary", unit })).toBe(2);
  expect(reckoned({ kind: "desk", role: "branch-secretary", unit: unitId("mine") })).toBe(1);
  for (const audience of [
    { kind: "wall", unit } as const,
    { kind: "kiosk", unit } as const,
    { kind: "desk", role: "manager", unit } as const,
    { kind: "desk", role: "admin", unit } as const,
    { kind: "desk", role: "union-officer", unit } as const,
    { kind: "auditor" } as const,
  ])
    expect(reckoned(audience)).toBe(0);
});
