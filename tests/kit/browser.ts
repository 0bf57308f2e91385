// How to start a Chromium on the machine at hand: with no download, no system packages and no rights.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium, type LaunchOptions } from "playwright-core";
import * as v from "valibot";

/** A test's browser asks nobody outside and speaks plain TCP. */
const quiet = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
] as const;

/** Chromium's own sandbox cannot be made by root. */
const sandbox: readonly string[] = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** What the unpacking is told, and what it leaves behind: put back afterwards. */
const borrowed = ["TMPDIR", "AWS_EXECUTION_ENV", "FONTCONFIG_PATH", "LD_LIBRARY_PATH"] as const;

/** The Chromium that lies packed in node_modules; Linux x64 only. */
const packed = async (): Promise<LaunchOptions> => {
  const manifest: unknown = JSON.parse(readFileSync("node_modules/@sparticuz/chromium/package.json", "utf8"));
  const { version } = v.parse(v.object({ version: v.string() }), manifest);
  const folder = resolve("node_modules/.cache", `chromium-${version}`);
  mkdirSync(folder, { recursive: true });
  const before = new Map(borrowed.map((name) => [name, process.env[name]]));
  // It unpacks into the temp folder and takes whatever lies there, of any version: so it gets a folder of its own.
  // Its own libnss3, which a bare machine lacks, it brings only "on AWS".
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" });
  const { default: binary } = await import("@sparticuz/chromium");
  const executablePath = await binary.executablePath();
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  // Its fonts.conf names a fixed folder, and Chromium dies on the first page where no font at all is found.
  const fonts = join(folder, "fonts-here.conf");
  const places = [join(folder, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"];
  const conf = `<?xml version="1.0"?><fontconfig>${places.map((place) => `<dir>${place}</dir>`).join("")}<cachedir>${join(folder, "fonts-cache")}</cachedir></fontconfig>`;
  if (!existsSync(fonts) || readFileSync(fonts, "utf8") !== conf) writeFileSync(fonts, conf);
  const libraries = [join(folder, "al2023", "lib"), process.env.LD_LIBRARY_PATH].filter((path) => path !== undefined);
  return {
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", ...quiet],
    env: { ...process.env, FONTCONFIG_FILE: fonts, LD_LIBRARY_PATH: libraries.join(":") },
  };
};

/** CHROME_PATH, else the packed Chromium, else Playwright's own, else the Edge or Chrome that is installed. */
export const launchOptions = async (): Promise<LaunchOptions> => {
  const args = [...sandbox, ...quiet];
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH !== undefined && CHROME_PATH !== "") return { executablePath: CHROME_PATH, args };
  if (process.platform === "linux" && process.arch === "x64") return packed();
  const own = chromium.executablePath();
  if (own !== "" && existsSync(own)) return { executablePath: own, args };
  return { channel: process.platform === "win32" ? "msedge" : "chrome", args };
};
