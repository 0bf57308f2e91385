// 返回: the page behind each page.

import type { SignUpCrew } from "../domain/activities/crew-sign-up.ts";
import { behindObjecting } from "./contests/pages.ts";
import { passed } from "./draft.ts";
import { behindHazard, tasksPage } from "./hazards/pages.ts";
import { behindQuiz } from "./learning/pages.ts";
import { behindCorrect, behindData } from "./mydata/own-pages.ts";
import { activitiesOf, heldPage, homeOf, type Page, upkeepPage } from "./pages.ts";
import type { Person } from "./person.ts";

/** The page behind a page. There is no history: what lies behind follows from where one stands. */
export const behind = (page: Page): Page => {
  switch (page.at) {
    case "idle":
    case "number":
    case "stopped":
    case "said":
    case "sending":
    case "done":
      return { at: "idle" };
    case "asking":
      return page.from;
    case "words":
      return page.of;
    case "pin":
      return page.of.kind === "number" ? { at: "number", digits: page.of.number } : homeOf(page.of.person);
    case "sos":
    case "called":
    case "locked":
      return page.person === undefined ? { at: "idle" } : homeOf(page.person);
    case "note":
      return { at: "called", person: page.person };
    case "home":
      return { at: "idle" };
    case "crew":
      return page.step === "call" ? { ...page, step: "read", sheet: 0 } : homeOf(page.person);
    case "crew-sign-up":
      return { at: "crew-activities", person: page.person, sheet: 0 };
    case "activities":
      return page.series === undefined ? homeOf(page.person) : activitiesOf(page.person);
    case "crew-activities":
    case "answered":
    case "moved":
    case "offer":
    case "swap-offer":
    case "posts":
    case "mine":
    case "asked":
    case "news":
    case "patrol":
      return homeOf(page.person);
    case "briefing":
    case "missing":
    case "handover":
    case "held":
      return { at: "home", person: page.person, post: page.post };
    case "takeover":
      if (page.way === "relief") return heldPage(page);
      return { at: "home", person: page.person, post: page.post };
    case "countersign": {
      const { person, post, refusal, confirmed } = page;
      if (page.over?.way === "relief") return heldPage(page);
      return { at: "missing", person, post, refusal, confirmed, ...passed(page) };
    }
    case "photo":
    case "hazard":
    case "hazards":
    case "told":
    case "task":
      return behindHazard(page) ?? (page.person === undefined ? { at: "idle" } : homeOf(page.person));
    case "objecting":
      return behindObjecting(page);
    case "contest":
    case "activity":
      return activitiesOf(page.person);
    case "learning":
      return { at: "mine", person: page.person, sheet: 0 };
    case "quiz":
      return behindQuiz(page);
    case "swap":
      return { at: "cancel", person: page.person, activity: page.activity };
    case "correct":
      return behindCorrect(page);
    case "mydata":
      return behindData(page) ?? { at: "mine", person: page.person, sheet: 0 };
    case "followups":
    case "cancel":
      return { at: "mine", person: page.person, sheet: 0 };
    case "refused": {
      const { command } = page.draft;
      if (command.type === "SignUp") return activitiesOf(page.person);
      if (command.type === "SignUpCrew") return crewPage(page.person, command);
      if ("patrol" in command) return { at: "patrol", person: page.person, sheet: 0, wrong: false };
      if ("case" in command) return tasksPage(page.person);
      return /^CancelEntry|Swap/.test(command.type)
        ? { at: "mine", person: page.person, sheet: 0 }
        : homeOf(page.person);
    }
    case "upkeep":
      return page.show === "facts" ? { at: "mine", person: page.person, sheet: 0 } : upkeepPage(page.person);
    case "queue":
      return page.person === undefined ? { at: "idle" } : homeOf(page.person);
  }
};

/** What he had chosen stays chosen when he is sent back. */
const crewPage = (person: Person, { activity, crew }: SignUpCrew): Page => {
  const [first] = crew;
  if (first === undefined) return { at: "crew-activities", person, sheet: 0 };
  return { at: "crew-sign-up", person, activity, role: first.role, chosen: crew, sheet: 0 };
};
