// The phone's questions to the server: here are my scans, and what are the checkpoints called?

import type { ScanAnswer, ScanNames } from "../../domain/patrols/scan-report.ts";
import { asTold, type Scan } from "./scan.ts";
import type { Told } from "./sender.ts";

/** A report that is not answered by then is sent again under the same ids, ms. */
const patience = 30_000;

type Answered = { readonly ok: boolean; readonly status: number; readonly body: string };

export type Door = {
  readonly tell: (scans: readonly Scan[]) => Promise<Told>;
  /** Undefined where the server did not answer, or does not know this phone. */
  readonly names: () => Promise<ScanNames | undefined>;
};

export const createDoor = (deps: {
  readonly token: () => string | undefined;
  readonly lang: string;
  readonly now: () => number;
}): Door => {
  const ask = async (init: RequestInit): Promise<Answered | undefined> => {
    const given = new AbortController();
    const timer = setTimeout(() => given.abort(), patience);
    try {
      const headers = { authorization: `Bearer ${deps.token() ?? ""}`, "accept-language": deps.lang };
      const response = await fetch("/api/v1/scans", { ...init, headers, signal: given.signal });
      // A line that breaks within the body is a line that broke.
      return { ok: response.ok, status: response.status, body: await response.text() };
    } catch (error) {
      // fetch says TypeError where there is no line, DOMException where we gave up.
      if (error instanceof TypeError || error instanceof DOMException) return undefined;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    tell: async (scans) => {
      const response = await ask({
        method: "POST",
        body: JSON.stringify({ now: deps.now(), scans: scans.map(asTold) }),
      });
      const said = response === undefined ? undefined : parsed<Said>(response.body);
      // No JSON: a proxy whose server is away, or the page of a network that wants a sign-in first.
      if (response === undefined || said === undefined || response.status >= 500 || response.status === 429)
        return { kind: "no-line" };
      if (response.ok && said.answers !== undefined) return { kind: "answered", answers: said.answers };
      return { kind: "stopped", message: said.message ?? String(response.status) };
    },
    names: async () => {
      const response = await ask({});
      return response?.ok === true ? parsed<ScanNames>(response.body) : undefined;
    },
  };
};

type Said = { readonly answers?: readonly ScanAnswer[]; readonly message?: string };

/** Our own server's answer; undefined where somebody else answered. */
const parsed = <T extends object>(text: string): T | undefined => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
