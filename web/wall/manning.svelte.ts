// The posts' view, kept cheap: places are computed when posts come or go, states once a second and with each patch.

import { type LookMemory, type Manning, manning, type PostOrder, postOrder } from "../../domain/posts/manning.ts";
import type { Scene } from "./scene.svelte.ts";

export const createManning = (look: () => Scene): { readonly view: Manning } => {
  let before: PostOrder | undefined;
  let told: Manning | undefined;
  const memory: LookMemory = new WeakMap();
  const order = $derived.by(() => {
    before = postOrder(look().records.all("post"), before);
    return before;
  });
  const view = $derived.by(() => {
    const { records, site, clock, now } = look();
    told = manning(order, records, { site, clock }, now, memory, told);
    return told;
  });
  return {
    get view() {
      return view;
    },
  };
};
