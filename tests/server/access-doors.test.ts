// The doors: tokens on a real site, open in a rehearsal, and a rehearsal nowhere else.

import { describe, expect, it } from "vitest";
import { screenId } from "../../domain/ids.ts";
import { createTokenDoors } from "../../server/access/doors.ts";
import { createRehearsalDoors, RehearsalRefused } from "../../server/access/rehearsal-access.ts";
import { createScrypt } from "../../server/access/scrypt.ts";
import { codeOf, createTestRandom, noon, openRoom, root, tempFolder, value } from "./access-kit.ts";

describe("the doors of a site", () => {
  it("open to tokens only, each of its own kind; the page's word for itself counts for nothing", async () => {
    const { devices, people } = await openRoom({ folder: await tempFolder(), clock: { now: noon } });
    const doors = createTokenDoors(devices, people);
    const asked = value(devices.begin("wall", "test"));
    value(devices.approve(asked.code, { screen: screenId("wall-1"), profile: "wall" }, "admin"));
    const paired = await devices.collect(asked.secret);
    const token = paired.kind === "paired" ? paired.token : "";
    expect(value(doors.screen(token, "kiosk")).profile).toBe("wall");
    expect(codeOf(doors.person(token))).toBe("not_signed_in");
    value(await people.addAccount({ login: "li", name: "李江", role: "foreman", unit: root }, "a fair password"));
    const session = value(await people.signIn("li", "a fair password", "10.0.0.1")).token;
    expect(value(doors.person(session)).login).toBe("li");
    expect(codeOf(doors.screen(session, "wall"))).toBe("screen_unknown");
    expect(codeOf(doors.screen("", "wall"))).toBe("screen_unknown");
    expect(codeOf(doors.person(""))).toBe("not_signed_in");
  });
});

describe("the doors of a rehearsal", () => {
  const deps = { site: () => ({ rehearsal: true }), host: "127.0.0.1", rootUnit: () => root };

  it("open without pairing and without a password, each page a screen of its own", () => {
    const doors = createRehearsalDoors(deps);
    const one = value(doors.screen("page-1", "wall"));
    expect(one.profile).toBe("wall");
    expect(value(doors.screen("page-1", "wall"))).toEqual(one);
    expect(value(doors.screen("page-2", "wall")).screen).not.toBe(one.screen);
    expect(value(doors.person(""))).toMatchObject({ kind: "person", role: "admin", unit: root });
  });

  it.each(["0.0.0.0", "::", "192.168.1.5", "board.example", "127.0.0.1.example", ""])("are refused on %s", (host) => {
    expect(() => createRehearsalDoors({ ...deps, host })).toThrow(RehearsalRefused);
  });

  it.each([undefined, { rehearsal: false }])("are refused on a real site and without one (%o)", (site) => {
    expect(() => createRehearsalDoors({ ...deps, site: () => site })).toThrow(RehearsalRefused);
  });

  it("shut at once when a real site is imported", () => {
    let rehearsal = true;
    const doors = createRehearsalDoors({ ...deps, site: () => ({ rehearsal }) });
    rehearsal = false;
    expect(codeOf(doors.screen("page-1", "wall"))).toBe("site_is_real");
    expect(codeOf(doors.person(""))).toBe("site_is_real");
  });
});

describe("slow hashes", () => {
  it("match the secret they were made of, at the cost that they say themselves", async () => {
    const random = createTestRandom();
    const strong = createScrypt({ random });
    const kept = await strong.hash("松涛 42");
    expect(kept).toMatch(/^scrypt\$32768\$8\$1\$/);
    const other = createScrypt({ random, cost: 2 ** 4 });
    expect(await other.verify("松涛 42", kept)).toBe("match");
    expect(await other.verify("松涛 43", kept)).toBe("no_match");
    expect(await other.verify("松涛 42", undefined)).toBe("no_match");
    expect(await other.hash("松涛 42")).not.toBe(await other.hash("松涛 42"));
  });

  it("wait for their turn, and past a bound are told so", async () => {
    const scrypt = createScrypt({ random: createTestRandom(), cost: 2 ** 4, atOnce: 1, maxWaiting: 3 });
    const kept = await scrypt.hash("secret");
    const answers = await Promise.all(Array.from({ length: 10 }, () => scrypt.verify("secret", kept)));
    expect(answers.filter((answer) => answer === "match")).toHaveLength(4);
    expect(answers.filter((answer) => answer === "busy")).toHaveLength(6);
    expect(await scrypt.verify("secret", kept)).toBe("match");
  });
});
