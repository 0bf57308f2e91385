// The figures of activities that a site may set, apart from the site's schemas so that a kiosk need not begin with these. [ACT-3, ACT-4]

import type { SiteRec } from "../site/site.ts";

/** Those of `site.ts`, once more: a test holds them equal. */
export const activityDefaults = { leaveMin: 30, creditMin: 60, answerDays: 7, offerShifts: 2 } as const;

/** One that the site's record is too old to bear has its default. */
export const activitySettings = ({
  settings,
}: Pick<SiteRec, "settings">): Pick<SiteRec["settings"], keyof typeof activityDefaults> => ({
  ...activityDefaults,
  ...settings,
});
