// People at the desk: the first admin's link, passwords, sessions, and what guessing costs.

import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { unitId } from "../../domain/ids.ts";
import { dayLength, hour, minute, second } from "../../domain/time.ts";
import type { Scrypt } from "../../server/access/scrypt.ts";
import { codeOf, createTestRandom, noon, openRoom, root, secondsOf, tempFolder, value } from "./access-kit.ts";

const password = "松涛里的灯塔不灭 42";
const room = async (extra: { readonly scrypt?: Scrypt } = {}) => {
  const folder = await tempFolder();
  const clock = { now: noon };
  const random = createTestRandom();
  const open = () => openRoom({ folder, clock, random, ...extra });
  return { clock, open, ...(await open()) };
};
const withAdmin = async () => {
  const made = await room();
  const link = await made.people.setupToken();
  value(await made.people.setUp(link?.token ?? "", "admin", "王小明", password));
  return made;
};
const signedIn = async (made: Awaited<ReturnType<typeof withAdmin>>, address = "10.0.0.1") =>
  value(await made.people.signIn("admin", password, address)).token;

describe("the first admin", () => {
  it("is made by the link, once, and signs in", async () => {
    const { people } = await room();
    const link = await people.setupToken();
    expect(link?.token).toHaveLength(43);
    const admin = value(await people.setUp(link?.token ?? "", " Admin ", "王小明", password));
    expect(admin).toMatchObject({ login: "admin", role: "admin" });
    expect(codeOf(await people.setUp(link?.token ?? "", "second", "李江", password))).toBe("setup_used");
    expect(await people.setupToken()).toBeUndefined();
    expect(codeOf(await people.signIn("ADMIN", password, "10.0.0.1"))).toBe("granted");
  });

  it("is asked for until there is one: this link, another link, none any more", async () => {
    const { people } = await room();
    const link = (await people.setupToken())?.token ?? "";
    expect([people.setUpState(link), people.setUpState("another"), people.setUpState("")]).toEqual([
      "open",
      "needed",
      "needed",
    ]);
    value(await people.setUp(link, "admin", "王小明", password));
    expect([people.setUpState(link), people.setUpState("")]).toEqual(["done", "done"]);
  });

  it("is one only when two use the link at the same moment", async () => {
    const { people } = await room();
    const token = (await people.setupToken())?.token ?? "";
    const both = await Promise.all([
      people.setUp(token, "first", "王小明", password),
      people.setUp(token, "second", "李江", password),
    ]);
    expect(both.map(codeOf).toSorted()).toEqual(["granted", "setup_used"]);
    expect(people.accounts()).toHaveLength(1);
  });

  it("needs the right link within 24 h; a refused password does not spend it", async () => {
    const { people, clock } = await room();
    const token = (await people.setupToken())?.token ?? "";
    expect(codeOf(await people.setUp(`${token}x`, "admin", "王小明", password))).toBe("setup_used");
    expect(codeOf(await people.setUp(token, "admin", "王小明", "short"))).toBe("password_weak");
    clock.now += dayLength;
    expect(codeOf(await people.setUp(token, "admin", "王小明", password))).toBe("setup_used");
  });

  it("gets a new link at the next start, and the old one ends", async () => {
    const { people, secrets, open } = await room();
    const old = (await people.setupToken())?.token ?? "";
    await secrets.close();
    const again = (await open()).people;
    const fresh = (await again.setupToken())?.token ?? "";
    expect(codeOf(await again.setUp(old, "admin", "王小明", password))).toBe("setup_used");
    expect(codeOf(await again.setUp(fresh, "admin", "王小明", password))).toBe("granted");
  });
});

describe("passwords", () => {
  it.each([
    ["123456789", "password_weak"],
    ["1234567890", "password_weak"],
    ["Password123", "password_weak"],
    ["woaini1314", "password_weak"],
    ["aaaaaaaaaaaa", "password_weak"],
    ["dispatcher.one", "password_weak"],
    ["ＷＯＡＩＮＩ１３１４", "password_weak"],
    ["十个汉字也是够长的密", "granted"],
    ["horse stapler 9", "granted"],
  ])("%s → %s", async (tried, code) => {
    const { people } = await room();
    const account = { login: "Dispatcher.One", name: "李江", role: "duty-officer", unit: root } as const;
    expect(codeOf(await people.addAccount(account, tried))).toBe(code);
  });

  it("are kept as scrypt hashes only", async () => {
    const { path } = await withAdmin();
    const text = await readFile(path, "utf8");
    expect(text).toContain("scrypt$");
    expect(text).not.toContain(password);
  });

  it("belong to one account each: a taken or malformed name is refused", async () => {
    const { people } = await withAdmin();
    const account = { name: "李江", role: "foreman", unit: root } as const;
    expect(codeOf(await people.addAccount({ ...account, login: "ADMIN" }, password))).toBe("login_taken");
    expect(codeOf(await people.addAccount({ ...account, login: "a b" }, password))).toBe("malformed");
    expect(codeOf(await people.addAccount({ ...account, login: "li", name: " " }, password))).toBe("malformed");
  });
});

describe("sessions", () => {
  it("name the account as it is now, with the site's root for who answers for the whole site", async () => {
    const made = await withAdmin();
    const token = await signedIn(made);
    expect(value(made.people.sessionOf(token))).toEqual({
      kind: "person",
      login: "admin",
      name: "王小明",
      role: "admin",
      unit: root,
    });
    const unit = unitId("station-3");
    value(await made.people.addAccount({ login: "li", name: "李江", role: "foreman", unit }, password));
    const other = value(await made.people.signIn("li", password, "10.0.0.1")).token;
    expect(value(made.people.sessionOf(other))).toMatchObject({ login: "li", role: "foreman", unit });
  });

  it("survive a restart and are kept hashed", async () => {
    const made = await withAdmin();
    const token = await signedIn(made);
    await made.secrets.close();
    expect(await readFile(made.path, "utf8")).not.toContain(token);
    expect(codeOf((await made.open()).people.sessionOf(token))).toBe("granted");
  });

  it("end 12 h after the last look, and 7 d after they began", async () => {
    const made = await withAdmin();
    const idle = await signedIn(made);
    made.clock.now += 12 * hour - 1;
    expect(codeOf(made.people.sessionOf(idle))).toBe("granted");
    made.clock.now += 12 * hour;
    expect(codeOf(made.people.sessionOf(idle))).toBe("not_signed_in");
    const busy = await signedIn(made);
    const began = made.clock.now;
    while (made.clock.now < began + 7 * dayLength - hour) {
      made.clock.now += hour;
      expect(codeOf(made.people.sessionOf(busy))).toBe("granted");
    }
    made.clock.now = began + 7 * dayLength;
    expect(codeOf(made.people.sessionOf(busy))).toBe("not_signed_in");
  });

  it("are extended across a restart", async () => {
    const made = await withAdmin();
    const token = await signedIn(made);
    made.clock.now += 8 * hour;
    made.people.sessionOf(token);
    await made.secrets.close();
    made.clock.now += 8 * hour;
    expect(codeOf((await made.open()).people.sessionOf(token))).toBe("granted");
  });

  it("end with sign-out, a new password and the account; a forged token is none", async () => {
    const made = await withAdmin();
    const { people } = made;
    const token = await signedIn(made);
    await people.signOut(token);
    expect(codeOf(people.sessionOf(token))).toBe("not_signed_in");
    expect(codeOf(people.sessionOf("forged"))).toBe("not_signed_in");
    const before = await signedIn(made);
    value(await people.setPassword("admin", `${password} new`));
    expect(codeOf(people.sessionOf(before))).toBe("not_signed_in");
    expect(codeOf(await people.signIn("admin", password, "10.0.0.1"))).toBe("login_wrong");
    value(await people.addAccount({ login: "li", name: "李江", role: "foreman", unit: root }, password));
    const li = value(await people.signIn("li", password, "10.0.0.1")).token;
    value(await people.removeAccount("li"));
    expect(codeOf(people.sessionOf(li))).toBe("not_signed_in");
    expect(codeOf(await people.removeAccount("admin"))).toBe("forbidden");
  });

  it("are bounded per account: the oldest makes room", async () => {
    const made = await withAdmin();
    const tokens: string[] = [];
    for (let i = 0; i < 21; i += 1) tokens.push(await signedIn(made));
    expect(made.secrets.read().sessions).toHaveLength(20);
    expect(tokens.map((token) => codeOf(made.people.sessionOf(token))).filter((code) => code !== "granted")).toEqual([
      "not_signed_in",
    ]);
    expect(codeOf(made.people.sessionOf(tokens[0] ?? ""))).toBe("not_signed_in");
  });
});

describe("guessing at the desk", () => {
  it("an unknown name costs the same hash and gets the same answer as a wrong password", async () => {
    const verified: (string | undefined)[] = [];
    const scrypt: Scrypt = {
      hash: async () => "scrypt$16$8$1$c2FsdA$a2V5",
      verify: async (_, kept) => {
        verified.push(kept);
        return "no_match";
      },
    };
    const { people } = await room({ scrypt });
    value(await people.addAccount({ login: "li", name: "李江", role: "foreman", unit: root }, password));
    expect(await people.signIn("li", "wrong password", "10.0.0.1")).toEqual(
      await people.signIn("nobody", "wrong password", "10.0.0.1"),
    );
    expect(verified).toEqual(["scrypt$16$8$1$c2FsdA$a2V5", undefined]);
  });

  it("5 misses → 30 s, doubling to 1 h, per name and address; a success forgets them", async () => {
    const made = await withAdmin();
    const { people, clock } = made;
    const miss = (login = "admin", address = "10.0.0.9") => people.signIn(login, "not the password", address);
    for (let i = 0; i < 5; i += 1) expect(codeOf(await miss())).toBe("login_wrong");
    const locks: unknown[] = [];
    for (let i = 0; i < 9; i += 1) {
      const locked = await miss();
      expect(codeOf(locked)).toBe("locked");
      expect(codeOf(await people.signIn("admin", password, "10.0.0.9"))).toBe("locked");
      const seconds = Number(secondsOf(locked));
      locks.push(seconds);
      clock.now += seconds * second - 1;
      expect(codeOf(await miss())).toBe("locked");
      clock.now += 1;
      expect(codeOf(await miss())).toBe("login_wrong");
    }
    expect(locks).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
    expect(codeOf(await people.signIn("admin", password, "10.0.0.1"))).toBe("granted");
    clock.now += hour;
    expect(codeOf(await people.signIn("admin", password, "10.0.0.9"))).toBe("granted");
    expect(codeOf(await miss())).toBe("login_wrong");
    expect(codeOf(await people.signIn("admin", password, "10.0.0.9"))).toBe("granted");
  });

  it("guesses sent all at once are all counted", async () => {
    const { people } = await withAdmin();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => people.signIn("admin", `guess number ${i}`, "10.0.0.9")),
    );
    expect(answers.filter((answer) => codeOf(answer) === "login_wrong")).toHaveLength(5);
    expect(answers.filter((answer) => codeOf(answer) === "locked")).toHaveLength(15);
  });

  it("one address that tries many names is stopped as well, and an unknown name locks like a known one", async () => {
    const { people } = await withAdmin();
    for (let i = 0; i < 20; i += 1) await people.signIn(`name${i}`, "not the password", "10.0.0.9");
    expect(codeOf(await people.signIn("admin", password, "10.0.0.9"))).toBe("locked");
    for (let i = 0; i < 5; i += 1) await people.signIn("nobody", "not the password", "10.0.0.8");
    expect(codeOf(await people.signIn("nobody", "not the password", "10.0.0.8"))).toBe("locked");
  });

  it("the lock outlives a restart and keeps no typed name", async () => {
    const made = await withAdmin();
    for (let i = 0; i < 5; i += 1) await made.people.signIn("typed-secret", "not the password", "10.0.0.9");
    await made.secrets.close();
    expect(await readFile(made.path, "utf8")).not.toContain("typed-secret");
    const again = await made.open();
    expect(codeOf(await again.people.signIn("typed-secret", password, "10.0.0.9"))).toBe("locked");
  });

  it("misses fade by one an hour, and a clock set back locks for an hour at most", async () => {
    const { people, clock } = await withAdmin();
    for (let i = 0; i < 4; i += 1) await people.signIn("admin", "not the password", "10.0.0.9");
    clock.now += hour;
    expect(codeOf(await people.signIn("admin", "not the password", "10.0.0.9"))).toBe("login_wrong");
    expect(codeOf(await people.signIn("admin", "not the password", "10.0.0.9"))).toBe("login_wrong");
    clock.now -= 300 * dayLength;
    expect(Number(secondsOf(await people.signIn("admin", password, "10.0.0.9")))).toBe(3600);
    clock.now += 300 * dayLength + minute;
    expect(codeOf(await people.signIn("admin", password, "10.0.0.9"))).toBe("granted");
  });

  it("a full queue of hashes refuses without counting", async () => {
    const scrypt: Scrypt = { hash: async () => "scrypt$16$8$1$c2FsdA$a2V5", verify: async () => "busy" };
    const { people, secrets } = await room({ scrypt });
    expect(codeOf(await people.signIn("admin", password, "10.0.0.9"))).toBe("too_many");
    expect(secrets.read().attempts).toEqual({});
  });
});
