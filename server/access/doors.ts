// Who comes through a door: the one question that the socket and HTTP ask, answered by tokens on a real site.

import type { Profile } from "../../domain/site/screens.ts";
import type { Answer } from "./answer.ts";
import type { Device, Devices } from "./devices.ts";
import type { People, Person } from "./people.ts";

export interface Doors {
  /** The screen that bears this token; `page` is the profile that the page was opened as. */
  screen(token: string, page: Profile): Answer<Device>;
  /** The person whose session this is. */
  person(token: string): Answer<Person>;
}

/** On a real site the token alone says what a screen is; what the page calls itself counts for nothing. */
export const createTokenDoors = (devices: Pick<Devices, "deviceOf">, people: Pick<People, "sessionOf">): Doors => ({
  screen: (token) => devices.deviceOf(token),
  person: (token) => people.sessionOf(token),
});
