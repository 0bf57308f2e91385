// Files as EarthRanger and SMART Connect write them, made here after their shapes: patrols with legs, events, tracks, in any number.

const iso = (at: number): string => new Date(at).toISOString().replace(".000Z", "+00:00");
/** A UUID that counts. */
export const uuidOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

type Spot = { readonly at: number; readonly lon: number; readonly lat: number };
/** A walk of so many minutes, 61 m a minute to the east. */
export const walkFrom = (at: number, minutes: number, lat = 47.2): readonly Spot[] =>
  Array.from({ length: minutes + 1 }, (_, i) => ({ at: at + i * 60_000, lon: 119.9 + i * 8e-4, lat }));

// ── EarthRanger ──────────────────────────────────────────────────────────────────────────────────

export const erLeader = (name: string, more: object = {}) => ({
  content_type: "observations.subject",
  id: uuidOf(700),
  name,
  subject_type: "person",
  subject_subtype: "ranger",
  common_name: null,
  additional: {},
  is_active: true,
  user: null,
  tracks_available: true,
  image_url: "/static/ranger-black.svg",
  ...more,
});

export const erEvent = (n: number, type: string, at: number, more: object = {}) => ({
  id: uuidOf(9000 + n),
  serial_number: 443_000 + n,
  event_type: type,
  priority: 0,
  title: type,
  state: "new",
  contains: [],
  time: iso(at),
  geojson: {
    type: "Feature",
    geometry: { type: "Point", coordinates: [119.91, 47.2] },
    properties: { message: "", datetime: iso(at), image: "https://example.org/static/x.svg" },
  },
  is_collection: false,
  ...more,
});

export const erSegment = (from: number | null, until: number | null, more: object = {}) => ({
  id: uuidOf(500),
  patrol_type: "routine_patrol",
  leader: erLeader("王小明"),
  scheduled_start: null,
  scheduled_end: null,
  time_range: { start_time: from === null ? null : iso(from), end_time: until === null ? null : iso(until) },
  start_location: { latitude: 47.2, longitude: 119.9 },
  end_location: null,
  events: [],
  image_url: "https://example.org/static/patrol.svg",
  icon_id: "patrol-icon",
  updates: [],
  ...more,
});

export const erPatrol = (n: number, segments: readonly object[], more: object = {}) => ({
  id: uuidOf(n),
  priority: 0,
  state: "done",
  objective: null,
  serial_number: 23_000 + n,
  title: `北线日常 ${n}`,
  files: [],
  notes: [],
  patrol_segments: segments,
  updates: [],
  ...more,
});

export const erPage = (patrols: readonly object[]) => ({
  data: { count: patrols.length, next: null, previous: null, results: patrols },
  status: { code: 200, message: "OK" },
});

/** `GET /subject/<id>/tracks/`: newest first. */
export const erTracks = (subject: string, spots: readonly Spot[]) => {
  const newest = [...spots].reverse();
  return {
    data: {
      type: "FeatureCollection",
      features: [
        {
          type: "Feature",
          properties: {
            title: "Ranger 7",
            subject_type: "person",
            id: subject,
            coordinateProperties: { times: newest.map(({ at }) => iso(at)) },
          },
          geometry: { type: "LineString", coordinates: newest.map(({ lon, lat }) => [lon, lat]) },
        },
      ],
    },
    status: { code: 200, message: "OK" },
  };
};

// ── SMART ────────────────────────────────────────────────────────────────────────────────────────

/** The site's clocks are those of Shanghai; SMART writes them without a zone and without leading noughts where it likes. */
const local = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19);
const dateOf = (at: number): string => local(at).slice(0, 10);
const timeOf = (at: number): string => local(at).slice(11);

export const smartFeature = (type: string, at: number, attributes: object, place: readonly [number, number]) => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: place },
  properties: { dateTime: local(at), smartDataType: "patrol", smartFeatureType: type, smartAttributes: attributes },
});

/** What a client sends to `/api/data`: a patrol of one leg, its track, one observation, and the end of the leg. */
export const smartData = (
  spots: readonly Spot[],
  told: { readonly leader: string; readonly members?: readonly string[]; readonly transport?: string },
  category = "animals.carcass.",
) => {
  const [first] = spots;
  const last = spots.at(-1);
  if (first === undefined || last === undefined) throw new Error("a walk has a beginning");
  const ids = { patrolUuid: uuidOf(40), patrolLegUuid: uuidOf(41) };
  const place = ({ lon, lat }: Spot): readonly [number, number] => [lon, lat];
  return {
    type: "FeatureCollection",
    features: [
      smartFeature(
        "patrol/new",
        first.at,
        {
          ...ids,
          patrolId: "SMART_000002",
          team: "communityteam1",
          objective: "防火",
          comment: "冬季",
          isArmed: "false",
          transportType: told.transport ?? "foot",
          mandate: "followup",
          members: [told.leader, ...(told.members ?? [])],
          leader: told.leader,
        },
        place(first),
      ),
      ...spots
        .slice(1, -1)
        .map((spot) => smartFeature("trackpoint/new", spot.at, { patrolLegUuid: ids.patrolLegUuid }, place(spot))),
      smartFeature(
        "waypoint/new",
        first.at + 90_000,
        {
          ...ids,
          incidentUuid: uuidOf(43),
          comment: "马鹿",
          attachments: [{ filename: "a.jpg", data: "AA==" }],
          observationGroups: [
            { observations: [{ observationUuid: uuidOf(44), category, attributes: { numberofcarcasses: 1 } }] },
          ],
        },
        [119.9012, 47.2],
      ),
      smartFeature("leg/end", last.at, ids, place(last)),
    ],
  };
};

const patrolHead = (from: number, until: number) => ({
  uuid: uuidOf(50).replaceAll("-", ""),
  id: "SMART_000050",
  comment: "",
  armed: false,
  start_date: dateOf(from),
  end_date: dateOf(until),
  objective: "查套子",
  team: { uuid: uuidOf(51), name_en: "North team" },
  conservation_area: { uuid: uuidOf(52), id: "CA", name: "CA" },
  attributes: [],
});
const leg = (from: number, until: number, members: readonly object[]) => ({
  uuid: uuidOf(53).replaceAll("-", ""),
  id: "1",
  start_date: dateOf(from),
  end_date: dateOf(until),
  mandate: { uuid: uuidOf(54), key: "followup", name_en: "Follow up" },
  type: { uuid: uuidOf(55), key: "foot", name_en: "Foot" },
  members,
});
export const smartMember = (name: string, isLeader: boolean, id = "") => ({
  uuid: uuidOf(56),
  id,
  name,
  is_leader: isLeader,
  is_pilot: false,
});
const legDay = (from: number, until: number) => ({
  date: dateOf(from),
  start_time: timeOf(from),
  end_time: timeOf(until),
});

/** `/api/query/custom/patrol`: a list of patrols with their legs. */
export const smartPatrols = (from: number, until: number, members: readonly object[]) => [
  {
    ...patrolHead(from, until),
    patrol_legs: [{ ...leg(from, until, members), patrol_leg_days: [legDay(from, until)] }],
  },
];

/** `/api/query/custom/waypoint/patrol`: a feature for each waypoint. */
export const smartWaypoints = (from: number, until: number, members: readonly object[], hkey: string) => [
  {
    type: "Feature",
    geometry: { type: "Point", coordinates: [119.905, 47.2] },
    properties: {
      fid: uuidOf(60),
      patrol: patrolHead(from, until),
      patrol_leg: { ...leg(from, until, members), patrol_leg_day: legDay(from, until) },
      waypoint: {
        uuid: uuidOf(60),
        id: "1",
        date: dateOf(from),
        time: timeOf(from + 600_000),
        x: 119.905,
        y: 47.2,
        comment: "",
        source: "PATROL",
        attachments: [],
        observation_groups: [
          {
            uuid: uuidOf(61),
            observations: [
              {
                uuid: uuidOf(62),
                category: { hkey, label_1_en: "x" },
                attributes: [{ attribute_key: "count", attribute_name_en: "Count", value: 3 }],
                attachments: [],
              },
            ],
          },
        ],
      },
    },
  },
];

/** `/api/query/custom/track/patrol`: a line for each day of a leg, its times beside it. */
export const smartTracks = (lines: readonly (readonly Spot[])[]) => ({
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      geometry:
        lines.length === 1
          ? { type: "LineString", coordinates: (lines[0] ?? []).map(({ lon, lat }) => [lon, lat]) }
          : { type: "MultiLineString", coordinates: lines.map((line) => line.map(({ lon, lat }) => [lon, lat])) },
      properties: {
        fid: uuidOf(63),
        date: dateOf(lines[0]?.[0]?.at ?? 0),
        distance_km: 1.5,
        timestamps:
          lines.length === 1
            ? (lines[0] ?? []).map(({ at }) => local(at))
            : lines.map((line) => line.map(({ at }) => local(at))),
        patrol: { uuid: uuidOf(50).replaceAll("-", ""), id: "SMART_000050", ca_uuid: uuidOf(52) },
        patrol_leg: { uuid: uuidOf(53).replaceAll("-", ""), id: "1" },
      },
    },
  ],
});

/** One text of each shape, to be mutilated. */
export const movedWholes = (begun: number): readonly string[] => {
  const members = [smartMember("王小明", true, "100000"), smartMember("Mwangi", false)];
  const ended = begun + 4 * 3_600_000;
  return [
    erPage(
      [1, 2, 3].map((n) => {
        const events = [erEvent(n, "fire_rep", begun), erEvent(n + 9, "x", begun)];
        return erPatrol(n, [erSegment(begun, ended, { events })], { notes: [{ text: "雪大" }] });
      }),
    ),
    smartData(walkFrom(begun, 30), { leader: "100003", members: ["李4"] }),
    smartPatrols(begun, ended, members),
    smartWaypoints(begun, ended, members, "animals.carcass."),
  ].map((one) => JSON.stringify(one));
};
