// Health for a watchdog and figures for Prometheus; both say whether the disk still takes what the board records.

import { Hono } from "hono";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { FolderState } from "../ingest/tracks-folder.ts";

export type VitalSigns = {
  readonly app: Hono;
  readonly refused: (code: string) => void;
  readonly answered: (type: string, seconds: number) => void;
  readonly patched: (screens: number, records: number) => void;
  readonly slow: () => void;
  readonly delivered: (outcome: "sent" | "retried" | "given-up") => void;
  readonly fault: () => void;
};

export const createVitalSigns = (deps: {
  readonly head: () => number;
  readonly records: () => number;
  readonly readOnly: () => boolean;
  readonly screens: () => readonly { readonly audience: string }[];
  /** Notices that wait to leave the house. */
  readonly waiting: () => number;
  /** How it stands with the folder of track files; undefined where none is watched. */
  readonly tracksFolder: () => FolderState | undefined;
  readonly build: string;
}): VitalSigns => {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  new Gauge({
    name: "shouwang_ledger_head",
    help: "Number of the newest event",
    registers,
    collect() {
      this.set(deps.head());
    },
  });
  new Gauge({
    name: "shouwang_board_records",
    help: "Records on the board",
    registers,
    collect() {
      this.set(deps.records());
    },
  });
  new Gauge({
    name: "shouwang_read_only",
    help: "1 when the disk has refused and nothing is recorded any more",
    registers,
    collect() {
      this.set(deps.readOnly() ? 1 : 0);
    },
  });
  new Gauge({
    name: "shouwang_screens",
    help: "Connected screens by audience",
    labelNames: ["audience"],
    registers,
    collect() {
      this.reset();
      for (const { audience } of deps.screens()) this.inc({ audience });
    },
  });
  new Gauge({
    name: "shouwang_webhook_waiting",
    help: "Notices that wait to leave the house",
    registers,
    collect() {
      this.set(deps.waiting());
    },
  });
  new Gauge({
    name: "shouwang_tracks_folder_fault",
    help: "1 when the folder of track files, or a file in it, cannot be read or put aside",
    registers,
    collect() {
      this.set(deps.tracksFolder()?.state === "fault" ? 1 : 0);
    },
  });
  const deliveries = new Counter({
    name: "shouwang_webhook_deliveries_total",
    help: "Messages to webhooks, by outcome",
    labelNames: ["outcome"],
    registers,
  });
  const refused = new Counter({
    name: "shouwang_refusals_total",
    help: "Commands refused, by code",
    labelNames: ["code"],
    registers,
  });
  const seconds = new Histogram({
    name: "shouwang_command_seconds",
    help: "From a command at the door to its durable answer",
    labelNames: ["type"],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
    registers,
  });
  const patches = new Counter({
    name: "shouwang_patches_total",
    help: "Patches encoded, one for each audience",
    registers,
  });
  const packets = new Counter({
    name: "shouwang_patch_packets_total",
    help: "Patches sent, one for each screen",
    registers,
  });
  const records = new Counter({
    name: "shouwang_patch_records_total",
    help: "Records in patches, one for each audience",
    registers,
  });
  const slow = new Counter({
    name: "shouwang_slow_screens_total",
    help: "Queues dropped because a screen fell behind",
    registers,
  });
  const faults = new Counter({
    name: "shouwang_faults_total",
    help: "Commands on which the rules themselves broke",
    registers,
  });

  const app = new Hono();
  app.get("/healthz", (c) => {
    const ok = !deps.readOnly();
    const tracksFolder = deps.tracksFolder();
    const storage = ok ? "writable" : "read-only";
    return c.json({ ok, build: deps.build, head: deps.head(), storage, tracksFolder }, ok ? 200 : 503);
  });
  app.get("/metrics", async (c) => c.text(await register.metrics(), 200, { "Content-Type": register.contentType }));
  return {
    app,
    refused: (code) => refused.inc({ code }),
    answered: (type, took) => seconds.observe({ type }, took),
    patched: (screens, count) => {
      patches.inc();
      packets.inc(screens);
      records.inc(count);
    },
    slow: () => slow.inc(),
    fault: () => faults.inc(),
    delivered: (outcome) => deliveries.inc({ outcome }),
  };
};
