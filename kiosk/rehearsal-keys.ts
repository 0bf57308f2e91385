// In a rehearsal a newcomer has no badge: invented workers' badges as keys, asked of the server, which alone knows whose turn it is.

const roles = ["late", "next", "on-duty", "unlisted", "foreman", "barred"] as const;
export type Role = (typeof roles)[number];
export type RehearsalKey = { readonly badge: string; readonly role: Role };

/** Read by hand: a kiosk begins without any library of schemas. */
const isKey = (value: unknown): value is RehearsalKey =>
  typeof value === "object" &&
  value !== null &&
  "badge" in value &&
  typeof value.badge === "string" &&
  "role" in value &&
  roles.some((role) => role === value.role);

/** Undefined where no answer came: what was known stands. */
export const askRehearsalKeys = async (): Promise<readonly RehearsalKey[] | undefined> => {
  try {
    const response = await fetch("/api/v1/rehearsal/badges");
    if (!response.ok) return undefined;
    const answer: unknown = await response.json();
    const badges = typeof answer === "object" && answer !== null && "badges" in answer ? answer.badges : [];
    return Array.isArray(badges) ? badges.filter(isKey) : [];
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
};
