// One-time codes by which a worker's own phone opens his data: held in memory alone, by their digest; good once, for ten minutes. [ORG-2]

import type { Millis, ScreenId, WorkerId } from "../../domain/ids.ts";
import type { Lang } from "../../domain/refusals.ts";
import { minute } from "../../domain/time.ts";
import { newToken, type Random, tokenHash } from "../access/digests.ts";

/** How long a code lies on a kiosk's glass and in a pocket before it is worth nothing. */
export const codeLasts = 10 * minute;
/** Codes made for one worker within that time; and for everybody, so that memory is bounded. */
const mostForOne = 5;
const mostAtOnce = 500;
/** Downloads from an opened page: a phone tries a file more than once. */
const mostFiles = 6;

type Code = {
  readonly worker: WorkerId;
  readonly device: ScreenId;
  readonly lang: Lang;
  readonly until: Millis;
  /** `page`: opens the page, once; `files`: stands in that page, for the same ten minutes. */
  readonly opens: "page" | "files";
  readonly left: number;
};
export type Opened = Pick<Code, "worker" | "device" | "lang" | "until">;

export type CopyCodes = {
  /** Whole seconds to wait where there were too many. */
  readonly make: (
    of: Pick<Code, "worker" | "device" | "lang">,
  ) => { readonly code: string; readonly until: Millis } | { readonly seconds: number };
  /** Whose page this code opens: it opens none after. `files` fetches its files until the code would have run out. */
  readonly openPage: (code: string) => (Opened & { readonly files: string }) | undefined;
  readonly openFile: (code: string) => Opened | undefined;
};

export const createCopyCodes = ({
  now,
  random,
}: {
  readonly now: () => Millis;
  readonly random: Random;
}): CopyCodes => {
  const codes = new Map<string, Code>();
  /** When codes were made, and for whom: a used one counts until its time is over. */
  let made: readonly { readonly worker: WorkerId; readonly until: Millis }[] = [];

  const sweep = (): void => {
    const at = now();
    for (const [hash, { until }] of codes) if (until <= at) codes.delete(hash);
    made = made.filter(({ until }) => until > at);
  };
  const put = (code: Code): string => {
    const token = newToken(random);
    codes.set(tokenHash(token), code);
    return token;
  };

  return {
    make: (of) => {
      sweep();
      const his = made.filter(({ worker }) => worker === of.worker);
      const [first] = his.length >= mostForOne ? his : made.length >= mostAtOnce ? made : [];
      if (first !== undefined) return { seconds: Math.max(1, Math.ceil((first.until - now()) / 1000)) };
      const until = now() + codeLasts;
      made = [...made, { worker: of.worker, until }];
      return { code: put({ ...of, until, opens: "page", left: 1 }), until };
    },
    openPage: (code) => {
      sweep();
      const hash = tokenHash(code);
      const found = codes.get(hash);
      if (found?.opens !== "page") return undefined;
      codes.delete(hash);
      return { ...found, files: put({ ...found, opens: "files", left: mostFiles }) };
    },
    openFile: (code) => {
      sweep();
      const hash = tokenHash(code);
      const found = codes.get(hash);
      if (found?.opens !== "files") return undefined;
      if (found.left <= 1) codes.delete(hash);
      else codes.set(hash, { ...found, left: found.left - 1 });
      return found;
    },
  };
};
