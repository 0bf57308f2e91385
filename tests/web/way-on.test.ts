// From a form to the record that it made.

import { afterEach, expect, test, vi } from "vitest";
import { wayOn } from "../../web/desk/parts/way-on.ts";

afterEach(() => vi.unstubAllGlobals());

test("a form that is recorded leads to its record; whoever has gone elsewhere before the answer came stays there", () => {
  const at = { hash: "#/findings/+" };
  vi.stubGlobal("location", at);
  const goOn = wayOn();
  goOn("#/findings/1");
  expect(at.hash).toBe("#/findings/1");
  const late = wayOn();
  at.hash = "#/signs/r-1";
  late("#/findings/2");
  expect(at.hash).toBe("#/signs/r-1");
});
