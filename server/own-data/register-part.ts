// What the register says of somebody, and what he settled himself. [ORG-2]

import type { OwnLine } from "../../domain/corrections/own-data.ts";
import { certificateIn } from "../../domain/site/certificates.ts";
import { langOf, largeTextOf } from "../../domain/workers.ts";
import type { Section, Telling } from "./telling.ts";

export const registerPart = (telling: Telling, hasPin: boolean): Section => {
  const { board, self, lang, say, tongue, stamp, unitName, reader } = telling;
  const line = (what: string, value: string): OwnLine => ({ what, value: value === "" ? say("none") : value });
  const his = reader.by === "himself";
  const chosen = self.chosen === undefined ? "" : `${telling.lang === "en" ? " " : ""}(${say("chosen")})`;
  return {
    part: "register",
    title: say("part.register"),
    says: his ? "" : say("slip"),
    lines: [
      line(say("name"), self.name),
      line(say("number"), self.number),
      line(say("unit"), self.scope.map(unitName).join(" / ")),
      line(say("crew"), self.crew),
      line(say("roles"), self.roles.map(tongue.role).join(say("list"))),
      ...(his ? [line(say("tags"), self.tags.join(say("list")))] : []),
      ...(his ? [line(say("party"), say(reader.shared === true ? "party.copy" : self.party ? "yes" : "no"))] : []),
      ...self.qualifications.map(({ name, until }) =>
        line(
          say("qualification", { name: certificateIn(board.get("site", "site"), name, lang) }),
          say("until", { day: until }),
        ),
      ),
      ...(self.seen ?? []).map(({ name, number, at }) =>
        line(say("seen", { name }), say("seen.is", { number, at: stamp(at) })),
      ),
      ...(his
        ? [
            line(say("lang"), `${say(`lang.${langOf(self)}`)}${chosen}`),
            line(say("large"), `${say(largeTextOf(self) ? "yes" : "no")}${chosen}`),
            line(say("badge"), self.badge === "" ? "" : say("badge.is")),
            line(say("pin"), hasPin ? say("pin.is") : ""),
            ...(self.copies ?? []).map(({ at, way }) => line(say("copy"), say(`copy.${way}`, { at: stamp(at) }))),
          ]
        : []),
    ],
  };
};
