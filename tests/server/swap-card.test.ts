// A seat offered by number, over real Socket.IO: the other's badge alone says that something waits, his PIN who and of what; a number tells nothing. [ACT-3, SCR-2]

import { expect, test } from "vitest";
import { activityId, roleId, workerId } from "../../domain/ids.ts";
import { openWorld } from "../kit/open-world.ts";
import { badgeOf } from "../kit/said.ts";
import { activity, siteFixture } from "../kit/site-fixture.ts";
import { worker } from "../kit/world.ts";

const a1 = activityId("a1");

test("[ACT-3, SCR-2] by badge a number of offers, without a name; by PIN each with the giver's masked name; nothing of it to the giver's badge", async () => {
  const site = siteFixture({ posts: 0, activities: [activity("a1", 1)] });
  const world = await openWorld({ site });
  await world.act({ type: "SignUp", activity: a1, role: roleId("r"), wait: false }, worker(0));
  const { token } = await world.pair("kiosk");
  const kiosk = await world.connect({ page: "kiosk", token });
  const pinOf = async (n: number) => (await world.room.pins.issue([workerId(`w${n}`)]))[0]?.pin ?? "";
  const card = async (request: Readonly<Record<string, string>>) => {
    const answer = await kiosk.identify(request);
    if (answer.kind !== "ok") throw new Error(answer.refusal.code);
    return answer.card;
  };
  const pins = [await pinOf(0), await pinOf(4)] as const;
  const his = await card({ badge: badgeOf(4) });
  expect([his.asked, his.swaps]).toEqual([undefined, undefined]);
  await world.act({ type: "AskSwap", activity: a1, number: "100004" }, worker(0, "pin"));
  const byBadge = await card({ badge: badgeOf(4) });
  expect([byBadge.asked, byBadge.swaps]).toEqual([1, undefined]);
  const [entry] = world.projection.board.all("entry");
  if (entry === undefined) throw new Error("no entry");
  expect(JSON.stringify(byBadge.records)).not.toContain(entry.id);
  const byPin = await card({ badge: badgeOf(4), pin: pins[1] });
  expect(byPin.swaps).toEqual([{ activity: "a1", entry: entry.id, role: "r", who: "王*明" }]);
  // The giver: by badge nothing of it, by PIN that he asked, never whom.
  const stateOf = async (request: Readonly<Record<string, string>>) =>
    (await card(request)).records.flatMap((one) => (one.kind === "entry" ? [one.is] : []));
  expect((await stateOf({ badge: badgeOf(0) }))[0]).not.toHaveProperty("swapTo");
  const [mine] = await stateOf({ badge: badgeOf(0), pin: pins[0] });
  expect(mine).toMatchObject({ state: "confirmed", swapTo: { state: "asked" } });
  expect(JSON.stringify(mine)).not.toContain("w4");
  // Answered, it waits no more.
  await world.act({ type: "AnswerSwap", activity: a1, entry: entry.id, accept: true }, worker(4, "pin"));
  expect((await card({ badge: badgeOf(4) })).asked).toBeUndefined();
  expect(world.projection.board.look.activity("a1")?.counts.taken).toBe(1);
});
