// The rules of an account as its form tells them before the server does; the server decides.

export const passwordLeast = 10;

/** Letters of any script, figures, and . _ - @ between them; 2–40 signs. */
export const isLoginShaped = (login: string): boolean =>
  /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,39}$/u.test(login.normalize("NFKC").trim());

/** How many signs a password is short of; signs, not UTF-16 halves. */
export const passwordShort = (password: string): number => Math.max(0, passwordLeast - [...password].length);
