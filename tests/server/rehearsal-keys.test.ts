// The badges that a rehearsal offers at the kiosk: at every hour each opens what it is named after. [POST-2]

import { describe, expect, test } from "vitest";
import { minute, second } from "../../domain/time.ts";
import { type SampleRole, sampleKeys, signOnAnswer } from "../../server/rehearsal/keys.ts";
import { partsOf } from "../../server/rehearsal/parts.ts";
import { createSceneReader, type Scene } from "../../server/rehearsal/scene.ts";
import { cast, directorOf, type House, night, openTestHouse, pass, playOut, sampleSite } from "./rehearsal-kit.ts";

const look = (house: House) => house.projection.board;
const opened = async () => {
  const house = await openTestHouse(night);
  const director = directorOf(house);
  await playOut(director);
  return { house, director };
};

describe("the keys at the kiosk", () => {
  const sceneOf = (house: House): Scene => {
    const scene = createSceneReader(cast)(look(house), house.time.now, house.time.now);
    if (scene === undefined) throw new Error("no scene");
    return scene;
  };
  const part = (house: House, role: SampleRole) => {
    const scene = sceneOf(house);
    const key = sampleKeys(scene).find((one) => one.role === role);
    const worker = scene.get("worker", key?.worker ?? "");
    const post = [...scene.all("post")].find((one) => one.name === key?.post);
    if (worker === undefined || post === undefined) throw new Error(`nobody plays ${role}`);
    return { worker, post };
  };

  test("[POST-2] each is another person and opens what it is named after", async () => {
    const { house } = await opened();
    const scene = sceneOf(house);
    const keys = sampleKeys(scene);
    expect(keys.map((key) => key.role)).toEqual(["late", "on-duty", "unlisted", "foreman"]);
    expect(new Set(keys.map((key) => key.worker)).size).toBe(4);
    expect(keys[0]?.post).toBe(look(house).get("post", partsOf(scene, scene.run).late ?? "")?.name);
    for (const key of keys) expect(cast.badgesByNumber.get(key.number)).toBe(key.badge);
    const unlisted = part(house, "unlisted");
    expect(signOnAnswer(scene, unlisted.post, unlisted.worker)).toBe("not_rostered");
    expect(signOnAnswer(scene, unlisted.post, unlisted.worker, part(house, "foreman").worker)).toBe("ok");
  });

  test("[POST-2] on the sample site one is there whose certificate is in the way, whoever signs for him", async () => {
    const { site, cast: actors } = await sampleSite(night);
    const house = await openTestHouse(night, true, site);
    await directorOf(house, actors).beat();
    const scene = createSceneReader(actors)(look(house), night, night);
    const barred = scene === undefined ? undefined : sampleKeys(scene).find((key) => key.role === "barred");
    const worker = scene?.get("worker", barred?.worker ?? "");
    const post = [...look(house).all("post")].find((one) => one.name === barred?.post);
    if (scene === undefined || worker === undefined || post === undefined) throw new Error("nobody is barred");
    expect(signOnAnswer(scene, post, worker)).toMatch(/^qualification_/);
  });

  test("[POST-2] on the sample site somebody is barred at every hour of the play, whichever post is empty", async () => {
    const { site, cast: actors } = await sampleSite(night);
    const house = await openTestHouse(night, true, site);
    const director = directorOf(house, actors);
    await director.beat();
    for (let n = 0; n < 11; n++) {
      const scene = createSceneReader(actors)(look(house), house.time.now, house.time.now);
      expect(scene === undefined ? [] : sampleKeys(scene).map((key) => key.role)).toContain("barred");
      await pass(house, director, 5 * minute, minute);
    }
  });

  test.each([31, 65])("[POST-2] after %i minutes, too, one can sign on and one needs his foreman", async (minutes) => {
    const { house, director } = await opened();
    await pass(house, director, minutes * minute, minute);
    const scene = sceneOf(house);
    const keys = sampleKeys(scene);
    const roles = keys.map((key) => key.role);
    expect(roles).toEqual(["late", "on-duty", "unlisted", "foreman"]);
    const ready = part(house, "late");
    expect(signOnAnswer(scene, ready.post, ready.worker)).toBe("ok");
    expect(house.faults).toEqual([]);
  });

  test("[POST-2] once the late one is signed on, somebody else's post soon waits for its person", async () => {
    const { house, director } = await opened();
    await pass(house, director, 10 * minute, 15 * second);
    const { post } = part(house, "late");
    await pass(house, director, 8 * minute, 15 * second);
    expect(part(house, "late").post.id).not.toBe(post.id);
    const empty = [...look(house).all("post")].filter((one) => one.watch.state === "unheld");
    expect(empty).toHaveLength(1);
  });
});
