// Runs the coverage command on the words of the command line. `npm run coverage` bundles it in memory, half a second, and runs it in a process of its own.

import { runCoverage } from "./coverage-command.ts";

process.exitCode = runCoverage(
  process.argv.slice(2),
  Date.now(),
  (text) => process.stdout.write(`${text}\n`),
  (text) => process.stderr.write(`${text}\n`),
);
