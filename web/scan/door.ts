// The phone's questions to the server: here are my scans, here is what I found, and what are the checkpoints called?

import type { ScanAnswer, ScanNames } from "../../domain/patrols/scan-report.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { asFound, asTold, type CheckIn, type Finding, type Scan } from "./scan.ts";
import type { Told } from "./sender.ts";

/** A report that is not answered by then is sent again under the same ids, ms. */
const patience = 30_000;
/** A photo has as long as the worst line needs for it: bytes in a ms. */
const slowest = 2;

type Answered = { readonly ok: boolean; readonly status: number; readonly body: string };

export type Door = {
  readonly tell: (scans: readonly (Scan | CheckIn)[]) => Promise<Told>;
  /** One at a time: each brings its photo. */
  readonly found: (finding: Finding) => Promise<Told>;
  /** Undefined where the server did not answer, or does not know this phone. */
  readonly names: () => Promise<ScanNames | undefined>;
};

export const createDoor = (deps: {
  readonly token: () => string | undefined;
  readonly lang: string;
  readonly now: () => number;
}): Door => {
  const ask = async (path: "scans" | "findings", init: RequestInit, bytes = 0): Promise<Answered | undefined> => {
    const given = new AbortController();
    const timer = setTimeout(() => given.abort(), patience + bytes / slowest);
    try {
      const headers = { authorization: `Bearer ${deps.token() ?? ""}`, "accept-language": deps.lang };
      const response = await fetch(`/api/v1/${path}`, { ...init, headers, signal: given.signal });
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
      const response = await ask("scans", {
        method: "POST",
        body: JSON.stringify({ now: deps.now(), scans: scans.map(asTold) }),
      });
      const said = response === undefined ? undefined : parsed<Said>(response.body);
      // No JSON: a proxy whose server is away, or the page of a network that wants a sign-in first.
      if (response === undefined || said === undefined || isAway(response)) return { kind: "no-line" };
      if (response.ok && said.answers !== undefined) return { kind: "answered", answers: said.answers };
      return { kind: "stopped", message: said.message ?? String(response.status) };
    },
    found: async (finding) => {
      const body = new FormData();
      body.append("finding", JSON.stringify(asFound(finding, deps.now())));
      if (finding.photo !== undefined) body.append("photo", finding.photo, "photo");
      const response = await ask("findings", { method: "POST", body }, finding.photo?.size ?? 0);
      const said = response === undefined ? undefined : parsed<Taken>(response.body);
      if (response === undefined || said === undefined) return { kind: "no-line" };
      if (response.status === 429 && said.message !== undefined) return { kind: "later", message: said.message };
      if (isAway(response)) return { kind: "no-line" };
      const { id } = finding;
      const note = said.photo?.message;
      if (response.ok && said.kind === "ok")
        return { kind: "answered", answers: [{ id, kind: "ok", ...(note === undefined ? {} : { note }) }] };
      const message = said.message ?? String(response.status);
      // The phone itself is not known, or no more: then nothing of it is heard.
      if ([401, 403, 404, 410].includes(response.status) || said.refusal === undefined)
        return { kind: "stopped", message };
      return { kind: "answered", answers: [{ id, kind: "refused", refusal: said.refusal, message }] };
    },
    names: async () => {
      const response = await ask("scans", {});
      return response?.ok === true ? parsed<ScanNames>(response.body) : undefined;
    },
  };
};

type Said = { readonly answers?: readonly ScanAnswer[]; readonly message?: string };

type Taken = {
  readonly kind?: string;
  readonly message?: string;
  readonly refusal?: Refusal;
  readonly photo?: { readonly message: string };
};

/** The server cannot record now, or asks for patience: what waits is sent again. */
const isAway = ({ status }: Answered): boolean => status >= 500 || status === 429;

/** Our own server's answer; undefined where somebody else answered. */
const parsed = <T extends object>(text: string): T | undefined => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
