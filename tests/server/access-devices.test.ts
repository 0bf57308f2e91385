// Pairing by code, tokens that can be rolled and revoked, and what guessing a code costs.

import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { screenId } from "../../domain/ids.ts";
import { minute, second } from "../../domain/time.ts";
import type { Collected } from "../../server/access/devices.ts";
import { createNodeDisk } from "../../server/ledger/disk.ts";
import { StorageFailed } from "../../server/ledger/failures.ts";
import { codeOf, createTestRandom, noon, openRoom, secondsOf, tempFolder, value } from "./access-kit.ts";

const wall = { screen: screenId("wall-1"), profile: "wall" } as const;
const agent = "Mozilla/5.0 (X11; Linux)";

const room = async () => {
  const folder = await tempFolder();
  const clock = { now: noon };
  const random = createTestRandom();
  const open = () => openRoom({ folder, clock, random });
  return { clock, open, ...(await open()) };
};
const tokenOf = (collected: Collected): string => {
  if (collected.kind !== "paired") throw new Error(collected.kind);
  return collected.token;
};
const paired = async (made: Awaited<ReturnType<typeof room>>) => {
  const { code, secret } = value(made.devices.begin("wall", agent));
  value(made.devices.approve(code, wall, "admin"));
  return tokenOf(await made.devices.collect(secret));
};

describe("[SCR-1] pairing", () => {
  it("a code shown, approved and collected makes a device", async () => {
    const { devices } = await room();
    const asked = value(devices.begin("wall", agent));
    expect(asked.code).toMatch(/^[ACDEFGHJKMNPRTWXY34679]{4}-[ACDEFGHJKMNPRTWXY34679]{4}$/);
    expect(asked.expiresAt).toBe(noon + 10 * minute);
    expect(await devices.collect(asked.secret)).toEqual({ kind: "pending" });
    expect(value(devices.approve(asked.code, wall, "admin"))).toEqual({ ...wall, asked: "wall", userAgent: agent });
    const collected = await devices.collect(asked.secret);
    expect(collected).toMatchObject({ kind: "paired", ...wall });
    expect(value(devices.deviceOf(tokenOf(collected)))).toEqual(wall);
  });

  it("the desk's profile holds, whatever the page asked for, and the desk is told of both", async () => {
    const { devices } = await room();
    const { code, secret } = value(devices.begin("gateway", agent));
    expect(value(devices.approve(code, wall, "admin"))).toMatchObject({ asked: "gateway", profile: "wall" });
    expect(value(devices.deviceOf(tokenOf(await devices.collect(secret)))).profile).toBe("wall");
  });

  it.each([
    ["in small letters", (code: string) => code.toLowerCase()],
    ["without the dash", (code: string) => code.replace("-", "")],
    [
      "full-width with blanks",
      (code: string) => ` ${[...code].map((s) => String.fromCodePoint((s.codePointAt(0) ?? 0) + 0xfee0)).join(" ")}`,
    ],
  ])("a code is understood %s", async (_, typed) => {
    const { devices } = await room();
    const { code } = value(devices.begin("wall", agent));
    expect(codeOf(devices.approve(typed(code), wall, "admin"))).toBe("granted");
  });

  it("a code works once and for ten minutes", async () => {
    const { devices, clock } = await room();
    const first = value(devices.begin("wall", agent));
    value(devices.approve(first.code, wall, "admin"));
    expect(codeOf(devices.approve(first.code, wall, "admin"))).toBe("code_unknown");
    const second = value(devices.begin("wall", agent));
    clock.now += 10 * minute;
    expect(codeOf(devices.approve(second.code, wall, "admin"))).toBe("code_unknown");
    expect(await devices.collect(second.secret)).toEqual({ kind: "expired" });
    expect(await devices.collect(first.secret)).toEqual({ kind: "expired" });
    expect(await devices.collect("forged")).toEqual({ kind: "expired" });
  });

  it("an answer lost on the way is collected again; only the last token works", async () => {
    const { devices } = await room();
    const { code, secret } = value(devices.begin("wall", agent));
    value(devices.approve(code, wall, "admin"));
    const lost = tokenOf(await devices.collect(secret));
    const got = tokenOf(await devices.collect(secret));
    expect(codeOf(devices.deviceOf(lost))).toBe("screen_unknown");
    expect(codeOf(devices.deviceOf(got))).toBe("granted");
    expect(devices.devices()).toEqual([wall]);
  });

  it("guessed codes are counted per desk: 5 misses stop even the right code for 30 s", async () => {
    const { devices, clock } = await room();
    const { code } = value(devices.begin("wall", agent));
    for (let i = 0; i < 5; i += 1) expect(codeOf(devices.approve("AAAA-AAAA", wall, "li"))).toBe("code_unknown");
    const stopped = devices.approve(code, wall, "li");
    expect(codeOf(stopped)).toBe("too_many");
    expect(secondsOf(stopped)).toBe(30);
    expect(codeOf(devices.approve("AAAA-AAAA", wall, "other desk"))).toBe("code_unknown");
    clock.now += 30 * second;
    expect(codeOf(devices.approve(code, wall, "li"))).toBe("granted");
  });

  it("pairings under way are bounded, and room comes with time", async () => {
    const { devices, clock } = await room();
    for (let i = 0; i < 500; i += 1) value(devices.begin("wall", agent));
    expect(codeOf(devices.begin("wall", agent))).toBe("too_many");
    clock.now += 10 * minute;
    expect(codeOf(devices.begin("wall", agent))).toBe("granted");
  });
});

describe("[SCR-1] device tokens", () => {
  it("survive a restart, kept hashed", async () => {
    const made = await room();
    const token = await paired(made);
    expect(token).toHaveLength(43);
    await made.secrets.close();
    expect(await readFile(made.path, "utf8")).not.toContain(token);
    expect(value((await made.open()).devices.deviceOf(token))).toEqual(wall);
  });

  it("are not told before they are durable", async () => {
    const folder = await tempFolder();
    const disk = createNodeDisk();
    let isFull = false;
    const { devices } = await openRoom({
      folder,
      clock: { now: noon },
      disk: { ...disk, rename: (from, to) => (isFull ? Promise.reject(new Error("EIO")) : disk.rename(from, to)) },
    });
    const { code, secret } = value(devices.begin("wall", agent));
    value(devices.approve(code, wall, "admin"));
    isFull = true;
    await expect(devices.collect(secret)).rejects.toBeInstanceOf(StorageFailed);
    expect(devices.devices()).toEqual([]);
    isFull = false;
    expect(await devices.collect(secret)).toMatchObject({ kind: "paired" });
  });

  it("revoked ones say so, for ever; forged ones are unknown", async () => {
    const made = await room();
    const token = await paired(made);
    value(await made.devices.revoke(wall.screen));
    expect(codeOf(made.devices.deviceOf(token))).toBe("screen_revoked");
    expect(codeOf(made.devices.deviceOf(`${token}x`))).toBe("screen_unknown");
    expect(made.devices.devices()).toEqual([]);
    const before = made.secrets.read();
    value(await made.devices.revoke(wall.screen));
    expect(made.secrets.read()).toBe(before);
    await made.secrets.close();
    const again = await made.open();
    expect(codeOf(again.devices.deviceOf(token))).toBe("screen_revoked");
    expect(codeOf(await again.devices.revoke(screenId("nowhere")))).toBe("screen_unknown");
    expect(codeOf(await again.devices.roll(wall.screen))).toBe("screen_unknown");
  });

  it("revoking ends an approved pairing that was not collected yet", async () => {
    const { devices } = await room();
    const { code, secret } = value(devices.begin("wall", agent));
    value(devices.approve(code, wall, "admin"));
    value(await devices.revoke(wall.screen));
    expect(await devices.collect(secret)).toEqual({ kind: "expired" });
  });

  it("a screen paired again has a new token, the old one is dead", async () => {
    const made = await room();
    const old = await paired(made);
    const fresh = await paired(made);
    expect(codeOf(made.devices.deviceOf(old))).toBe("screen_unknown");
    expect(codeOf(made.devices.deviceOf(fresh))).toBe("granted");
  });

  it("rolled: the old one holds until the new one is used, also over a restart", async () => {
    const made = await room();
    const old = await paired(made);
    const lost = value(await made.devices.roll(wall.screen)).token;
    const fresh = value(await made.devices.roll(wall.screen)).token;
    expect(codeOf(made.devices.deviceOf(lost))).toBe("screen_unknown");
    expect(codeOf(made.devices.deviceOf(old))).toBe("granted");
    await made.secrets.close();
    const again = await made.open();
    expect(codeOf(again.devices.deviceOf(old))).toBe("granted");
    expect(value(again.devices.deviceOf(fresh))).toEqual(wall);
    expect(codeOf(again.devices.deviceOf(old))).toBe("screen_unknown");
    await again.secrets.close();
    const third = await made.open();
    expect(codeOf(third.devices.deviceOf(old))).toBe("screen_unknown");
    expect(codeOf(third.devices.deviceOf(fresh))).toBe("granted");
  });
});
