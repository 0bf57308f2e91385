// The built server as a process of its own, on a store in a temporary folder: started, killed, started again on the same port.

import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { tempRoot } from "./temp-folder.ts";

export type RunningServer = {
  readonly url: string;
  readonly dataDir: string;
  /**
   * Resolves when the server answers, rejects with what it printed when it ended instead.
   * `fileLimit`: no file may grow beyond so many kB, as on a disk that fills up.
   */
  readonly start: (env?: Readonly<Record<string, string>>, fileLimit?: number) => Promise<void>;
  /** SIGKILL: nothing is flushed, nothing is said. */
  readonly kill: () => Promise<void>;
  /** SIGTERM; the exit code. */
  readonly stop: () => Promise<number | null>;
  /** What it printed since the last start. */
  readonly printed: () => string;
  /** Resolves with the first match of what it prints. */
  readonly says: (words: RegExp) => Promise<string>;
  /** Ends it and removes the store. */
  readonly remove: () => Promise<void>;
};

/** A port that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
};

export const createRunningServer = async (dataDir?: string): Promise<RunningServer> => {
  const folder = await mkdtemp(join(tempRoot(), "shouwang-e2e-"));
  const store = dataDir ?? join(folder, "store");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let text = "";
  const heard = new EventEmitter();

  const ended = async (signal: NodeJS.Signals): Promise<number | null> => {
    const running = child;
    child = undefined;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null)
      return running?.exitCode ?? null;
    const exit = once(running, "exit");
    running.kill(signal);
    await exit;
    return running.exitCode;
  };

  const answers = async (running: ChildProcess): Promise<void> => {
    for (;;) {
      if (running.exitCode !== null || running.signalCode !== null) throw new Error(`the server ended:\n${text}`);
      const response = await fetch(`${url}/healthz`).catch((error: unknown) => {
        if (error instanceof TypeError) return undefined;
        throw error;
      });
      if (response !== undefined) return;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  };

  return {
    url,
    dataDir: store,
    start: async (env = {}, fileLimit) => {
      text = "";
      const program = [process.execPath, "dist/server/main.js"] as const;
      const [command, ...words] =
        fileLimit === undefined
          ? program
          : (["bash", "-c", `ulimit -f ${fileLimit}; exec "$0" "$@"`, ...program] as const);
      const running = spawn(command, words, {
        env: { ...process.env, PORT: String(port), DATA_DIR: store, REHEARSAL: "still", ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      child = running;
      for (const stream of [running.stdout, running.stderr])
        stream?.on("data", (chunk: Buffer) => {
          text += chunk.toString();
          heard.emit("more");
        });
      await answers(running);
    },
    kill: async () => {
      await ended("SIGKILL");
    },
    stop: () => ended("SIGTERM"),
    printed: () => text,
    says: async (words) => {
      for (;;) {
        const found = words.exec(text)?.[0];
        if (found !== undefined) return found;
        await once(heard, "more");
      }
    },
    remove: async () => {
      await ended("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
};
