// Who stands beside him: the other whose badge a page waits for, as far as the kiosk knows him yet.

import type { Person } from "./person.ts";

export type Foreman =
  | { readonly state: "awaited" }
  | { readonly state: "asked"; readonly badge: string }
  | { readonly state: "here"; readonly badge: string; readonly name: string }
  | { readonly state: "wrong"; readonly why: "self" | "no-foreman" | "unknown" };
export type Incoming =
  | { readonly state: "awaited" }
  | { readonly state: "asked"; readonly badge: string }
  | { readonly state: "here"; readonly person: Person; readonly name: string }
  | { readonly state: "wrong"; readonly why: "self" | "unknown" };
export type Outgoing =
  | { readonly state: "awaited" }
  | { readonly state: "asked"; readonly badge: string }
  | { readonly state: "wrong" };
