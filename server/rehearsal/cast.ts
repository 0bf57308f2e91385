// Who plays in the rehearsal: what the board does not know of the made-up people.

export type Cast = {
  /** Names the play: the same seed and clock give the same rehearsal. */
  readonly seed: string;
  /** Badge codes by worker number; the board keeps only their hashes. */
  readonly badgesByNumber: ReadonlyMap<string, string>;
};
