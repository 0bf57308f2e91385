// The hazards that he told of, mends, accepts, or has acted on. [CASE-1, ORG-2]

import { isOpen, rectifiers, teller } from "../../domain/cases/case.ts";
import type { OwnLine } from "../../domain/corrections/own-data.ts";
import type { Telling } from "./telling.ts";

export const caseLines = ({ self, say, stamp, all }: Telling): readonly OwnLine[] =>
  all("case").flatMap((one) => {
    const tells = teller(one) === self.id;
    const isBound = rectifiers(one).includes(self.id) || one.fixes?.acceptor === self.id;
    const deeds = one.log.filter(({ by }) => typeof by === "object" && by.worker === self.id);
    const photos = one.photos.filter(({ by }) => typeof by === "object" && by.worker === self.id).length;
    if (!tells && !isBound && deeds.length + photos === 0) return [];
    const value = [
      tells ? say("hazard.told") : "",
      isBound ? say("hazard.bound") : "",
      deeds.length === 0 ? "" : say("hazard.did", { n: deeds.length }),
      photos === 0 ? "" : say("hazard.photos", { n: photos }),
      tells ? one.words : "",
      ...deeds.filter(({ did }) => did !== "reported").map(({ words }) => words),
      say(isOpen(one) ? "hazard.open" : "hazard.over"),
    ];
    return [
      { what: say("hazard", { at: stamp(one.at) }), value: value.filter((text) => text !== "").join(say("list")) },
    ];
  });
