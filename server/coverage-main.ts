// Runs the coverage command on the words of the command line; loaded by `npm run coverage` without a build.

import { runCoverage } from "./coverage-command.ts";

process.exitCode = runCoverage(
  process.argv.slice(1).filter((word, i) => i > 0 || word !== "--"),
  Date.now(),
  (text) => process.stdout.write(`${text}\n`),
  (text) => process.stderr.write(`${text}\n`),
);
