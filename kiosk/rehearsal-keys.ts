// In a rehearsal a newcomer has no badge: invented workers' badges as keys, asked of the server, which alone knows whose turn it is.

import * as v from "valibot";

const answer = v.object({
  badges: v.array(
    v.object({
      badge: v.string(),
      role: v.picklist(["late", "next", "on-duty", "unlisted", "foreman", "barred"]),
    }),
  ),
});
export type RehearsalKey = v.InferOutput<typeof answer>["badges"][number];

/** None where there is no line or no rehearsal: the place stays empty. */
export const askRehearsalKeys = async (): Promise<readonly RehearsalKey[]> => {
  try {
    const response = await fetch("/api/v1/rehearsal/badges");
    const parsed = v.safeParse(answer, await response.json());
    return parsed.success ? parsed.output.badges : [];
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return [];
    throw error;
  }
};
