// Who stands before the desk is told where to go on: a spent link leads to the sign-in, an empty server to its one-time link.

import { expect, test } from "vitest";
import { createGate } from "../../web/desk/gate.svelte.ts";

type State = "open" | "needed" | "done";
const gateAt = async (hash: string, state: State) => {
  const asked: string[] = [];
  const gate = createGate(
    {
      me: () => Promise.resolve({ kind: "refused", refusal: { code: "not_signed_in" }, rows: [] }),
      signOut: () => Promise.resolve({ kind: "ok", value: { kind: "ok" } }),
      setUpState: (token) => {
        asked.push(token);
        return Promise.resolve({ kind: "ok", value: { state } });
      },
    },
    () => hash,
  );
  for (let n = 0; n < 10; n++) await Promise.resolve();
  return { gate: gate.is, asked };
};

test("an open link leads to the form, a used one says so at once", async () => {
  expect(await gateAt("#setup=abc", "open")).toEqual({ gate: { at: "setup", token: "abc" }, asked: ["abc"] });
  expect((await gateAt("#setup=abc", "done")).gate).toEqual({ at: "sign-in", note: "used" });
  expect((await gateAt("#setup=abc", "needed")).gate).toEqual({ at: "sign-in", note: "set-up-first" });
});

test("without a link, an empty server names it and any other asks for the password", async () => {
  expect((await gateAt("", "needed")).gate).toEqual({ at: "sign-in", note: "set-up-first" });
  expect((await gateAt("", "done")).gate).toEqual({ at: "sign-in", note: "none" });
});
