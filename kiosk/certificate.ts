// A certificate's name as who stands at the kiosk reads it.

import { certificateIn } from "../domain/site/certificates.ts";
import type { Kiosk } from "./kiosk.ts";

export const certificateName = (kiosk: Kiosk, name: string): string =>
  certificateIn(kiosk.place?.site, name, kiosk.lang);
