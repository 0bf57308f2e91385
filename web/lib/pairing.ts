// A screen without a token asks for a code, shows it, and collects its token once a person has approved it at the desk. [SCR-1]

import * as v from "valibot";

export type PairingProfile = "wall" | "kiosk";

export type PairingState =
  | { readonly state: "asking" }
  /** `expiresAt` on the server's clock, ms. */
  | { readonly state: "showing"; readonly code: string; readonly expiresAt: number }
  | { readonly state: "unreachable" }
  | { readonly state: "paired"; readonly token: string };

export type Pairing = { readonly close: () => void };

export type PairingDeps = {
  readonly profile: PairingProfile;
  /** Sends JSON to a door of the server and gives back JSON; throws where no answer came. */
  readonly ask: (path: string, body: unknown) => Promise<unknown>;
  /** Calls back after so many ms unless the answer is called first. */
  readonly after: (ms: number, then: () => void) => () => void;
  readonly onState: (state: PairingState) => void;
};

const begun = v.object({ code: v.string(), secret: v.string(), expiresAt: v.number() });
const collected = v.variant("state", [
  v.object({ state: v.literal("pending") }),
  v.object({ state: v.literal("expired") }),
  v.object({ state: v.literal("token"), token: v.string() }),
]);

export const pollEvery = 2_000;
export const retryEvery = 5_000;

/** Goes on for ever: an expired code is followed by a new one, a silent server is asked again. */
export const createPairing = ({ profile, ask, after, onState }: PairingDeps): Pairing => {
  let cancel: () => void = () => undefined;
  let closed = false;
  const later = (ms: number, then: () => void): void => {
    if (!closed) cancel = after(ms, then);
  };

  const collect = async (secret: string): Promise<void> => {
    const answer = v.safeParse(collected, await heard("/api/v1/screens/collect", { secret }));
    if (closed) return;
    // No answer: the code stays on the glass, for it may still be good.
    if (!answer.success || answer.output.state === "pending") return later(pollEvery, () => void collect(secret));
    if (answer.output.state === "expired") return void begin();
    onState({ state: "paired", token: answer.output.token });
  };

  const begin = async (): Promise<void> => {
    const answer = v.safeParse(begun, await heard("/api/v1/screens/begin", { profile }));
    if (closed) return;
    if (!answer.success) {
      onState({ state: "unreachable" });
      return later(retryEvery, () => void begin());
    }
    const { code, secret, expiresAt } = answer.output;
    onState({ state: "showing", code, expiresAt });
    later(pollEvery, () => void collect(secret));
  };

  const heard = async (path: string, body: unknown): Promise<unknown> => {
    try {
      return await ask(path, body);
    } catch (error) {
      // A line that is down and an answer that is no JSON are told the same way: nothing was heard.
      if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
      throw error;
    }
  };

  onState({ state: "asking" });
  void begin();
  return {
    close: () => {
      closed = true;
      cancel();
    },
  };
};

/** `ask` over HTTP on the page's own origin. */
export const askServer = async (path: string, body: unknown): Promise<unknown> => {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.json();
};

/** `482917` as it is read aloud and typed: two halves. */
export const codeHalves = (code: string): readonly [string, string] => {
  const clean = code.replace(/[\s-]/g, "");
  const half = Math.ceil(clean.length / 2);
  return [clean.slice(0, half), clean.slice(half)];
};
