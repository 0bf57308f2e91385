// The accessibility checker as a page under test holds it.

import type * as axeCore from "axe-core";

declare global {
  interface Window {
    readonly axe: typeof axeCore;
  }
}
