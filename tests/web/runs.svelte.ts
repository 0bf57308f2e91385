// Shows what an effect sees of a rune's value, so that a test can tell a live store from a dead one.

export const countRuns = <T>(read: () => T): { readonly seen: readonly T[]; readonly stop: () => void } => {
  const seen: T[] = [];
  const stop = $effect.root(() => {
    $effect(() => {
      seen.push(read());
    });
  });
  return { seen, stop };
};
