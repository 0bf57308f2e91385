// Before the tests that look at pages: one build, and one unpacking of the browser, which workers must not do at once.

import { execFileSync } from "node:child_process";
import { launchOptions } from "./kit/browser.ts";

/** Two projects ask for it in one run. */
const done = "TESTS_SET_UP_BY";

export const setup = async (): Promise<void> => {
  if (process.env[done] === String(process.pid)) return;
  process.env[done] = String(process.pid);
  execFileSync(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"], {
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "production", VITEST: undefined },
  });
  await launchOptions();
};
