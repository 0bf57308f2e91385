// The socket's side of both doors: who connects, what it may join, its commands in, its patches out.

import * as v from "valibot";
import type { SealTo } from "../domain/act-box.ts";
import { type EntryRec, withoutSwap } from "../domain/activities/activity.ts";
import { candidatesOf } from "../domain/activities/crew-sign-up.ts";
import { ownShares } from "../domain/activities/fairness.ts";
import { awaitsAnswer, tellsNoShow } from "../domain/activities/presence.ts";
import { swapsFor } from "../domain/activities/swap-asked.ts";
import type { Audience } from "../domain/audience.ts";
import { audienceName, deskAudience } from "../domain/audience.ts";
import { entrantForBystanders } from "../domain/contests/contest-faces.ts";
import { awaitsReader } from "../domain/corrections/correction.ts";
import { correctionsOf } from "../domain/corrections/corrections.ts";
import { seq as asSeq, type Millis } from "../domain/ids.ts";
import { crewOf } from "../domain/posts/crew.ts";
import { type IdentifyAnswer, identifyRequest, type JoinAnswer, joinRequest, type Viewer } from "../domain/protocol.ts";
import type { Kind, Rec } from "../domain/records.ts";
import type { Refusal } from "../domain/refusals.ts";
import { isUntold } from "../domain/refused/refused-act.ts";
import { defaultLayout, screenReport } from "../domain/site/screens.ts";
import { protocolVersion } from "../domain/version.ts";
import { langOf, largeTextOf, maskName, numberTail } from "../domain/workers.ts";
import type { Doors } from "./access/doors.ts";
import type { Identify } from "./access/identify.ts";
import { screenAudience } from "./access/screen-audience.ts";
import { createAllowance } from "./allowance.ts";
import type { Broadcast } from "./broadcast.ts";
import type { Intake, Sender } from "./intake.ts";
import type { Projection } from "./projection.ts";
import { listenForReplay } from "./replay/door.ts";
import type { Replays } from "./replay/replays.ts";
import { sessionCookie } from "./session-cookie.ts";
import type { Line, Wire } from "./wire.ts";

export type LinesDeps = {
  readonly wire: Wire;
  readonly doors: () => Doors;
  readonly identify: Identify;
  readonly intake: Intake;
  readonly broadcast: Broadcast;
  readonly projection: Projection;
  readonly replays: Replays<Line>;
  /** What kiosks seal to. */
  readonly sealTo?: () => SealTo;
  readonly store: string;
  readonly build: string;
  readonly now: () => Millis;
  /** Hears of an identification or a replay on which the server itself broke; the screen is answered all the same. */
  readonly onFault: (error: unknown) => void;
};

const greeting = v.object({
  token: v.optional(v.pipe(v.string(), v.maxLength(200)), ""),
  page: v.picklist(["wall", "desk", "kiosk", "tracker", "gateway"]),
});

/** Sends away who may not be here any more: a session that ended, a screen that was revoked. */
export const sendAway = (deps: LinesDeps): void => {
  for (const line of deps.wire.sockets.sockets.values()) {
    const sender = senderOf(line, deps);
    if (!("code" in sender)) continue;
    line.emit("goodbye", sender);
    line.disconnect();
  }
};

/** Listens for screens. Each line's sender is found out once, and a person's again at every command: sessions end. */
export const openLines = (deps: LinesDeps): void => {
  deps.wire.on("connection", (line) => receive(line, deps));
  deps.projection.follow((changes) => {
    for (const { before, after } of changes) {
      // Another site, other units: everybody's audience is to be worked out anew.
      if (after?.kind === "site") deps.wire.emit("rejoin");
      if (after?.kind !== "screen") continue;
      for (const line of deps.wire.sockets.sockets.values()) {
        if (line.data.screen !== after.id) continue;
        const was = before?.kind === "screen" ? before.reloadAt : undefined;
        if (after.revokedAt === undefined && after.reloadAt !== undefined && after.reloadAt !== was)
          line.emit("reload", { dueAt: after.reloadAt });
        else if (after.revokedAt === undefined) line.emit("rejoin");
        else {
          line.emit("goodbye", { code: "screen_revoked" });
          line.disconnect();
        }
      }
    }
  });
};

const receive = (line: Line, deps: LinesDeps): void => {
  const { intake, now, projection } = deps;
  const goodbye = (refusal: Refusal): void => {
    line.emit("goodbye", refusal);
    line.disconnect();
  };
  const first = senderOf(line, deps);
  if ("code" in first) {
    goodbye(first);
    return;
  }
  const allowance = createAllowance(now);
  const joinings = createAllowance(now, { sustained: 1, burst: 30 });
  line.data.since = now();
  if (first.kind === "screen") line.data.screen = first.device.screen;

  line.on("join", (request, answer) => {
    if (typeof answer !== "function") return;
    const seconds = joinings.take();
    if (seconds > 0) {
      line.disconnect();
      return;
    }
    const sender = senderOf(line, deps);
    if ("code" in sender) {
      goodbye(sender);
      return;
    }
    answer(join(line, request, sender, deps));
    const dueAt = projection.board.get("screen", line.data.screen ?? "")?.reloadAt;
    // It was away when it was asked, and its moment is still to come.
    if (dueAt !== undefined && dueAt > now()) line.emit("reload", { dueAt });
  });

  line.on("command", (body, answer) => {
    if (typeof answer !== "function") return;
    const seconds = allowance.take();
    if (seconds > 0) {
      answer({ kind: "retry", refusal: { code: "too_many", params: { seconds } } });
      return;
    }
    const sender = senderOf(line, deps);
    if ("code" in sender) answer({ kind: "refused", refusal: sender });
    else void intake.command(body, sender).then(answer);
  });

  line.on("identify", (request, answer) => {
    if (typeof answer !== "function") return;
    if (allowance.take() > 0) {
      answer({ kind: "refused", refusal: { code: "too_many", params: { seconds: 1 } } });
      return;
    }
    identify(request, first, deps).then(answer, (error: unknown) => {
      deps.onFault(error);
      answer({ kind: "refused", refusal: { code: "server_fault" } });
    });
  });

  listenForReplay(line, deps);

  line.on("report", (told) => {
    const parsed = v.safeParse(screenReport, told);
    if (!parsed.success) return;
    line.data.report = parsed.output;
    line.data.seen = now();
  });

  // A greeting that came before the site's first import has nothing to hold on to yet.
  if (projection.board.get("site", "site") === undefined)
    line.emit("tick", { now: now(), seq: projection.seq(), fault: "none" });
};

const senderOf = (line: Line, { doors }: LinesDeps): Sender | Refusal => {
  const greeted = v.safeParse(greeting, line.handshake.auth);
  if (!greeted.success) return { code: "malformed", params: { where: "auth" } };
  const { page, token } = greeted.output;
  if (page === "desk") {
    const person = doors().person(sessionCookie(line.handshake.headers.cookie) ?? "");
    return person.kind === "granted" ? { kind: "person", person: person.value } : person.refusal;
  }
  const device = doors().screen(token, page);
  return device.kind === "granted" ? { kind: "screen", device: device.value } : device.refusal;
};

/** What the sender sees follows from who he is, never from what he asks for; a PIN's proof leads to the worker's own page. */
const audienceOf = (sender: Sender, proof: string | undefined, deps: LinesDeps): Audience | Refusal => {
  const { board } = deps.projection;
  if (sender.kind === "person") return deskAudience(sender.person);
  const { profile, screen } = sender.device;
  if (proof !== undefined) {
    if (profile !== "kiosk") return { code: "forbidden" };
    const who = deps.identify.actorOf({ proof }, screen, deps.now());
    if (who.kind === "refused") return who.refusal;
    return who.value.proof === "pin" ? { kind: "person", worker: who.value.worker } : { code: "pin_needed" };
  }
  return screenAudience(sender.device, board);
};

const join = (line: Line, request: unknown, sender: Sender, deps: LinesDeps): JoinAnswer => {
  const { broadcast, store, build, now } = deps;
  const parsed = v.safeParse(joinRequest, request);
  if (!parsed.success) return { kind: "refused", refusal: { code: "malformed", params: { where: "join" } } };
  const { protocol, since, proof } = parsed.output;
  if (protocol !== protocolVersion) return { kind: "refused", refusal: { code: "protocol_mismatch" } };
  const audience = audienceOf(sender, proof, deps);
  if ("code" in audience) return { kind: "refused", refusal: audience };
  const from = parsed.output.store === `${store} ${audienceName(audience)}` ? since : 0;
  const seated = broadcast.seat(line, audience, asSeq(from));
  line.data.audience = audience;
  line.data.seen = now();
  return {
    kind: "joined",
    store: `${store} ${audienceName(audience)}`,
    ...seated,
    now: now(),
    viewer: viewerOf(sender, audience, deps),
    build,
  };
};

const viewerOf = (sender: Sender, audience: Audience, { projection, sealTo }: LinesDeps): Viewer => {
  const base = { audience: audience.kind, rehearsal: projection.board.get("site", "site")?.rehearsal ?? false };
  if (sender.kind === "person") {
    const { login, name, role, unit } = sender.person;
    return { ...base, person: { login, name, role, unit } };
  }
  const known = projection.board.get("screen", sender.device.screen);
  const { screen: id } = sender.device;
  const sealing = sealTo === undefined || sender.device.profile !== "kiosk" ? {} : { sealTo: sealTo() };
  return { ...base, screen: { id, name: known?.name ?? "", layout: known?.layout ?? defaultLayout, ...sealing } };
};

const identify = async (request: unknown, sender: Sender, deps: LinesDeps): Promise<IdentifyAnswer> => {
  const parsed = v.safeParse(identifyRequest, request);
  if (!parsed.success) return { kind: "refused", refusal: { code: "no_match" } };
  if (sender.kind !== "screen" || sender.device.profile !== "kiosk")
    return { kind: "refused", refusal: { code: "forbidden" } };
  const found = await deps.identify.identify(parsed.output, sender.device.screen);
  if (found.kind === "refused") return found;
  const { worker: id, level, proof } = found.value;
  const worker = deps.projection.board.get("worker", id);
  if (worker === undefined) return { kind: "refused", refusal: { code: "worker_unknown" } };
  const { board } = deps.projection;
  const hasSite = board.get("site", "site") !== undefined;
  const crew = hasSite ? crewOf(worker, board.look, deps.now()) : [];
  const people = candidatesOf(worker, { liveOf: board.look.liveOf, workers: () => board.all("worker") });
  const answers = correctionsOf(board, id).filter(awaitsReader).length;
  const shares = hasSite ? ownShares(worker, board.look, deps.now()) : [];
  const swaps = hasSite ? swapsFor(id, board.look, deps.now()) : [];
  return {
    kind: "ok",
    card: {
      ...(swaps.length === 0 ? {} : { asked: swaps.length, ...(level === "pin" ? { swaps } : {}) }),
      ...(answers === 0 ? {} : { answers }),
      ...(shares.length === 0 ? {} : { shares }),
      ...(crew.length === 0 ? {} : { crew }),
      ...(people.length === 0 ? {} : { people }),
      name: maskName(worker.name),
      tail: numberTail(worker.number),
      lang: langOf(worker),
      largeText: largeTextOf(worker),
      proof,
      level,
      records: deps.projection
        .lackOf({ kind: "person", worker: id }, asSeq(0))
        .put.flatMap((record) => (level === "badge" ? forBystanders(record) : [record])),
    },
  };
};

/** What he did, asked and earned is his alone. */
const untold: ReadonlySet<Kind> = new Set<Kind>(["credit", "correction", "study", "learner"]);
/**
 * A badge alone shows no more of a person than the screen may: his certificates, for the checks; not his name and number, what he
 * earned, or what was decided of him. That somebody waits for his answer it says, and no more. [SCR-2, ACT-4]
 */
const forBystanders = (record: Rec): readonly Rec[] => {
  if (record.kind === "worker") return [{ ...record, name: maskName(record.name), number: numberTail(record.number) }];
  if (untold.has(record.kind)) return [];
  if (record.kind === "entrant") return entrantForBystanders(record);
  if (record.kind === "refused") {
    const { settled } = record;
    const told = settled === undefined ? {} : { settled: { ...settled, note: "" } };
    return isUntold(record) ? [{ ...record, words: "", ...told }] : [];
  }
  if (record.kind !== "entry") return [record];
  if (record.is.state === "attended" || record.is.state === "credited") return [];
  if (!tellsNoShow(record.is)) return [wordless(record)];
  return awaitsAnswer(record.is) ? [record] : [];
};

/** That the desk answered him, or wrote his time down; what it said of him waits for his PIN, and that he offers his seat. */
const wordless = (record: EntryRec): EntryRec => {
  const entry = withoutSwap(record);
  const { is } = entry;
  if ("told" in is && is.told !== undefined) return { ...entry, is: { ...is, told: { ...is.told, reason: "" } } };
  return "entered" in is && is.entered !== undefined
    ? { ...entry, is: { ...is, entered: { ...is.entered, reason: "" } } }
    : entry;
};
