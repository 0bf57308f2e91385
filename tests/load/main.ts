// The bench: every figure beside its baseline of the same run, as a table and as JSON. `npm run bench [-- name …]` runs all or the named.

import { durable } from "./durable.ts";
import { type Figure, table } from "./figures.ts";

const parts: Readonly<Record<string, () => Promise<readonly Figure[]>>> = { durable };

const wanted = process.argv.slice(2);
const figures: Figure[] = [];
for (const [name, part] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`bench: ${name} …\n`);
  figures.push(...(await part()));
}
console.log(JSON.stringify({ node: process.version, figures }, null, 2));
console.log(`\n${table(figures)}`);
