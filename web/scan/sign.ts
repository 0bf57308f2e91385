// What the address says: a sign's link names its checkpoint, the desk's link brings the phone's token. Pure.

export type Sign = { readonly route: string; readonly checkpoint: string };

/** `?c=<route>.<checkpoint>`: the first dot parts them, so a route whose id holds a dot has no sign. */
const signOf = (search: string): Sign | undefined => {
  const code = new URLSearchParams(search).get("c")?.trim() ?? "";
  const dot = code.indexOf(".");
  const route = code.slice(0, dot);
  const checkpoint = code.slice(dot + 1);
  const fits = (part: string): boolean => part !== "" && part.length <= 64;
  return dot > 0 && fits(route) && fits(checkpoint) ? { route, checkpoint } : undefined;
};

/** The link on a sign or a tag, whatever the host: a tag outlives the address of a server. */
export const signOfLink = (link: string): Sign | undefined => {
  const mark = link.indexOf("?");
  return mark < 0 ? undefined : signOf(link.slice(mark).replace(/#.*$/s, ""));
};

/** As typed, pasted, or opened as a link; undefined where it cannot be one. */
export const tokenOf = (text: string): string | undefined => {
  const said = text.slice(text.lastIndexOf("#") + 1).trim();
  return /^[\w-]{16,200}$/.test(said) ? said : undefined;
};
