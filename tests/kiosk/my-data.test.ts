// The kiosk's side of one's own data: where a phone opens it, leaves that cut nothing, one step back at a time, and a door that never lies. [ORG-2]

import { describe, expect, test } from "vitest";
import { behind } from "../../kiosk/behind.ts";
import { begin, typed } from "../../kiosk/input/typing.ts";
import { leavesOf } from "../../kiosk/mydata/leaves.ts";
import { createOwnDoor, phoneLink } from "../../kiosk/mydata/own-door.ts";
import { behindCorrect, correcting } from "../../kiosk/mydata/own-pages.ts";
import type { Page } from "../../kiosk/pages.ts";
import type { Person } from "../../kiosk/person.ts";
import { advance, wiped } from "../../kiosk/session.ts";

const person: Person = { kind: "badge", badge: "BADGE1001" };

describe("[ORG-2] the address in the code", () => {
  const code = { path: "/my-data/x", bases: ["http://10.0.0.7:8080", "http://localhost:8080"] };
  test("is the one under which the kiosk was opened; on the server itself, one of the network", () => {
    expect(phoneLink("https://board.site.lan", code)).toBe("https://board.site.lan/my-data/x");
    for (const own of ["http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"])
      expect(phoneLink(own, code)).toBe("http://10.0.0.7:8080/my-data/x");
    expect(phoneLink("http://localhost:8080", { ...code, bases: [] })).toBe("http://localhost:8080/my-data/x");
  });
});

test("[§C] every line stands on a leaf, in order, and a long one takes its rows from the others", () => {
  const lines = Array.from({ length: 20 }, (_, n) => ({
    what: `第 ${n} 项`,
    value: n % 5 === 0 ? "长".repeat(60) : "短",
  }));
  const leaves = leavesOf(lines, { em: 20, rows: 11 });
  expect(leaves.flat()).toEqual(lines);
  expect(leaves[0]?.length).toBeLessThan(4);
  expect(leavesOf([{ what: "", value: "长".repeat(900) }], { em: 20, rows: 11 })).toHaveLength(1);
  expect(leavesOf([], { em: 20, rows: 11 })).toEqual([]);
});

test("[ORG-2] 返回 goes one step: from the word to the thing, to the field, to the data, to his own page", () => {
  const field = correcting(person, "qualification");
  const thing = { ...field, about: "电工证", words: "有效期不对" };
  expect(behindCorrect(thing)).toEqual({ ...field, about: undefined, words: "" });
  expect(behindCorrect(field)).toEqual(correcting(person));
  const data = behindCorrect(correcting(person));
  expect(data).toMatchObject({ at: "mydata", part: "register" });
  expect(behind(data)).toMatchObject({ at: "mine" });
});

test.each(["shifts", "kept", "take", "look"] as const)(
  "[ORG-2] 返回 in %s of his data leads to its first leaf, to the first part, and only then out",
  (part) => {
    const page: Page = { at: "mydata", person, part, sheet: 2 };
    const back = [behind(page), behind(behind(page)), behind(behind(behind(page)))];
    expect(back).toEqual([
      { ...page, sheet: 0 },
      { ...page, part: "register", sheet: 0 },
      { at: "mine", person, sheet: 0 },
    ]);
  },
);

test("[SCR-2] while he writes of his own affairs another's badge is no partner's: it takes over, and the words are gone", () => {
  const page: Page = {
    at: "words",
    person,
    of: correcting(person, "crew"),
    typing: begin("二号"),
    typed,
    board: "nine",
  };
  const { session, effects } = advance({ ...wiped(0, 0), page }, { type: "badge", code: "BADGE1002", now: 1 });
  expect(effects).toMatchObject([{ kind: "identify", request: { badge: "BADGE1002" } }]);
  expect(JSON.stringify(session)).not.toContain("二号");
});

describe("[ORG-2] the door of his data", () => {
  const door = (fetcher: typeof fetch) =>
    createOwnDoor({ fetcher, token: () => "t".repeat(43), newId: () => "id-1", now: () => 7 });
  test("an act goes with the PIN's proof, an id and a time, and without cookies; the answer is taken as it is", async () => {
    const sent: [unknown, RequestInit | undefined][] = [];
    const asked = await door(async (path, init) => {
      sent.push([path, init]);
      return Response.json({ kind: "refused", refusal: { code: "correction_waits" } }, { status: 409 });
    }).act("proof", { type: "AskCorrection", field: "crew", about: "", wanted: "乙班" });
    expect(asked).toEqual({ ok: false, refusal: { code: "correction_waits" } });
    expect(sent[0]?.[0]).toBe("/api/v1/my-data/act");
    expect(sent[0]?.[1]).toMatchObject({ credentials: "omit", cache: "no-store" });
    expect(JSON.parse(String(sent[0]?.[1]?.body))).toMatchObject({
      id: "id-1",
      at: 7,
      as: { proof: "proof" },
      wanted: "乙班",
    });
  });
  test("no line, another's page instead of an answer, or a code that nobody knows: nothing is known to be recorded", async () => {
    const unsure = { ok: false, refusal: { code: "no_answer" } };
    expect(await door(() => Promise.reject(new TypeError("failed"))).data("proof", "en")).toEqual(unsure);
    expect(await door(async () => new Response("<html>")).data("proof", "en")).toEqual(unsure);
    expect(
      await door(async () => Response.json({ refusal: { code: "made-up" } }, { status: 409 })).data("p", "en"),
    ).toEqual(unsure);
  });
});
