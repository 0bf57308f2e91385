// What stands in the codes that the desk prints and shows is what the phone's page reads. [PAT-1]

import { describe, expect, test } from "vitest";
import { originIn, phoneLink, signLink } from "../../web/desk/signs/sign-links.ts";
import { signOfLink, tokenOf } from "../../web/scan/sign.ts";

describe("[PAT-1] codes of signs and phones", () => {
  test.each([
    ["r-birch", "birch-1"],
    ["r1", "c.1"],
    ["北线", "沟口 & 3#"],
  ])("the sign of %s, %s opens as that checkpoint", (route, checkpoint) => {
    const link = signLink("https://192.168.1.8:8080", route, checkpoint);
    expect(new URL(link).pathname).toBe("/scan");
    expect(signOfLink(link)).toEqual({ route, checkpoint });
  });

  test("the phone's link brings its token behind the #, where no server's log sees it", () => {
    const token = "abcdefghijklmnopqrstuvwxyz_-0123456789ABCDE";
    const link = phoneLink("https://board.lan", token);
    expect(tokenOf(new URL(link).hash)).toBe(token);
    expect(`${new URL(link).pathname}${new URL(link).search}`).toBe("/scan");
  });

  test.each([
    ["https://192.168.1.8:8080", "https://192.168.1.8:8080"],
    [" http://board.lan/desk#/signs ", "http://board.lan"],
    ["board.lan", undefined],
    ["ftp://board.lan", undefined],
    ["https://", undefined],
    ["", undefined],
  ])("an address typed as %j", (text, origin) => {
    expect(originIn(text)).toBe(origin);
  });
});
