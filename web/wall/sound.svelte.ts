// Sounds while a priority-1 alarm is unanswered on a living screen, and knows whether anybody can hear it.

import { rings } from "./alarm-view.ts";
import { openLoudspeaker } from "./loudspeaker.ts";
import type { Scene } from "./scene.svelte.ts";
import { createSiren } from "./siren.ts";

export const createSound = (look: () => Scene): { readonly blocked: boolean; readonly allow: () => void } => {
  let blocked = $state(false);
  const siren = createSiren({
    open: openLoudspeaker,
    every: (ms, tick) => {
      const timer = setInterval(tick, ms);
      return () => clearInterval(timer);
    },
    onBlocked: (is) => {
      blocked = is;
    },
  });
  const ringing = $derived.by(() => {
    const { lost, past, records, now } = look();
    return !lost && !past && rings(records.all("alarm"), now);
  });
  $effect(() => siren.ring(ringing));
  $effect(() => siren.close);
  return {
    get blocked() {
      return blocked;
    },
    allow: siren.allow,
  };
};
