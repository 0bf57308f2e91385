// Where a hand-over goes when its holder cannot sign: to the foreman. [POST-5]

import type { PostId } from "../../domain/ids.ts";
import type { Over } from "../draft.ts";
import type { Page } from "../pages.ts";
import type { Person } from "../person.ts";

/** A foreman signs for the holder of a post, and says why. [POST-5] */
export const signedByForeman = (
  { person, post }: { readonly person: Person; readonly post: PostId },
  over: Over,
): Page => ({
  at: "countersign",
  person,
  post,
  refusal: { code: "relief_unsigned" },
  confirmed: [],
  foreman: { state: "awaited" },
  reason: "",
  over,
});
