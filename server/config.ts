// Environment → Config, or a sentence that says what is wrong and how to mend it.

import { resolve } from "node:path";
import * as v from "valibot";
import { type Datum, datums, type Profile, profiles } from "../domain/patrols/track.ts";

export type Config = {
  readonly host: string;
  readonly port: number;
  /** The store: ledger, snapshots, secrets, lock. */
  readonly dataDir: string;
  /** Folder of a site that is loaded into an empty store for the rehearsal. */
  readonly sampleDir: string;
  /** Built pages. */
  readonly publicDir: string;
  /** `on`: an empty store gets the sample site and the rehearsal plays on it. `still`: nobody plays. `off`: it stays empty. */
  readonly rehearsal: "on" | "still" | "off";
  /** A ledger file that would grow beyond this begins a new one, bytes. */
  readonly segmentBytes: number;
  /** A proxy of ours stands before the server: believe it about the address and the HTTPS of who knocks. */
  readonly trustProxy: boolean;
  /** Port of the broker for trackers; undefined: none. */
  readonly mqttPort: number | undefined;
  /** The site's own broker to listen to; undefined: none. */
  readonly mqttUrl: string | undefined;
  /** A folder whose track files are imported, and what holds for those whose folders do not say; undefined: none. */
  readonly tracks:
    | {
        readonly dir: string;
        readonly datum: Datum | undefined;
        readonly profile: Profile;
        readonly unit: string | undefined;
      }
    | undefined;
  /** Map tiles under the board's own drawing; undefined: none, and nothing is ever fetched. */
  readonly tiles: TilesConfig | undefined;
  /** Events after which a new snapshot is written. */
  readonly snapshotEvery: number;
};

export type TilesConfig = {
  /** An address or a file's path, with `{z}`, `{x}` and `{y}` in it. */
  readonly url: string;
  /** What the tiles themselves are drawn in. */
  readonly datum: Datum;
  /** Whose they are, shown on every map. */
  readonly attribution: string;
  readonly maxZoom: number;
};

/** What the environment says is not usable; the message is for a person, in both languages. */
export class ConfigWrong extends Error {
  override readonly name = "ConfigWrong";
}

const whole = (lo: number, hi: number) =>
  v.pipe(v.string(), v.trim(), v.regex(/^\d+$/), v.transform(Number), v.minValue(lo), v.maxValue(hi));

const isMqttUrl = (text: string): boolean => {
  try {
    const { protocol, hostname, username, password } = new URL(text);
    decodeURIComponent(username + password);
    return /^mqtts?:$/.test(protocol) && hostname !== "";
  } catch (error) {
    if (error instanceof TypeError || error instanceof URIError) return false;
    throw error;
  }
};

/** Of an address only http and https, without a name and password, which no fetch takes; a path has no scheme at all. */
const isTilesUrl = (text: string): boolean =>
  ["{z}", "{x}", "{y}"].every((part) => text.includes(part)) &&
  (!text.includes("://") || (/^https?:\/\/[^/{}@]+\//.test(text) && URL.canParse(text)));

const environment = v.object({
  HOST: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1)), "127.0.0.1"),
  PORT: v.optional(whole(0, 65_535), "8080"),
  DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1)), "data/store"),
  SAMPLE_DIR: v.optional(v.pipe(v.string(), v.minLength(1)), "data/sample"),
  PUBLIC_DIR: v.optional(v.pipe(v.string(), v.minLength(1)), "dist/public"),
  REHEARSAL: v.optional(v.picklist(["on", "still", "off"]), "on"),
  SEGMENT_MB: v.optional(whole(1, 4096), "64"),
  TRUST_PROXY: v.optional(v.picklist(["on", "off"]), "off"),
  MQTT_PORT: v.optional(whole(0, 65_535)),
  MQTT_URL: v.optional(v.pipe(v.string(), v.trim(), v.check(isMqttUrl))),
  TRACKS_DIR: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1))),
  TRACKS_DATUM: v.optional(v.picklist(datums)),
  TRACKS_PROFILE: v.optional(v.picklist(profiles), "foot"),
  TRACKS_UNIT: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1))),
  TILES_URL: v.optional(v.pipe(v.string(), v.trim(), v.check(isTilesUrl))),
  TILES_DATUM: v.optional(v.picklist(datums)),
  TILES_ATTRIBUTION: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80)), ""),
  TILES_MAX_ZOOM: v.optional(whole(0, 22), "18"),
  SNAPSHOT_EVERY: v.optional(whole(100, 10_000_000), "20000"),
});

const meanings: Readonly<Record<string, string>> = {
  HOST: "监听地址，如 127.0.0.1 或 0.0.0.0 · address to listen on",
  PORT: "端口 0–65535 · port 0–65535",
  DATA_DIR: "数据目录 · data folder",
  SAMPLE_DIR: "样例现场目录 · sample site folder",
  PUBLIC_DIR: "页面目录 · folder of the built pages",
  REHEARSAL: "on、still 或 off · on, still or off",
  SEGMENT_MB: "账本分段大小 1–4096 MB · ledger segment size 1–4096 MB",
  TRUST_PROXY: "on 或 off · on or off",
  MQTT_PORT: "定位器 MQTT 端口 0–65535，不设则不开 · port of the broker for trackers, none without it",
  MQTT_URL: "现场 MQTT 服务器，如 mqtt://用户:密码@主机:1883 · the site's broker, as mqtt://user:password@host:1883",
  TRACKS_DIR: "放轨迹文件的文件夹，不设则不看 · folder of track files to import, none without it",
  TRACKS_DATUM:
    "wgs84、cgcs2000 或 gcj02，不设则必须放进坐标系文件夹 · datum of files outside of a datum's folder, none without it",
  TRACKS_PROFILE: "foot、ride 或 vehicle · foot, ride or vehicle",
  TRACKS_UNIT: "单位编号，不设则为全场 · a unit's id, the whole site without it",
  TILES_URL:
    "瓦片地址或路径，含 {z} {x} {y}，如 http://192.168.1.5/tiles/{z}/{x}/{y}.png · address or path of map tiles with {z} {x} {y}",
  TILES_DATUM:
    "瓦片的坐标系 wgs84、cgcs2000 或 gcj02，设了 TILES_URL 就必须写明 · datum of the tiles, needed with TILES_URL",
  TILES_ATTRIBUTION: "瓦片版权，最多 80 字 · whose the tiles are, at most 80 characters",
  TILES_MAX_ZOOM: "瓦片最大级别 0–22 · deepest zoom of the tiles 0–22",
  SNAPSHOT_EVERY: "每多少事件存一次快照 100–10000000 · events between snapshots 100–10000000",
};

const wrong = (lines: readonly string[]): ConfigWrong =>
  new ConfigWrong(
    `配置不对，未启动。请改正：\nThe configuration is wrong and the server was not started. Correct:\n${lines.join("\n")}`,
  );

/** Throws ConfigWrong. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const parsed = v.safeParse(environment, env);
  if (!parsed.success) {
    const lines = parsed.issues.map((issue) => {
      const name = v.getDotPath(issue) ?? "";
      // An address may hold a password: it is not printed.
      const told = name === "MQTT_URL" || name === "TILES_URL" ? "…" : String(issue.input);
      return `  ${name}=${told} → ${meanings[name] ?? ""}`;
    });
    throw wrong(lines);
  }
  const { HOST, PORT, DATA_DIR, SAMPLE_DIR, PUBLIC_DIR, REHEARSAL, SEGMENT_MB, TRUST_PROXY } = parsed.output;
  const { SNAPSHOT_EVERY, MQTT_PORT, MQTT_URL } = parsed.output;
  const { TRACKS_DIR, TRACKS_DATUM: datum, TRACKS_PROFILE: profile, TRACKS_UNIT: unit } = parsed.output;
  const { TILES_URL, TILES_DATUM, TILES_ATTRIBUTION, TILES_MAX_ZOOM } = parsed.output;
  // A tile drawn in another datum than was thought lies half a kilometre away: it is said, never guessed. [PAT-2]
  if (TILES_URL !== undefined && TILES_DATUM === undefined) throw wrong([`  TILES_DATUM → ${meanings.TILES_DATUM}`]);
  return {
    host: HOST,
    port: PORT,
    dataDir: resolve(DATA_DIR),
    sampleDir: resolve(SAMPLE_DIR),
    publicDir: resolve(PUBLIC_DIR),
    rehearsal: REHEARSAL,
    segmentBytes: SEGMENT_MB * 1024 * 1024,
    trustProxy: TRUST_PROXY === "on",
    snapshotEvery: SNAPSHOT_EVERY,
    mqttPort: MQTT_PORT,
    mqttUrl: MQTT_URL,
    tiles:
      TILES_URL === undefined || TILES_DATUM === undefined
        ? undefined
        : { url: TILES_URL, datum: TILES_DATUM, attribution: TILES_ATTRIBUTION, maxZoom: TILES_MAX_ZOOM },
    tracks: TRACKS_DIR === undefined ? undefined : { dir: resolve(TRACKS_DIR), datum, profile, unit },
  };
};
