// Where one is at the desk, written in the address: `#/alarms/post-vacant:p12`; so links, the back key and reload all work.

export const pages = [
  "overview",
  "alarms",
  "cases",
  "posts",
  "patrols",
  "activities",
  "trends",
  "screens",
  "site",
  "people",
] as const;
/** Pages that another page leads to; they have no place on the rail. */
export const innerPages = [
  "webhooks",
  "plans",
  "trackers",
  "rounds",
  "findings",
  "signs",
  "coverage",
  "casetrends",
  "hours",
  "training",
  "quizzes",
  "corrections",
  "contests",
  "result",
  "study",
  "refused",
  "casesheet",
  "casemonth",
] as const;
export type Page = (typeof pages)[number] | (typeof innerPages)[number];

/** Which page of the rail it belongs to. */
export const railPage = (page: Page): (typeof pages)[number] => {
  switch (page) {
    case "webhooks":
    case "plans":
      return "site";
    case "trackers":
    case "findings":
    case "signs":
    case "rounds":
      return "patrols";
    case "casesheet":
    case "casemonth":
      return "cases";
    case "refused":
      return "posts";
    case "coverage":
    case "casetrends":
      return "trends";
    case "hours":
    case "corrections":
      return "people";
    case "contests":
    case "result":
    case "study":
      return "activities";
    case "training":
    case "quizzes":
      return "activities";
    case "overview":
    case "alarms":
    case "cases":
    case "posts":
    case "patrols":
    case "activities":
    case "trends":
    case "screens":
    case "site":
    case "people":
      return page;
  }
};

export type Route = {
  readonly page: Page;
  /** The chosen record, or the name of a form (`+`…); undefined: only the list. */
  readonly id: string | undefined;
};

const isPage = (text: string): text is Page => [...pages, ...innerPages].some((page) => page === text);

export const parseRoute = (hash: string): Route => {
  const [page = "", id = ""] = hash.replace(/^#\/?/, "").split("/");
  return { page: isPage(page) ? page : "overview", id: id === "" ? undefined : decoded(id) };
};

export const linkTo = (page: Page, id?: string): string =>
  id === undefined ? `#/${page}` : `#/${page}/${encodeURIComponent(id)}`;

/** The set-up link's token, if this page was opened by one: `/desk#setup=<token>`. */
export const setupToken = (hash: string): string | undefined => {
  const token = /^#setup=([\w-]+)$/.exec(hash)?.[1];
  return token === "" ? undefined : token;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
};
