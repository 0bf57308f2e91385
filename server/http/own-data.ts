// The doors of one's own data: a kiosk with a PIN's proof shows it and makes a code; the code opens it on a phone, once; the desk prints what it may see. [ORG-2]

import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { deskAudience } from "../../domain/audience.ts";
import type { OwnCode } from "../../domain/corrections/own-data.ts";
import { type Millis, workerId } from "../../domain/ids.ts";
import { present } from "../../domain/present.ts";
import { type Lang, type Refusal, refusalTexts } from "../../domain/refusals.ts";
import { stampText } from "../../domain/time.ts";
import { isForgotten, type WorkerRec } from "../../domain/workers.ts";
import type { Doors } from "../access/doors.ts";
import type { Identify } from "../access/identify.ts";
import type { Pins } from "../access/pins.ts";
import { refusalOf } from "../access/roles.ts";
import { createAllowance } from "../allowance.ts";
import type { Intake } from "../intake.ts";
import { createCopyCodes } from "../own-data/copy-codes.ts";
import { copyCsv, copyPage, type Links, pagePolicy, refusedPage } from "../own-data/copy-page.ts";
import { ownDataOf } from "../own-data/own-data.ts";
import type { Reader } from "../own-data/telling.ts";
import type { Projection } from "../projection.ts";
import { langOf as askedLang, refuse } from "./answers.ts";
import { bodyOf, bodyWithin } from "./body.ts";
import { bearer, personAt } from "./door.ts";

const asked = v.object({
  proof: v.optional(v.pipe(v.string(), v.maxLength(400)), ""),
  lang: v.optional(v.picklist(["zh-CN", "en"]), "zh-CN"),
});
/** With the proof of his PIN; the rest is the command's own, which the intake reads. */
const act = v.looseObject({
  type: v.picklist(["AskCorrection", "WithdrawCorrection", "ChooseLook"]),
  as: v.object({ proof: v.pipe(v.string(), v.minLength(16), v.maxLength(400)) }),
});
const access = { kind: "system", part: "access" } as const;
/** Whoever tries codes at random is slowed down; phones that come together at a change of shift are not. */
const openings = { sustained: 5, burst: 60 };

type Asker = { readonly self: WorkerRec; readonly device: Parameters<Identify["actorOf"]>[1]; readonly lang: Lang };

export type OwnDataDeps = {
  readonly doors: () => Doors;
  readonly identify: Identify;
  readonly intake: Pick<Intake, "own" | "command">;
  readonly pins: Pick<Pins, "hasPin">;
  readonly projection: Projection;
  readonly now: () => Millis;
  /** Where other machines reach this one, for a kiosk that stands on the server itself. */
  readonly bases: () => readonly string[];
};

export const createOwnData = (deps: OwnDataDeps): { readonly api: Hono; readonly pages: Hono } => {
  const { doors, identify, intake, pins, now } = deps;
  const { board } = deps.projection;
  const codes = createCopyCodes({ now, random: randomBytes });
  const allowance = createAllowance(now, openings);

  const stamp = (at: Millis): string => `${board.look.clock.dayOf(at).slice(0, 4)}-${stampText(board.look.clock, at)}`;
  const himself: Reader = { by: "himself", sees: (record) => record };
  const atKiosk: Reader = { ...himself, shared: true };
  const dataOf = (self: WorkerRec, lang: Lang, reader: Reader) =>
    ownDataOf({ board, self, reader, now: now(), lang, hasPin: pins.hasPin(self.id) });
  const knownWorker = (id: string): WorkerRec | undefined => {
    const found = board.get("worker", id);
    return found === undefined || isForgotten(found) ? undefined : found;
  };

  // ── the kiosk ──────────────────────────────────────────────────────────────────────────────────

  /** A kiosk before which somebody has just shown his PIN; his badge alone opens nothing here. */
  const askerAt = async (c: Context): Promise<Asker | Refusal> => {
    const device = doors().screen(bearer(c) ?? "", "kiosk");
    if (device.kind === "refused") return device.refusal;
    const body = await bodyOf(c.req.raw, asked);
    const { proof, lang } = body.ok ? body.value : { proof: "", lang: "zh-CN" as const };
    if (proof === "") return { code: "pin_needed" };
    const { screen } = device.value;
    const who = identify.actorOf({ proof }, screen, now());
    if (who.kind === "refused") return who.refusal;
    if (who.value.proof !== "pin") return { code: "pin_needed" };
    const self = knownWorker(who.value.worker);
    return self === undefined ? { code: "worker_unknown" } : { self, device: screen, lang };
  };
  const within = bodyWithin(4096, (c) => refuse(c, { code: "too_large", params: { limit: "4 kB" } }));
  const api = new Hono();
  api.use("*", async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  });

  api.post("/my-data", within, async (c) => {
    const asker = await askerAt(c);
    if ("code" in asker) return refuse(c, asker);
    const data = dataOf(asker.self, asker.lang, atKiosk);
    // What he is shown he has read; an answer that comes meanwhile waits for the next time.
    await intake.own({ type: "ReadCorrections", worker: asker.self.id }, uuid(), access);
    return c.json(data);
  });

  api.post("/my-data/code", within, async (c) => {
    const asker = await askerAt(c);
    if ("code" in asker) return refuse(c, asker);
    const { self, device, lang } = asker;
    const made = codes.make({ worker: self.id, device, lang });
    if ("seconds" in made) return refuse(c, { code: "too_many", params: made });
    const answer: OwnCode = { path: `/my-data/${made.code}`, until: made.until, bases: deps.bases() };
    return c.json(answer);
  });

  // What he asks of it goes straight to the ledger and is answered at once: nothing of it waits on a machine that everybody uses.
  api.post("/my-data/act", within, async (c) => {
    const device = doors().screen(bearer(c) ?? "", "kiosk");
    if (device.kind === "refused") return refuse(c, device.refusal);
    const body = await bodyOf(c.req.raw, act);
    if (!body.ok) return refuse(c, { code: "pin_needed" });
    const answer = await intake.command(body.value, { kind: "screen", device: device.value });
    return answer.kind === "ok" ? c.json(answer) : refuse(c, answer.refusal, answer.kind);
  });

  // ── the desk ───────────────────────────────────────────────────────────────────────────────────

  // No link and no reload makes one: to print is an act, and it is written down.
  api.post("/corrections/:id/copy", async (c) => {
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    const wish = board.get("correction", c.req.param("id"));
    const refusal = refusalOf(person, "PrintCopy", { scope: wish?.scope ?? [person.unit] });
    if (refusal !== undefined) return refuse(c, refusal);
    // Only what was asked for is printed.
    const self = wish?.field === "copy" ? knownWorker(wish.worker) : undefined;
    if (self === undefined) return refuse(c, { code: "correction_unknown" });
    const audience = deskAudience(person);
    const shown = present(self, audience);
    if (shown?.kind !== "worker") return refuse(c, { code: "forbidden" });
    const taken = await intake.own({ type: "TakeCopy", worker: self.id, way: "desk" }, uuid(), person);
    if (taken.kind !== "ok") return refuse(c, taken.refusal, taken.kind);
    const lang = askedLang(c.req.query("lang") ?? c.req.header("accept-language"));
    const data = dataOf(shown, lang, { by: "desk", sees: (record) => present(record, audience) });
    c.header("Cache-Control", "no-store");
    return c.json({ page: copyPage(data, stamp(now()), undefined) });
  });

  // ── the phone ──────────────────────────────────────────────────────────────────────────────────

  const html = (c: Context, page: string, status: 200 | 403 | 429 | 503 = 200) => {
    c.header("Cache-Control", "no-store");
    c.header("Content-Security-Policy", pagePolicy);
    c.header("Referrer-Policy", "no-referrer");
    c.header("X-Content-Type-Options", "nosniff");
    return c.html(page, status);
  };
  const no = (c: Context, code: "copy_link_used" | "too_many" | "storage_failed", status: 403 | 429 | 503) => {
    const { zh, en } = refusalTexts[code];
    return html(c, refusedPage(zh.replace("{seconds}", "10"), en.replace("{seconds}", "10")), status);
  };
  const pages = new Hono();

  pages.get("/:token", async (c) => {
    // A messenger that looks at a link before its reader does must not use it up.
    if (c.req.method === "HEAD") return html(c, "");
    if (allowance.take() > 0) return no(c, "too_many", 429);
    const opened = codes.openPage(c.req.param("token"));
    const self = opened === undefined ? undefined : knownWorker(opened.worker);
    if (opened === undefined || self === undefined) return no(c, "copy_link_used", 403);
    const { lang, device, files, until } = opened;
    // It is written down before it leaves: a copy that nobody knows of is none of ours.
    const taken = await intake.own(
      { type: "TakeCopy", worker: workerId(self.id), way: "phone", device },
      uuid(),
      access,
    );
    if (taken.kind !== "ok") return no(c, "storage_failed", 503);
    const links: Links = {
      json: `/my-data/${files}/my-data.json`,
      csv: `/my-data/${files}/my-data.csv`,
      until: stamp(until),
    };
    return html(c, copyPage(dataOf(self, lang, himself), stamp(now()), links));
  });

  pages.get("/:token/:file", async (c) => {
    const file = c.req.param("file");
    if (c.req.method === "HEAD") return html(c, "");
    if (allowance.take() > 0) return no(c, "too_many", 429);
    const isFile = file === "my-data.json" || file === "my-data.csv";
    const opened = isFile ? codes.openFile(c.req.param("token")) : undefined;
    const self = opened === undefined ? undefined : knownWorker(opened.worker);
    if (opened === undefined || self === undefined) return no(c, "copy_link_used", 403);
    const { lang, device } = opened;
    const taken = await intake.own(
      { type: "TakeCopy", worker: workerId(self.id), way: "file", device },
      uuid(),
      access,
    );
    if (taken.kind !== "ok") return no(c, "storage_failed", 503);
    const data = dataOf(self, lang, himself);
    c.header("Cache-Control", "no-store");
    c.header("Referrer-Policy", "no-referrer");
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Content-Disposition", `attachment; filename="${file}"`);
    const json = file === "my-data.json";
    c.header("Content-Type", json ? "application/json; charset=utf-8" : "text/csv; charset=utf-8");
    return c.body(json ? `${JSON.stringify(data, undefined, 2)}\n` : copyCsv(data));
  });
  return { api, pages };
};
