// The door for patrols that move over, with what came of them on the board.

import { openTracksDoor } from "./tracks-kit.ts";

export const openPatrolsDoor = async (site?: Parameters<typeof openTracksDoor>[0]) => {
  const { app, cookie, as, world, projection, tracks } = await openTracksDoor(site);
  /** `unit=co` where nothing else is asked. */
  const send = async (
    files: readonly (object | string | Uint8Array)[],
    query = "datum=wgs84",
    more: { readonly cookie?: string; readonly lang?: string } = {},
  ) => {
    const body = new FormData();
    files.forEach((file, n) => {
      const bytes = file instanceof Uint8Array ? Uint8Array.from(file) : undefined;
      const text = typeof file === "string" ? file : JSON.stringify(file);
      body.append("files", new File([bytes ?? text], `f${n}.json`));
    });
    const headers = { cookie: more.cookie ?? cookie, "accept-language": more.lang ?? "en" };
    const response = await app.request(`/patrols?${query}`, { method: "POST", body, headers });
    return { status: response.status, answer: JSON.parse(await response.text()) };
  };
  const { board } = projection;
  return {
    send,
    as,
    world,
    projection,
    tracks,
    board,
    patrols: () => [...board.all("patrol")],
    findings: () => [...board.all("finding")],
  };
};
