// Of whom a patrol that moved over writes a name down, what stays of it in a replay's copies, and what of its findings a wall gets. [ORG-2, PAT-1, COV-3]

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { seq, unitId, workerId } from "../../domain/ids.ts";
import { dayLength, hour, minute } from "../../domain/time.ts";
import { erEvent, erLeader, erPage, erPatrol, erSegment } from "../kit/moved-files.ts";
import { movedWords, movingOf } from "../kit/moved-patrol.ts";
import { openReplaying } from "../kit/replaying.ts";
import { shiftStart } from "../kit/site-fixture.ts";
import { person } from "../kit/spec.ts";
import { openPatrolsDoor } from "./moved-kit.ts";

const begun = shiftStart - 3 * dayLength;
const ended = begun + 4 * hour;
const admin = person("admin", "co");
const ledBy = (n: number, name: string) => erPage([erPatrol(n, [erSegment(begun, ended, { leader: erLeader(name) })])]);

describe("[ORG-2] whose name is written down", () => {
  test("[ORG-2] given a forgotten worker, when a patrol tells of him, then he is counted and his name is nowhere", async () => {
    const { send, patrols, world } = await openPatrolsDoor();
    await send([ledBy(1, "Okello")]);
    expect(patrols()[0]?.origin).toMatchObject({ leader: "Okello", unnamed: 1 });
    const { name } = world.projection.board.get("worker", "w10") ?? { name: "" };
    expect((await world.act({ type: "ForgetWorker", worker: workerId("w10") }, admin)).kind).toBe("ok");
    await send([ledBy(2, name)]);
    expect(patrols()[1]?.origin).toMatchObject({ unnamed: 1, members: [] });
    expect(name.length > 0 && JSON.stringify(patrols()[1])).not.toContain(name);
  });

  test("[ORG-2] given a number of ours under another's name, when it moves over, then nobody is chosen; the preview tells who is taken for whom", async () => {
    const { send } = await openPatrolsDoor();
    const page = (name: string, number: string) =>
      erPage([
        erPatrol(1, [erSegment(begun, ended, { leader: erLeader(name, { additional: { employee_number: number } }) })]),
      ]);
    const summaryOf = async (name: string, number: string) =>
      (await send([page(name, number)], "datum=wgs84&preview=yes")).answer.summary;
    expect(await summaryOf("Mwangi", "100003")).toMatchObject({ matches: [], strangers: [{ name: "Mwangi" }] });
    expect(await summaryOf("王小明", "100003")).toMatchObject({ people: 0 });
    expect(await summaryOf("王 小明", "100000")).toMatchObject({
      strangers: [],
      matches: [{ name: "王 小明", worker: "w0", times: 1 }],
      moreMatches: 0,
    });
    expect(await summaryOf("100003", "")).toMatchObject({ matches: [{ name: "100003", worker: "w3" }] });
  });

  test("[PAT-1] a replay's copies hold no name and no words that moved over", async () => {
    const { world, archive, folder } = await openReplaying({ every: 1 });
    await world.act(movingOf("over", "over", unitId("co")), admin);
    world.passTime(15 * minute);
    await archive.look();
    await archive.close();
    const files = (await readdir(folder)).filter((name) => name.endsWith(".gz"));
    const texts = await Promise.all(
      files.map(async (name) => gunzipSync(await readFile(join(folder, name))).toString()),
    );
    const patrols = texts.flatMap((text) => text.split("\n").filter((line) => line.includes('"kind":"patrol"')));
    expect(patrols.some((line) => line.includes('"number":"23494"'))).toBe(true);
    for (const line of patrols) for (const word of movedWords) expect(line).not.toContain(word);
  });
});

describe("[COV-3] findings that moved over", () => {
  test("[COV-3] given a fire that was over when it came, then it is read at desks and on no wall; one that is open is on both", async () => {
    const { send, projection } = await openPatrolsDoor();
    const events = [erEvent(1, "fire_rep", shiftStart - hour), erEvent(2, "fire_rep", begun, { state: "resolved" })];
    await send([erPage([erPatrol(1, [erSegment(begun, ended, { events })])])]);
    const seen = (audience: Parameters<typeof projection.lackOf>[0]) =>
      projection.lackOf(audience, seq(0)).put.flatMap((one) => (one.kind === "finding" ? [one.is.state] : []));
    expect(seen({ kind: "wall", unit: unitId("co") })).toEqual(["open"]);
    expect(seen({ kind: "desk", role: "manager", unit: unitId("co") }).sort()).toEqual(["closed", "open"]);
  });
});
