// The service worker's entry: joins the worker's scope, the list that the build wrote before this code, and what keeps it.

import { createShellWorker, type Shell, type WorkerScope } from "./lib/shell-worker.ts";

declare const self: WorkerScope;
declare const __SHELL__: Shell;

createShellWorker(self, __SHELL__);
