// People at a desk: the first admin by a one-time link, accounts with a password, sessions that outlive a restart.

import type { Actor, Role } from "../../domain/decider.ts";
import type { Millis, UnitId, WorkerId } from "../../domain/ids.ts";
import { dayLength, hour, minute } from "../../domain/time.ts";
import { type Answer, denied, granted } from "./answer.ts";
import type { Attempts, Bound } from "./attempts.ts";
import { newToken, type Random, tokenHash } from "./digests.ts";
import { isGoodPassword } from "./passwords.ts";
import { wholeSite } from "./roles.ts";
import type { Scrypt } from "./scrypt.ts";
import type { Secrets, StoredAccount } from "./secrets.ts";
import type { SecretsStore } from "./secrets-store.ts";

export type Account = {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly unit: UnitId;
  readonly worker?: WorkerId;
};

export type Person = Extract<Actor, { readonly kind: "person" }>;

export type PeopleDeps = {
  readonly secrets: SecretsStore;
  readonly scrypt: Scrypt;
  readonly attempts: Attempts;
  readonly now: () => Millis;
  readonly random: Random;
  /** The topmost unit of the site, which stands in for `wholeSite` in sessions; undefined before a site was imported. */
  readonly rootUnit: () => UnitId | undefined;
};

export const setupLasts = dayLength;
export const sessionIdle = 12 * hour;
export const sessionLongest = 7 * dayLength;
/** How far the stored sign of life may lag, so that looking at a page is not a write. */
const seenStep = 5 * minute;
const sessionsPerLogin = 20;

export type People = ReturnType<typeof createPeople>;

export const createPeople = ({ secrets, scrypt, attempts, now, random, rootUnit }: PeopleDeps) => {
  const accountOf = (login: string): StoredAccount | undefined =>
    secrets.read().accounts.find((account) => account.login === login);
  const hasAdmin = (): boolean => secrets.read().accounts.some((account) => account.role === "admin");
  const isSetupOpen = (token: string): boolean => {
    const { setup } = secrets.read();
    return setup !== null && setup.hash === tokenHash(token) && now() < setup.expiresAt && !hasAdmin();
  };
  const isAlive = (session: Secrets["sessions"][number], at: Millis): boolean =>
    at < session.seenAt + sessionIdle && at < session.madeAt + sessionLongest;

  const checked = (draft: Account, password: string): Answer<Account> => {
    const login = loginOf(draft.login);
    const name = draft.name.trim();
    if (!isLogin(login)) return denied("malformed", { where: "login" });
    if (name === "" || name.length > 60) return denied("malformed", { where: "name" });
    if (!isGoodPassword(password, login)) return denied("password_weak");
    if (accountOf(login) !== undefined) return denied("login_taken");
    return granted({ ...draft, login, name });
  };

  return {
    /** Call once at every start. A fresh token for the link to print, as long as there is no admin; the one before it ends. */
    setupToken: async (): Promise<{ readonly token: string; readonly expiresAt: Millis } | undefined> => {
      if (hasAdmin()) return undefined;
      const token = newToken(random);
      const expiresAt = now() + setupLasts;
      await secrets.update((before) => ({ ...before, setup: { hash: tokenHash(token), expiresAt } }));
      return { token, expiresAt };
    },

    /** `open`: this link makes the first admin; `needed`: nobody has made one yet, by this link or another. */
    setUpState: (token: string): "open" | "needed" | "done" =>
      hasAdmin() ? "done" : isSetupOpen(token) ? "open" : "needed",

    /** Makes the first admin. The link is spent in the same write. */
    setUp: async (token: string, login: string, name: string, password: string): Promise<Answer<Account>> => {
      if (!isSetupOpen(token)) return denied("setup_used");
      const draft = checked({ login, name, role: "admin", unit: wholeSite }, password);
      if (draft.kind === "refused") return draft;
      const hash = await scrypt.hash(password);
      // Another use of the same link may have come first while the password was hashed.
      if (!isSetupOpen(token)) return denied("setup_used");
      await secrets.update((before) => ({
        ...before,
        setup: null,
        accounts: [...before.accounts, { ...draft.value, password: hash }],
      }));
      return draft;
    },

    addAccount: async (account: Account, password: string): Promise<Answer<Account>> => {
      const draft = checked(account, password);
      if (draft.kind === "refused") return draft;
      const hash = await scrypt.hash(password);
      if (accountOf(draft.value.login) !== undefined) return denied("login_taken");
      await secrets.update((before) => ({
        ...before,
        accounts: [...before.accounts, { ...draft.value, password: hash }],
      }));
      return draft;
    },

    /** Ends all sessions of the account: who knew the old password is out. */
    setPassword: async (typed: string, password: string): Promise<Answer<Account>> => {
      const login = loginOf(typed);
      const account = accountOf(login);
      if (account === undefined) return denied("login_wrong");
      if (!isGoodPassword(password, login)) return denied("password_weak");
      const hash = await scrypt.hash(password);
      await secrets.update((before) => ({
        ...before,
        accounts: before.accounts.map((one) => (one.login === login ? { ...one, password: hash } : one)),
        sessions: before.sessions.filter((one) => one.login !== login),
      }));
      return granted(withoutPassword(account));
    },

    /** Removes the account and its sessions; the last admin stays. */
    removeAccount: async (typed: string): Promise<Answer<Account>> => {
      const login = loginOf(typed);
      const account = accountOf(login);
      if (account === undefined) return denied("login_wrong");
      const admins = secrets.read().accounts.filter((one) => one.role === "admin");
      if (account.role === "admin" && admins.length === 1) return denied("forbidden");
      await secrets.update((before) => ({
        ...before,
        accounts: before.accounts.filter((one) => one.login !== login),
        sessions: before.sessions.filter((one) => one.login !== login),
      }));
      return granted(withoutPassword(account));
    },

    accounts: (): readonly Account[] => secrets.read().accounts.map(withoutPassword),

    /** A session's token. An unknown name costs the same time and gets the same answer as a wrong password. */
    signIn: async (typed: string, password: string, address: string): Promise<Answer<{ readonly token: string }>> => {
      const login = loginOf(typed);
      // The second bound stops one address that tries one password on many names.
      const own: Bound = { key: `login ${login} ${address}`, lockAt: 5 };
      const place: Bound = { key: `login from ${address}`, lockAt: 20 };
      const seconds = attempts.lockedFor([own, place]);
      if (seconds > 0) return denied("locked", { seconds });
      attempts.miss([own, place]);
      const kept = accountOf(login)?.password;
      const match = await scrypt.verify(password, kept);
      if (match === "busy") {
        for (const bound of [own, place]) attempts.ease(bound, 1);
        return denied("too_many", { seconds: 5 });
      }
      // An account removed, or its password changed, while the hash was made is no account.
      if (match === "no_match" || accountOf(login)?.password !== kept) return denied("login_wrong");
      attempts.ease(place, attempts.missesOf(own));
      attempts.ease(own, attempts.missesOf(own));
      const token = newToken(random);
      const at = now();
      await secrets.update((before) => {
        const alive = before.sessions.filter((one) => isAlive(one, at));
        const others = alive.filter((one) => one.login !== login);
        const same = alive.filter((one) => one.login === login).slice(1 - sessionsPerLogin);
        return { ...before, sessions: [...others, ...same, { hash: tokenHash(token), login, madeAt: at, seenAt: at }] };
      });
      return granted({ token });
    },

    signOut: async (token: string): Promise<void> => {
      const hash = tokenHash(token);
      if (!secrets.read().sessions.some((one) => one.hash === hash)) return;
      await secrets.update((before) => ({ ...before, sessions: before.sessions.filter((one) => one.hash !== hash) }));
    },

    /** Who the session belongs to, as his account is now; looking keeps an idle session alive. */
    sessionOf: (token: string): Answer<Person> => {
      const hash = tokenHash(token);
      const at = now();
      const session = secrets.read().sessions.find((one) => one.hash === hash);
      const account = session === undefined ? undefined : accountOf(session.login);
      if (session === undefined || account === undefined || !isAlive(session, at)) return denied("not_signed_in");
      if (at - session.seenAt >= seenStep)
        secrets.soon((before) => ({
          ...before,
          sessions: before.sessions.map((one) => (one.hash === hash ? { ...one, seenAt: at } : one)),
        }));
      const { unit, ...person } = withoutPassword(account);
      return granted({ kind: "person", ...person, unit: unit === wholeSite ? (rootUnit() ?? wholeSite) : unit });
    },
  };
};

const withoutPassword = ({ password: _, ...account }: StoredAccount): Account => account;

const loginOf = (typed: string): string => typed.normalize("NFKC").trim().toLowerCase();
/** Letters of any script, figures, and . _ - @ between them. */
const isLogin = (login: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,39}$/u.test(login);
