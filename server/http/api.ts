// The HTTP doors for programs and for what the socket is not made for: commands, sign-in, pairing, uploads, exports.

import { getConnInfo } from "@hono/node-server/conninfo";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { roles } from "../../domain/decider.ts";
import { screenId, unitId, workerId } from "../../domain/ids.ts";
import { commandLimit } from "../../domain/protocol.ts";
import type { Refusal } from "../../domain/refusals.ts";
import { rootScope } from "../../domain/site/root-unit.ts";
import { profiles, screenLayout } from "../../domain/site/screens.ts";
import { isForgotten } from "../../domain/workers.ts";
import type { Devices } from "../access/devices.ts";
import type { Doors } from "../access/doors.ts";
import type { People, Person } from "../access/people.ts";
import type { Pins } from "../access/pins.ts";
import { allowedOf, type DeskAct, refusalOf } from "../access/roles.ts";
import type { Broadcast } from "../broadcast.ts";
import type { Intake } from "../intake.ts";
import type { Projection } from "../projection.ts";
import { endSession, sessionCookie, setSession } from "../session-cookie.ts";
import { refuse } from "./answers.ts";
import { bodyOf } from "./body.ts";
import { personAt, senderAt } from "./door.ts";

export type ApiDeps = {
  readonly trustProxy: boolean;
  readonly doors: () => Doors;
  readonly people: People;
  readonly devices: Devices;
  readonly pins: Pins;
  readonly intake: Intake;
  readonly broadcast: Broadcast;
  readonly projection: Projection;
  /** Hears of a request on which the server itself broke; it is answered all the same. */
  readonly onFault: (what: string, error: unknown) => void;
};

const short = v.pipe(v.string(), v.maxLength(120));
const bodies = {
  setup: v.object({ token: short, login: short, name: short, password: v.pipe(v.string(), v.maxLength(200)) }),
  setupState: v.object({ token: v.pipe(v.string(), v.maxLength(200)) }),
  signIn: v.object({ login: short, password: v.pipe(v.string(), v.maxLength(200)) }),
  begin: v.object({ profile: v.picklist(profiles) }),
  collect: v.object({ secret: short }),
  approve: v.object({
    code: short,
    name: v.pipe(short, v.trim(), v.minLength(1)),
    unit: v.pipe(short, v.transform(unitId)),
    profile: v.picklist(profiles),
    layout: screenLayout,
  }),
  account: v.object({
    login: short,
    name: short,
    role: v.picklist(roles),
    unit: v.pipe(short, v.transform(unitId)),
    password: v.pipe(v.string(), v.maxLength(200)),
  }),
} as const;

const malformed: Refusal = { code: "malformed", params: { where: "body" } };

export const createApi = (deps: ApiDeps): Hono => {
  const { doors, people, devices, pins, intake, broadcast, projection } = deps;
  const app = new Hono();
  app.use("*", async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  });
  app.onError((error, c) => {
    deps.onFault(`${c.req.method} ${c.req.path}`, error);
    return refuse(c, { code: "server_fault" }, "retry");
  });
  const small = bodyLimit({
    maxSize: commandLimit,
    onError: (c) => refuse(c, { code: "too_large", params: { limit: "64 kB" } }),
  });

  /** The person at the desk, if he may do this. */
  const clerk = (
    c: Parameters<typeof personAt>[0],
    act: DeskAct | "PairScreen",
    scope = rootScope(projection.board),
  ): Person | Refusal => {
    const person = personAt(c, doors());
    if ("code" in person) return person;
    return refusalOf(person, act, { scope }) ?? person;
  };

  app.post("/commands", small, async (c) => {
    const sender = senderAt(c, doors());
    if ("code" in sender) return refuse(c, sender);
    const body: unknown = await c.req.json().catch((error: unknown) => {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    });
    if (body === undefined) return refuse(c, malformed);
    const answer = await intake.command(body, sender);
    return answer.kind === "ok" ? c.json(answer) : refuse(c, answer.refusal, answer.kind);
  });

  // ── people ─────────────────────────────────────────────────────────────────────────────────────
  // A body, not a query: the token must not stand in a log.
  app.post("/setup/state", small, async (c) => {
    const read = await bodyOf(c.req.raw, bodies.setupState);
    return read.ok ? c.json({ state: people.setUpState(read.value.token) }) : refuse(c, read.refusal);
  });
  app.post("/setup", small, async (c) => {
    const read = await bodyOf(c.req.raw, bodies.setup);
    if (!read.ok) return refuse(c, read.refusal);
    const body = read.value;
    const made = await people.setUp(body.token, body.login, body.name, body.password);
    if (made.kind === "refused") return refuse(c, made.refusal);
    return signedIn(c, body.login, body.password);
  });
  app.post("/sign-in", small, async (c) => {
    const read = await bodyOf(c.req.raw, bodies.signIn);
    if (!read.ok) return refuse(c, read.refusal);
    const body = read.value;
    return signedIn(c, body.login, body.password);
  });
  const signedIn = async (c: Parameters<typeof refuse>[0], login: string, password: string) => {
    const session = await people.signIn(login, password, addressOf(c, deps.trustProxy));
    if (session.kind === "refused") return refuse(c, session.refusal);
    c.header("Set-Cookie", setSession(session.value.token, isSecure(c, deps.trustProxy)));
    return c.json({ kind: "ok" });
  };
  app.post("/sign-out", async (c) => {
    await people.signOut(sessionCookie(c.req.header("cookie")) ?? "");
    c.header("Set-Cookie", endSession());
    return c.json({ kind: "ok" });
  });
  app.get("/me", (c) => {
    const person = personAt(c, doors());
    if ("code" in person) return refuse(c, person);
    const { login, name, role, unit } = person;
    const rehearsal = projection.board.get("site", "site")?.rehearsal ?? false;
    return c.json({ login, name, role, unit, rehearsal, may: allowedOf(person) });
  });
  app.get("/accounts", (c) => {
    const person = clerk(c, "ManageAccounts");
    return "code" in person ? refuse(c, person) : c.json(people.accounts());
  });
  app.post("/accounts", small, async (c) => {
    const person = clerk(c, "ManageAccounts");
    if ("code" in person) return refuse(c, person);
    const read = await bodyOf(c.req.raw, bodies.account);
    if (!read.ok) return refuse(c, read.refusal);
    const body = read.value;
    const { password, ...account } = body;
    const made = await people.addAccount(account, password);
    return made.kind === "refused" ? refuse(c, made.refusal) : c.json(made.value, 201);
  });
  app.post("/workers/:id/pin", async (c) => {
    const worker = projection.board.get("worker", c.req.param("id"));
    const person = clerk(c, "IssuePins", worker?.scope);
    if ("code" in person) return refuse(c, person);
    if (worker === undefined || isForgotten(worker)) return refuse(c, { code: "worker_unknown" });
    const [issued] = await pins.issue([workerId(worker.id)]);
    return issued === undefined ? refuse(c, { code: "server_fault" }, "retry") : c.json({ pin: issued.pin });
  });

  // ── screens ────────────────────────────────────────────────────────────────────────────────────
  app.post("/screens/begin", small, async (c) => {
    const read = await bodyOf(c.req.raw, bodies.begin);
    if (!read.ok) return refuse(c, read.refusal);
    const body = read.value;
    const begun = devices.begin(body.profile, c.req.header("user-agent") ?? "");
    return begun.kind === "refused" ? refuse(c, begun.refusal) : c.json(begun.value);
  });
  app.post("/screens/collect", small, async (c) => {
    const read = await bodyOf(c.req.raw, bodies.collect);
    if (!read.ok) return refuse(c, read.refusal);
    const body = read.value;
    const got = await devices.collect(body.secret);
    return c.json(
      got.kind === "paired" ? { state: "token", token: got.token, screen: got.screen } : { state: got.kind },
    );
  });
  app.post("/screens/approve", small, async (c) => {
    const person = clerk(c, "PairScreen");
    if ("code" in person) return refuse(c, person);
    const read = await bodyOf(c.req.raw, bodies.approve);
    if (!read.ok) return refuse(c, read.refusal);
    const body = read.value;
    const { code, name, unit, profile, layout } = body;
    const screen = screenId(uuid());
    const approved = devices.approve(code, { screen, profile }, person.login);
    if (approved.kind === "refused") return refuse(c, approved.refusal);
    const answer = await intake.command(
      { id: uuid(), at: Date.now(), type: "PairScreen", screen, profile, name, unit, layout },
      { kind: "person", person },
    );
    if (answer.kind === "ok")
      return c.json({ kind: "ok", screen, asked: approved.value.asked, userAgent: approved.value.userAgent });
    await devices.revoke(screen);
    return refuse(c, answer.refusal, answer.kind);
  });
  app.get("/screens", (c) => {
    const person = clerk(c, "PairScreen");
    return "code" in person ? refuse(c, person) : c.json(broadcast.presence());
  });

  app.all("*", (c) => refuse(c, { code: "not_found", params: { path: `${c.req.method} ${c.req.path}` } }));
  return app;
};

/** Over HTTPS as the browser sees it: a proxy that speaks TLS for us says so. */
const isSecure = (c: Context, trustProxy: boolean): boolean =>
  c.req.url.startsWith("https:") || (trustProxy && c.req.header("x-forwarded-proto") === "https");

/** Where the request came from; behind our own proxy, what that proxy added last. It only slows guessing down. */
const addressOf = (c: Context, trustProxy: boolean): string => {
  const told = trustProxy ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  return told ?? getConnInfo(c).remote.address ?? "";
};
