// Recurring plans while the register changes around them: people and routes that leave, imports, limits, retention. [PAT-1, ORG-2, ORG-4]

import { describe, expect, test } from "vitest";
import { retiring } from "../../../domain/alarms/conditions.ts";
import { decideForget } from "../../../domain/forgetting.ts";
import { commandId, day, roundId, routeId, workerId } from "../../../domain/ids.ts";
import { inBoth } from "../../../domain/in-both.ts";
import type { RoundFields } from "../../../domain/patrols/round-acts.ts";
import { retiredRounds } from "../../../domain/patrols/round-due.ts";
import { mostRounds } from "../../../domain/patrols/rounds.ts";
import { dayLength, hour, minute } from "../../../domain/time.ts";
import { type Spec, watcher } from "../../kit/spec.ts";
import { admin, change, everyMorning, patrols, plan, round, siteIn, specAt, tick, told } from "./rounds-kit.ts";

describe("[PAT-1] a recurring plan and the register", () => {
  test("a leader who is gone from the register: the patrol is made all the same", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec);
    const site = siteIn("Asia/Shanghai");
    const without = { ...site, workers: site.workers.filter((one) => one.id !== "w2") };
    spec.given({ type: "ImportSite", import: without }, { kind: "system", part: "import" });
    expect(tick(spec)).toHaveLength(2);
    expect(patrols(spec)[0]?.leader).toBe("w2");
  });

  test("[ORG-4] an import changes the plans that it names with their patrols, leaves the others, and begins none that was ended", () => {
    const spec = specAt("2026-11-23 07:00");
    const importer = { kind: "system", part: "import" } as const;
    const site = (fields: Partial<RoundFields>) => ({
      ...siteIn("Asia/Shanghai"),
      rounds: [{ id: round, route: routeId("r1"), ...everyMorning, ...fields }],
    });
    spec.given({ type: "ImportSite", import: site({}) }, importer);
    tick(spec);
    const since = () => spec.board.get("round", round)?.since;
    const first = since();
    spec.pass(minute);
    spec.given({ type: "ImportSite", import: site({}) }, importer);
    expect(since()).toBe(first);
    spec.given({ type: "ImportSite", import: site({ start: 600 }) }, importer);
    tick(spec);
    expect(told(spec)).toEqual(["11-23 10:00 4h planned", "11-24 10:00 4h planned"]);
    spec.given({ type: "ImportSite", import: siteIn("Asia/Shanghai") }, importer);
    expect(spec.board.get("round", round)?.ended).toBeUndefined();
    spec.given({ type: "EndRound", round, reason: "封山" }, admin);
    spec.given({ type: "ImportSite", import: site({ start: 660 }) }, importer);
    expect(tick(spec)).toEqual([]);
    expect(spec.board.get("round", round)).toMatchObject({ start: 600, ended: { reason: "封山" } });
  });

  test("without its route nothing is made, and with it again it goes on", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec);
    const without = { ...siteIn("Asia/Shanghai"), routes: [] };
    spec.given({ type: "ImportSite", import: without }, { kind: "system", part: "import" });
    expect(tick(spec)).toEqual([]);
    spec.given({ type: "ImportSite", import: siteIn("Asia/Shanghai") }, { kind: "system", part: "import" });
    expect(tick(spec)).toHaveLength(2);
  });

  test("[ORG-2] whom a plan counts on is not forgotten before it is changed", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec, { leader: workerId("w8"), members: [] });
    const context = { now: spec.now(), at: spec.now(), id: commandId("c"), actor: admin };
    const forget = () => decideForget({ type: "ForgetWorker", worker: workerId("w8") }, context, spec.board.look);
    expect(forget()).toMatchObject({
      kind: "refused",
      refusal: { code: "worker_needed", params: { where: inBoth("北线", "North") } },
    });
    change(spec, { leader: workerId("w9"), members: [] });
    expect(forget().kind).toBe("accepted");
  });

  test("refused: a plan twice, an unknown route, worker or plan, days the wrong way round, more plans than a site has", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec);
    const asked = { type: "PlanRound", round: roundId("two"), route: routeId("r1"), ...everyMorning } as const;
    const codeOf = (command: Parameters<Spec["when"]>[0]) => {
      const outcome = spec.when(command, admin);
      return outcome.is === "refused" ? outcome.code : outcome.is;
    };
    expect(codeOf({ ...asked, round })).toBe("round_exists");
    expect(codeOf({ ...asked, route: routeId("-") })).toBe("route_unknown");
    expect(codeOf({ ...asked, leader: workerId("-") })).toBe("worker_unknown");
    expect(codeOf({ ...asked, from: day("2026-12-02"), until: day("2026-12-01") })).toBe("round_days");
    expect(codeOf({ type: "EndRound", round: roundId("-"), reason: "x" })).toBe("round_unknown");
    for (let n = 1; n < mostRounds; n += 1) spec.given({ ...asked, round: roundId(`n${n}`) }, admin);
    expect(codeOf(asked)).toBe("round_too_many");
  });

  test("a clock that was far ahead for a while: what it swept and is past is not made again as missed, what lies ahead is", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec);
    tick(spec);
    spec.pass(6 * hour);
    tick(spec);
    spec.pass(20 * dayLength);
    tick(spec);
    spec.given({ type: "Retire", records: retiring(spec.board, spec.clock, spec.now()) }, watcher);
    expect(spec.board.get("patrol", "north@2026-11-23")).toBeUndefined();
    spec.pass(-20 * dayLength);
    expect(tick(spec)).toEqual(["2026-11-24", "2026-11-25"]);
  });

  test("a plan that has ended or run out leaves the board after 62 days", () => {
    const spec = specAt("2026-11-23 07:00");
    plan(spec, { until: day("2026-11-30") });
    const gone = () => retiredRounds(spec.board.all("round"), spec.clock, spec.now());
    spec.pass(69 * dayLength);
    expect(gone()).toEqual([]);
    spec.pass(2 * dayLength);
    expect(gone()).toEqual([round]);
  });
});
