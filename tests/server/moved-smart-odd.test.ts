// What SMART leaves out, and how its clients write: observations without ids, times with a zone, legs without times. [PAT-1, COV-2]

import { describe, expect, test } from "vitest";
import { dayLength, hour } from "../../domain/time.ts";
import { createSmartTimes } from "../../server/ingest/smart-time.ts";
import {
  smartData,
  smartFeature,
  smartMember,
  smartPatrols,
  smartWaypoints,
  uuidOf,
  walkFrom,
} from "../kit/moved-files.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { clock } from "../kit/walked-land.ts";
import { openPatrolsDoor } from "./moved-kit.ts";

const begun = shiftStart - 3 * dayLength;
const ended = begun + hour;
const members = [smartMember("王小明", true, "100000")];

describe("[COV-2] observations without ids", () => {
  /** A waypoint of the kit's shape, of another patrol and time, its ids left out. */
  const bare = (patrol: number, minutes: number, hkey: string) => {
    const from = begun + minutes * 60_000;
    const text = JSON.stringify(smartWaypoints(from, ended, members, hkey)[0]);
    const ids = [60, 61, 62].map(uuidOf);
    const without = ids.reduce((left, id) => left.replaceAll(`"uuid":"${id}",`, ""), text);
    return JSON.parse(without.replaceAll(uuidOf(50).replaceAll("-", ""), uuidOf(patrol).replaceAll("-", "")));
  };

  test("[COV-2] given waypoints of two patrols without uuids, then each is a finding, and the same again at the next import", async () => {
    const { send, findings } = await openPatrolsDoor();
    const rows = [bare(501, 0, "animals.carcass."), bare(501, 5, "animals.carcass."), bare(502, 0, "animals.carcass.")];
    const { answer } = await send([rows]);
    expect(answer.summary.findings).toEqual({ wildlife: 3 });
    expect((await send([rows])).answer.summary).toMatchObject({ knownFindings: 3, findings: {} });
    await send([[bare(503, 0, "animals.carcass.")]]);
    expect(findings()).toHaveLength(4);
  });

  test("[COV-2] given two features of one second without ids, then both are findings", async () => {
    const { send } = await openPatrolsDoor();
    const { features } = smartData(walkFrom(begun, 5), { leader: "100003" });
    const ids = { patrolUuid: uuidOf(40), patrolLegUuid: uuidOf(41) };
    const seen = (category: string, lon: number) =>
      smartFeature("waypoint/new", begun + 60_000, { ...ids, observationGroups: [{ observations: [{ category }] }] }, [
        lon,
        47.2,
      ]);
    const three = [seen("animals.carcass.", 119.9), seen("animals.carcass.", 119.91), seen("fire.", 119.9)];
    const { answer } = await send([[...features, ...three]]);
    expect(answer.summary.findings).toEqual({ wildlife: 3, fire: 1 });
  });
});

describe("[PAT-1] stamps of SMART", () => {
  const at = Date.UTC(2024, 2, 21, 18, 0, 5);
  test.each([
    ["2024-03-21T18:0:5", at - 8 * hour],
    ["2024-03-21 18:00:05.25", at - 8 * hour],
    ["2024-03-21T18:00:05Z", at],
    ["2024-03-21 18:00:05 +0000", at],
    ["2024-03-21T18:00:05 UTC", at],
    ["2024-03-21 18:00:05 utc", at],
    ["2024-03-21 18:00:05+02", at - 2 * hour],
    ["2024-03-21 18:00:05 -01:30", at + 1.5 * hour],
    ["2024-03-21 18:00:05 Europe/Berlin", null],
    ["2024-03-21", null],
  ] as const)("[PAT-1] %s", (text, expected) => {
    expect(createSmartTimes(clock, shiftStart).stamp(text)).toBe(expected);
  });
});

describe("[PAT-1] legs without times", () => {
  const dated = (first: string, last: string) => {
    const [row = {}] = smartPatrols(begun, ended, members);
    return [{ ...row, patrol_legs: [{ uuid: uuidOf(53), start_date: first, end_date: last, members }] }];
  };
  const today = clock.dayOf(shiftStart);

  test("[PAT-1] given one that ended today, then it is of record until now", async () => {
    const { send, patrols } = await openPatrolsDoor();
    const { answer } = await send([dated(clock.dayOf(shiftStart - dayLength), today)]);
    expect(answer.summary).toMatchObject({ completed: 1, leftOut: {} });
    expect(patrols()[0]).toMatchObject({ run: { state: "completed", since: shiftStart }, windowEnd: shiftStart });
  });

  test("[PAT-1] given one that ends tomorrow, then it is not over by that", async () => {
    const { send } = await openPatrolsDoor();
    const { answer } = await send([dated(today, clock.dayOf(shiftStart + dayLength))]);
    expect(answer.refusal?.code).toBe("moved_nothing");
  });
});
