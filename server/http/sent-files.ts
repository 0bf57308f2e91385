// Files as a person sends them to a door: one as the body itself, or several in a form, with the datum that was said of them. [PAT-2]

import type { Context, MiddlewareHandler } from "hono";
import type { Refusal } from "../../domain/refusals.ts";
import type { UploadedFile } from "../ingest/import-tracks.ts";
import { trackLimits } from "../ingest/limits.ts";
import { refuse } from "./answers.ts";
import { bodyWithin } from "./body.ts";

/** Bytes of several files together; each is bound by `trackLimits` besides. */
const formLimit = 32_000_000;
const maxFiles = 200;

export const isForm = (c: Context): boolean => (c.req.header("content-type") ?? "").startsWith("multipart/form-data");

const within = (bytes: number) =>
  bodyWithin(bytes, (c) => refuse(c, { code: "too_large", params: { limit: `${Math.floor(bytes / 1e6)} MB` } }));
const [oneFile, form] = [within(trackLimits.bytes), within(formLimit)];

/** Lets no more in than may be read: one file as the body, or several in a form. */
export const filesWithin: MiddlewareHandler = (c, next) => (isForm(c) ? form(c, next) : oneFile(c, next));

/** Every file of a form, whatever its field is called, and every `datum` said beside them. */
export const sentIn = async (
  c: Context,
  name: string,
): Promise<{ readonly files: readonly UploadedFile[]; readonly datums: readonly string[] } | Refusal> => {
  if (!isForm(c)) return { files: [{ name, bytes: new Uint8Array(await c.req.arrayBuffer()) }], datums: [] };
  const form = await c.req.formData().catch((error: unknown) => {
    if (error instanceof TypeError) return undefined;
    throw error;
  });
  const files: UploadedFile[] = [];
  const datums: string[] = [];
  for (const [field, part] of form ?? []) {
    if (typeof part !== "string")
      files.push({ name: part.name.slice(0, 200), bytes: new Uint8Array(await part.arrayBuffer()) });
    else if (field === "datum") datums.push(part);
  }
  if (files.length === 0) return { code: "malformed", params: { where: "files" } };
  return files.length > maxFiles
    ? { code: "too_large", params: { limit: `${maxFiles} 文件 files` } }
    : { files, datums };
};
