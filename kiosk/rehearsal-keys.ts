// In a rehearsal a newcomer has no badge: invented workers' badges as keys, asked of the server, which alone knows whose turn it is.

const roles = ["late", "next", "on-duty", "unlisted", "foreman", "barred"] as const;
export type RehearsalKey = { readonly badge: string; readonly role: (typeof roles)[number] };

/** Read by hand: a kiosk begins without any library of schemas. */
const isKey = (value: unknown): value is RehearsalKey =>
  typeof value === "object" &&
  value !== null &&
  "badge" in value &&
  typeof value.badge === "string" &&
  "role" in value &&
  roles.some((role) => role === value.role);

/** None where there is no line or no rehearsal: the place stays empty. */
export const askRehearsalKeys = async (): Promise<readonly RehearsalKey[]> => {
  try {
    const response = await fetch("/api/v1/rehearsal/badges");
    const answer: unknown = await response.json();
    const badges = typeof answer === "object" && answer !== null && "badges" in answer ? answer.badges : [];
    return Array.isArray(badges) ? badges.filter(isKey) : [];
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return [];
    throw error;
  }
};
