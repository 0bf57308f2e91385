// What is typed into a phone's app or a platform so that its positions come here; and where in the desk's address each form stands. [PAT-2]

/** Where the devices reach the server: at the address under which this desk was opened. */
export type Station = { readonly origin: string; readonly mqttPort: number | undefined };

const api = (origin: string): string => `${origin}/api/v1`;

/** OwnTracks, mode HTTP: whatever the user is called, the token is the password. */
export const ownTracksUrl = (origin: string): string => `${api(origin)}/owntracks`;

/** Traccar Client and all that speak OsmAnd: they know an address and nothing else, so the token stands in it. */
export const osmAndUrl = (origin: string, token: string): string => `${api(origin)}/osmand/${token}`;

/** OwnTracks, mode MQTT; undefined where the server has no broker of its own. */
export const mqttPlace = ({
  origin,
  mqttPort,
}: Station): { readonly host: string; readonly port: string } | undefined =>
  mqttPort === undefined ? undefined : { host: new URL(origin).hostname, port: String(mqttPort) };

/** Traccar's forwarding, or whatever program speaks its JSON. */
export const forwardUrl = (origin: string): string => `${api(origin)}/traccar`;
export const forwardHeader = (token: string): string => `Authorization: Bearer ${token}`;

/** The lines for Traccar's own traccar.xml. */
export const traccarEntries = (origin: string, token: string): string =>
  [
    ["forward.type", "json"],
    ["forward.url", forwardUrl(origin)],
    ["forward.header", forwardHeader(token)],
  ]
    .map(([key, value]) => `<entry key='${key}'>${value}</entry>`)
    .join("\n");

/** An address that means this machine alone: no phone can use it. */
export const isOnlyHere = (origin: string): boolean => {
  const { hostname } = new URL(origin);
  return hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
};

export const addForm = "+";
export const gatewayForm = "+gateway";
const deviceForm = "+device:";

/** The form that adds the device which called under this id. */
export const formFor = (device: string): string => `${deviceForm}${device}`;

/** The device's id that the form begins with; undefined: it is not the form. */
export const formDevice = (id: string | undefined): string | undefined => {
  if (id === addForm) return "";
  return id?.startsWith(deviceForm) ? id.slice(deviceForm.length) : undefined;
};
