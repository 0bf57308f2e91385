// Who may come to the desk: first start by link, sign-in by password, or straight in where a session or a rehearsal opens it.

import type { Doors, Person } from "./doors.ts";
import { setupToken } from "./route.ts";

export type Gate =
  | { readonly at: "asking"; readonly lost: boolean }
  | { readonly at: "setup"; readonly token: string }
  | { readonly at: "sign-in" }
  | { readonly at: "in"; readonly person: Person };

const askAgainAfter = 3000;

export const createGate = (doors: Pick<Doors, "me" | "signOut">, hash: () => string) => {
  const token = setupToken(hash());
  let gate = $state.raw<Gate>(token === undefined ? { at: "asking", lost: false } : { at: "setup", token });

  const ask = async (): Promise<void> => {
    const answer = await doors.me();
    switch (answer.kind) {
      case "ok":
        gate = { at: "in", person: answer.value };
        return;
      case "refused":
        gate = { at: "sign-in" };
        return;
      case "unreachable":
      case "not-understood":
      case "too-large":
        gate = { at: "asking", lost: true };
        setTimeout(ask, askAgainAfter);
    }
  };
  if (token === undefined) void ask();

  return {
    get is() {
      return gate;
    },
    /** After a sign-in or set-up: who am I now? */
    ask,
    out: async (): Promise<void> => {
      await doors.signOut();
      gate = { at: "sign-in" };
    },
    toSignIn: (): void => {
      gate = { at: "sign-in" };
    },
  };
};
