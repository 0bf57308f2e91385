// The cookie that bears a person's session: not readable by scripts, never sent from another site.

const name = "shouwang_session";

/** The session's token in a Cookie header, if it is there. */
export const sessionCookie = (header: string | undefined): string | undefined => {
  for (const part of (header ?? "").split(";")) {
    const [key, value] = part.trim().split("=");
    if (key === name && value !== undefined && /^[\w-]{16,200}$/.test(value)) return value;
  }
  return undefined;
};

/** `secure` where the page itself came by HTTPS. */
export const setSession = (token: string, secure: boolean): string =>
  `${name}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=604800${secure ? "; Secure" : ""}`;

export const endSession = (): string => `${name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`;
