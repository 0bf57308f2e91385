// What kiosk and server agree on about the box in which an act is kept: to whom it is sealed, and what it is bound to.

/** The server's newest public key, X25519 in base64url, and its name. */
export type SealTo = { readonly id: string; readonly key: string };

/** Keeps these keys apart from any other use of the same secret. */
export const boxLabel = "shouwang act box 1";

/** Stands in the clear beside the box and is bound to it: a box opens beside no other id, time or name of an act. */
export const boundOf = (act: { readonly id: string; readonly at: number; readonly type: string }): string =>
  `${act.id} ${act.at} ${act.type}`;
