// The phone's questions to the server: here are my scans, and what are the checkpoints called?

import type { ScanAnswer, ScanNames } from "../../domain/patrols/scan-report.ts";
import { asTold, type Scan } from "./scan.ts";
import type { Told } from "./sender.ts";

/** A report that is not answered by then is sent again under the same ids, ms. */
const patience = 30_000;

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
  const ask = async (init: RequestInit): Promise<Response | undefined> => {
    const given = new AbortController();
    const timer = setTimeout(() => given.abort(), patience);
    try {
      const headers = { authorization: `Bearer ${deps.token() ?? ""}`, "accept-language": deps.lang };
      const response = await fetch("/api/v1/scans", { ...init, headers, signal: given.signal });
      // A line that breaks within the body is a line that broke.
      const body = await response.text();
      return new Response(body, { status: response.status });
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
      const told = { now: deps.now(), scans: scans.map(asTold) };
      const response = await ask({ method: "POST", body: JSON.stringify(told) });
      if (response === undefined || response.status >= 500 || response.status === 429) return { kind: "no-line" };
      const said: { readonly answers?: readonly ScanAnswer[]; readonly message?: string } = await response.json();
      if (response.ok && said.answers !== undefined) return { kind: "answered", answers: said.answers };
      return { kind: "stopped", message: said.message ?? String(response.status) };
    },
    names: async () => {
      const response = await ask({});
      return response?.ok === true ? response.json() : undefined;
    },
  };
};
