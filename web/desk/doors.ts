// The HTTP doors that the desk knocks at: one function a door, each answer parsed once, a failure told as a sentence.

import * as v from "valibot";
import { delivery, type HookChange, type HookDraft, hookList, hookView } from "../../domain/alarms/webhook.ts";
import type { PhotoKind } from "../../domain/cases/case-photo.ts";
import { roles } from "../../domain/decider.ts";
import type { Datum, Profile } from "../../domain/patrols/track.ts";
import { isRefusalCode, type Lang, type Refusal, refusalText } from "../../domain/refusals.ts";
import type { PlanTone } from "../../domain/site/plan.ts";
import type { ScreenLayout, Profile as ScreenProfile } from "../../domain/site/screens.ts";

/** What a door answers. `unreachable`: nothing is known to have been recorded. */
export type Answer<T> =
  | { readonly kind: "ok"; readonly value: T }
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly rows: readonly WrongRow[] }
  | { readonly kind: "too-large" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "not-understood" };

const person = v.object({
  login: v.string(),
  name: v.string(),
  role: v.picklist(roles),
  unit: v.string(),
  rehearsal: v.optional(v.boolean(), false),
  /** Acts that this person's role may do; absent where the server does not say. */
  may: v.optional(v.pipe(v.array(v.string()), v.readonly())),
});
export type Person = Readonly<v.InferOutput<typeof person>>;

const account = v.object({ login: v.string(), name: v.string(), role: v.picklist(roles), unit: v.string() });
export type Account = Readonly<v.InferOutput<typeof account>>;
const accounts = v.pipe(v.array(account), v.readonly());

const effort = v.object({ day: v.string(), metres: v.number(), ms: v.number() });
const trackCounts = v.object({
  file: v.object({ name: v.string(), points: v.number() }),
  fixes: v.number(),
  excluded: v.pipe(v.record(v.string(), v.number()), v.readonly()),
  segments: v.number(),
  km: v.number(),
  hours: v.number(),
  days: v.pipe(v.array(effort), v.readonly()),
  late: v.boolean(),
});
export type TrackCounts = Readonly<v.InferOutput<typeof trackCounts>>;
/** Each file of an upload: taken with its counts, or refused with the sentence of the server. */
const tracksTaken = v.object({
  files: v.pipe(
    v.array(
      v.variant("kind", [
        v.object({ kind: v.literal("ok"), name: v.string(), track: trackCounts }),
        v.object({ kind: v.picklist(["refused", "retry"]), name: v.string(), message: v.string() }),
      ]),
    ),
    v.readonly(),
  ),
});
export type TracksTaken = Readonly<v.InferOutput<typeof tracksTaken>>;

const count = v.number();
const patrolsMoved = v.object({
  preview: v.boolean(),
  summary: v.object({
    completed: count,
    cancelled: count,
    planned: count,
    known: count,
    leftOut: v.pipe(v.record(v.string(), count), v.readonly()),
    findings: v.pipe(v.record(v.string(), count), v.readonly()),
    open: count,
    knownFindings: count,
    notes: count,
    lost: count,
    tracks: count,
    fixes: count,
    knownTracks: count,
    flown: count,
    people: count,
    strangers: v.pipe(
      v.array(v.object({ name: v.string(), why: v.picklist(["nobody", "several"]), times: count })),
      v.readonly(),
    ),
    moreStrangers: count,
    matches: v.pipe(v.array(v.object({ name: v.string(), worker: v.string(), times: count })), v.readonly()),
    moreMatches: count,
    first: v.optional(count),
    last: v.optional(count),
    old: count,
    files: count,
    strange: count,
    outside: count,
    astray: count,
    far: v.optional(v.object({ patrols: count, places: count, km: count })),
  }),
});
export type PatrolsMoved = Readonly<v.InferOutput<typeof patrolsMoved>>;

const wrongRow = v.object({
  file: v.string(),
  /** Line of the file, from 1; 0 speaks of the whole file. */
  row: v.number(),
  column: v.string(),
  zh: v.string(),
  en: v.string(),
});
export type WrongRow = Readonly<v.InferOutput<typeof wrongRow>>;
/** `photo`: the sentence why it was not taken; the finding is recorded all the same. */
const findingTaken = v.object({ photo: v.optional(v.object({ message: v.string() })) });
const siteTaken = v.object({ counts: v.pipe(v.record(v.string(), v.number()), v.readonly()) });
export type SiteTaken = Readonly<v.InferOutput<typeof siteTaken>>;

/** A site folder: file name → text. */
const siteFolder = v.record(v.string(), v.string());
const pin = v.object({ pin: v.string() });

/** When each tracker was last heard, and who calls that nobody registered. `mqttPort`: of our own broker, where there is one. */
const trackersHeard = v.object({
  heard: v.pipe(
    v.array(v.object({ tracker: v.string(), at: v.number(), counted: v.number(), outside: v.number() })),
    v.readonly(),
  ),
  unknown: v.pipe(v.array(v.object({ device: v.string(), at: v.number(), times: v.number() })), v.readonly()),
  mqttPort: v.optional(v.number()),
});
export type TrackersHeard = Readonly<v.InferOutput<typeof trackersHeard>>;
const trackerMade = v.object({ tracker: v.string(), token: v.string() });
const tokenMade = v.object({ token: v.string() });
const setUpState = v.object({ state: v.picklist(["open", "needed", "done"]) });
const copyMade = v.object({ page: v.string() });
const nothing = v.unknown();

const refusedBody = v.object({
  refusal: v.object({
    code: v.pipe(v.string(), v.check(isRefusalCode)),
    params: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  }),
  rows: v.optional(v.array(wrongRow), []),
});

export type PairRequest = {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly layout: ScreenLayout;
  readonly profile: ScreenProfile;
};
export type FindingSaid = {
  readonly id: string;
  readonly sort: string;
  readonly unit: string;
  readonly note: string;
  readonly lonLat?: readonly [number, number];
};
export type TrackerDraft = { readonly name: string; readonly unit: string; readonly uniqueId: string };
export type TrackRequest = {
  readonly files: readonly File[];
  readonly datum: Datum;
  readonly profile: Profile;
  readonly unit: string;
  readonly patrol: string | undefined;
};

export type MoveRequest = Pick<TrackRequest, "files" | "datum" | "unit"> & { readonly preview: boolean };

export type Doors = ReturnType<typeof createDoors>;

export const createDoors = (fetcher: typeof fetch, lang: () => Lang) => {
  const knock = async <S extends v.GenericSchema>(
    schema: S,
    path: string,
    init: RequestInit = {},
  ): Promise<Answer<v.InferOutput<S>>> => {
    let response: Response;
    try {
      response = await fetcher(path, {
        ...init,
        credentials: "same-origin",
        headers: { "Accept-Language": lang(), Accept: "application/json", ...headersOf(init.body) },
      });
    } catch (error) {
      if (error instanceof TypeError) return { kind: "unreachable" };
      throw error;
    }
    return read(schema, response);
  };
  const post = (body: unknown): RequestInit => ({ method: "POST", body: JSON.stringify(body) });
  return {
    me: () => knock(person, "/api/v1/me"),
    /** Whether this link still makes the first admin, and whether there is one; no token: only the latter. */
    setUpState: (token: string) => knock(setUpState, "/api/v1/setup/state", post({ token })),
    setUp: (body: { token: string; login: string; name: string; password: string }) =>
      knock(nothing, "/api/v1/setup", post(body)),
    signIn: (login: string, password: string) => knock(nothing, "/api/v1/sign-in", post({ login, password })),
    signOut: () => knock(nothing, "/api/v1/sign-out", post({})),
    approve: (request: PairRequest) => knock(nothing, "/api/v1/screens/approve", post(request)),
    sendTracks: ({ files, datum, profile, unit, patrol }: TrackRequest) => {
      const query = new URLSearchParams({ datum, profile, unit });
      if (patrol !== undefined) query.set("patrol", patrol);
      return knock(tracksTaken, `/api/v1/tracks?${query}`, formOf(files));
    },
    sendPatrols: ({ files, datum, unit, preview }: MoveRequest) => {
      const query = new URLSearchParams({ datum, unit, preview: preview ? "yes" : "no" });
      return knock(patrolsMoved, `/api/v1/patrols?${query}`, formOf(files));
    },
    sendSite: (files: readonly File[]) => knock(siteTaken, "/api/v1/site", formOf(files)),
    sendPlan: (file: File, unit: string, tone: PlanTone) =>
      knock(nothing, `/api/v1/plans/${encodeURIComponent(unit)}?tone=${tone}`, { method: "PUT", body: file }),
    /** One finding, under the id that it was given when it was typed. */
    tellFinding: (finding: FindingSaid, photo: File | undefined) => {
      const form = new FormData();
      form.append("finding", JSON.stringify(finding));
      if (photo !== undefined) form.append("photo", photo, photo.name);
      return knock(findingTaken, "/api/v1/findings", { method: "POST", body: form });
    },
    /** One photo, as the page has made it small, under the id of its sending. */
    sendCasePhoto: (hazard: string, said: { readonly id: string; readonly of: PhotoKind }, photo: Blob) => {
      const form = new FormData();
      form.append("said", JSON.stringify(said));
      form.append("photo", photo, "photo.jpg");
      return knock(nothing, `/api/v1/cases/${encodeURIComponent(hazard)}/photos`, { method: "POST", body: form });
    },
    exportSite: () => knock(siteFolder, "/api/v1/site"),
    accounts: () => knock(accounts, "/api/v1/accounts"),
    addAccount: (draft: Account & { readonly password: string }) => knock(nothing, "/api/v1/accounts", post(draft)),
    /** A page to print; that it was made is written down. */
    printCopy: (correction: string) =>
      knock(copyMade, `/api/v1/corrections/${encodeURIComponent(correction)}/copy?lang=${lang()}`, post({})),
    forgetWorker: (worker: string) => knock(nothing, `/api/v1/workers/${encodeURIComponent(worker)}/forget`, post({})),
    hooks: () => knock(hookList, "/api/v1/webhooks"),
    addHook: (draft: HookDraft) => knock(hookView, "/api/v1/webhooks", post(draft)),
    changeHook: (id: string, change: HookChange) => knock(hookView, hookPath(id), { ...post(change), method: "PUT" }),
    pauseHook: (id: string, paused: boolean) => knock(hookView, `${hookPath(id)}/pause`, post({ paused })),
    testHook: (id: string) => knock(delivery, `${hookPath(id)}/test`, post({})),
    removeHook: (id: string) => knock(nothing, hookPath(id), { method: "DELETE" }),
    trackers: () => knock(trackersHeard, "/api/v1/trackers"),
    addTracker: (draft: TrackerDraft) => knock(trackerMade, "/api/v1/trackers", post(draft)),
    /** The token before it ends at once. */
    newTrackerToken: (tracker: string) =>
      knock(tokenMade, `/api/v1/trackers/${encodeURIComponent(tracker)}/token`, post({})),
    addGateway: (draft: Omit<TrackerDraft, "uniqueId">) => knock(tokenMade, "/api/v1/trackers/gateways", post(draft)),
    issuePin: (worker: string) => knock(pin, `/api/v1/workers/${encodeURIComponent(worker)}/pin`, post({})),
  };
};

const hookPath = (id: string): string => `/api/v1/webhooks/${encodeURIComponent(id)}`;

const formOf = (files: readonly File[]): RequestInit => {
  const body = new FormData();
  for (const file of files) body.append("files", file, file.name);
  return { method: "POST", body };
};

const headersOf = (body: RequestInit["body"]): Record<string, string> => {
  if (typeof body === "string") return { "Content-Type": "application/json" };
  return body instanceof File ? { "Content-Type": "application/octet-stream" } : {};
};

const read = async <S extends v.GenericSchema>(schema: S, response: Response): Promise<Answer<v.InferOutput<S>>> => {
  const text = await response.text();
  const body = text === "" ? {} : parsed(text);
  if (response.ok) {
    const value = v.safeParse(schema, body);
    return value.success ? { kind: "ok", value: value.output } : { kind: "not-understood" };
  }
  const refused = v.safeParse(refusedBody, body);
  if (refused.success) {
    const { code, params } = refused.output.refusal;
    if (isRefusalCode(code))
      return {
        kind: "refused",
        refusal: params === undefined ? { code } : { code, params },
        rows: refused.output.rows,
      };
  }
  if (response.status === 413) return { kind: "too-large" };
  return response.status >= 500 ? { kind: "unreachable" } : { kind: "not-understood" };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** A refusal as its sentence, for a door and for a command alike. */
export const sentence = (refusal: Refusal, lang: Lang): string => refusalText(refusal, lang);
