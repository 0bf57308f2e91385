// One act of the rehearsal as the script asks for it: who does what, when it was done, and what makes it one and the same act.

import type { Millis } from "../../domain/ids.ts";
import type { Profile } from "../../domain/patrols/track.ts";
import type { WireCommand } from "../../domain/wire-commands.ts";

/** A recorder's file that somebody brings to the desk. */
export type Upload = {
  readonly name: string;
  /** Made when it is sent: most beats only ask whether it is missing. */
  readonly gpx: () => string;
  readonly unit: string;
  readonly profile: Profile;
};

export type Cue = {
  /** Names the effect: the command's id follows from it, so one key happens once, whoever sends it again. */
  readonly key: string;
  /** Where it happens: of a slot's cues only the first that can be tried is given in one beat. */
  readonly slot: string;
} & (
  | { readonly by: "desk" | "tracker"; readonly at: Millis; readonly command: WireCommand }
  /** A worker at the kiosk with his badge. */
  | {
      readonly by: "kiosk";
      readonly badge: string;
      /** Whose badge lies beside his, where a post is handed over. [POST-5] */
      readonly incoming?: string;
      readonly at: Millis;
      readonly command: WireCommand;
    }
  | { readonly by: "upload"; readonly upload: Upload }
);
