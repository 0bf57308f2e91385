// A real site on a server without a browser: its first admin made by the printed link, the folder brought in, doors knocked at in his name.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import type { RunningServer } from "./running-server.ts";

export type Knock = {
  readonly lang?: "zh-CN" | "en";
  readonly body?: string | FormData;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Answered = { readonly status: number; readonly message: string; readonly body: unknown };
export type Admin = { readonly knock: (path: string, how?: Knock) => Promise<Answered> };

const told = v.object({ message: v.optional(v.string(), "") });

/** A form with every file of the folder; `change` has the last word on each text. */
export const siteForm = async (
  folder: string,
  change = (_: string, text: string): string => text,
): Promise<FormData> => {
  const form = new FormData();
  for (const name of await readdir(folder))
    form.append("files", new File([change(name, await readFile(join(folder, name), "utf8"))], name));
  return form;
};

/** Waits for the set-up link of a server that has nobody yet, and signs the first admin in. */
export const firstAdmin = async (server: RunningServer): Promise<Admin> => {
  const link = await server.says(/#setup=[\w-]+/);
  const made = await fetch(`${server.url}/api/v1/setup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: link.slice(7), login: "zhang", name: "张主任", password: "红松 白桦 落叶松 2026" }),
  });
  if (!made.ok) throw new Error(`set-up answered ${made.status}: ${await made.text()}`);
  const cookie = (made.headers.get("set-cookie") ?? "").split(";", 1)[0] ?? "";
  return {
    knock: async (path, { lang = "zh-CN", body, headers = {} } = {}) => {
      const response = await fetch(`${server.url}${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers: {
          cookie,
          "accept-language": lang,
          ...(typeof body === "string" ? { "content-type": "application/json" } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
      });
      const json: unknown = await response.json();
      return { status: response.status, message: v.parse(told, json).message, body: json };
    },
  };
};
