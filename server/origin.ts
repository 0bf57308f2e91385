// Where a request says that it comes from, and whether the machine itself was addressed.

/** Host and port of an Origin header; undefined where it names none. */
export const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

/** The loopback by a name that no foreign DNS entry can point here: a rehearsal's open doors answer to nothing else. */
export const isLoopbackName = (host: string | undefined): boolean =>
  /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host ?? "");
