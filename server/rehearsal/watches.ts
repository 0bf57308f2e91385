// The posts' part of the play: people come, sign in time, are relieved; one is late, one falls silent, one post stands still. [POST-2, POST-4]

import type { Millis, WorkerId } from "../../domain/ids.ts";
import type { PostRec, Watch } from "../../domain/posts/post.ts";
import { rostered, signOnChecks } from "../../domain/posts/post-status.ts";
import { shiftById } from "../../domain/site/site.ts";
import { minute, type ShiftRun, shiftAt, shiftRun } from "../../domain/time.ts";
import type { WireCommand } from "../../domain/wire-commands.ts";
import type { Cue } from "./cue.ts";
import { type Parts, partsOf, runName } from "./parts.ts";
import { handOverCues } from "./reliefs.ts";
import type { Scene } from "./scene.ts";

/** Marks a suspension as the play's own: what a person suspends, a person resumes. */
const indoors = ["设备检修", "停电作业"] as const;
const outdoors = ["道路抢修", "清障作业"] as const;
const reasons = [...indoors, ...outdoors] as const;
/** A late person comes so long after the rehearsal began, and so long after his shift did. */
const lateAfterStart = 4 * minute;
const lateAfterShift = 14 * minute;
/** Whom a person signed off by hand comes back after this. */
const comesBack = 5 * minute;
/** Nobody waits longer for his relief, ms after the shift's end. */
const longestStay = 30 * minute;
const earliest = 10 * minute;
/** A sign later than this was missed while nobody played; it is made up for. */
const onTime = minute;

type KioskCue = Extract<Cue, { readonly by: "kiosk" }>;
type Held = Extract<Watch, { readonly state: "held" }>;

export const watchCues = (scene: Scene): readonly Cue[] => {
  const parts = partsOf(scene, scene.run);
  const next = partsOf(scene, scene.nextRun);
  return [...scene.all("post")].flatMap((post) => cuesAt(post, scene, parts, next));
};

const cuesAt = (post: PostRec, scene: Scene, parts: Parts, next: Parts): readonly Cue[] => {
  const { watch } = post;
  switch (watch.state) {
    case "suspended":
      return reasons.some((reason) => reason === watch.reason) && parts.suspended !== post.id
        ? [
            desk(
              post,
              resumedAt(watch.since, scene),
              { type: "ResumePost", post: post.id },
              `resume/${post.id}/${post.seq}`,
            ),
          ]
        : [];
    case "unheld":
      return [...suspension(post, scene, parts), ...whileUnheld(post, scene, parts, next)];
    case "held":
      return [...suspension(post, scene, parts), ...whileHeld(post, watch, scene, parts, next)];
  }
};

// ── an empty post ────────────────────────────────────────────────────────────────────────────────

const whileUnheld = (post: PostRec, scene: Scene, parts: Parts, next: Parts): readonly Cue[] => {
  const { run, now } = scene;
  const { since } = post.watch;
  const target = run !== undefined && rostered(post, run).length > 0 ? run : arriving(post, scene, next);
  if (target === undefined) return [];
  const isNow = target.startsAt === run?.startsAt;
  if (isNow && parts.late === post.id) return comesLate(post, target, scene);
  /** Nothing was done here since the import: the shift so far is told after the fact. */
  const untouched = post.seq === scene.site.seq;
  const due = arrivalTime(post, target, scene);
  if (isNow && parts.suspended === post.id && (untouched || now < since + comesBack)) return [];
  if (!untouched && since > target.startsAt + comesBack)
    return now < since + comesBack ? [] : signOns(post, target, now, scene);
  const isSilent = isNow && parts.silent === post.id;
  const told = isSilent && untouched ? beforeSilence(post, target, due, scene) : due;
  const at = untouched ? told : Math.max(told, since + minute);
  return now < at ? [] : arrivals(post, target, at, isSilent, scene);
};

/** A run that is about to begin and has people for this post. */
const arriving = (post: PostRec, { nextRun, now }: Scene, next: Parts): ShiftRun | undefined =>
  nextRun !== undefined &&
  now >= nextRun.startsAt - earliest &&
  rostered(post, nextRun).length > 0 &&
  next.late !== post.id &&
  next.suspended !== post.id
    ? nextRun
    : undefined;

/** The post is empty since the shift's start, for whoever held it went home; its person comes after a while. */
const comesLate = (post: PostRec, run: ShiftRun, scene: Scene): readonly Cue[] => {
  const { now, startedAt, previousRun, site } = scene;
  const { since } = post.watch;
  if (now >= Math.max(run.startsAt + lateAfterShift, startedAt + lateAfterStart, since + lateAfterStart))
    return signOns(post, run, now, scene);
  /** An import makes every post awaited for a while; this one was left in time, so that it is vacant at once. */
  const isVacant = now >= run.startsAt + site.settings.graceMin * minute;
  if (post.seq !== site.seq || since <= run.startsAt || previousRun === undefined || !isVacant) return [];
  return signOns(post, previousRun, earliestIn(run, scene), scene).flatMap((cue) => [
    cue,
    {
      ...cue,
      key: `left/${cue.key}`,
      slot: `${cue.slot}/then`,
      at: run.startsAt,
      command: { type: "SignOff", post: post.id },
    },
  ]);
};

const earliestIn = (run: ShiftRun, { site }: Scene): Millis =>
  run.startsAt - Math.min(50, site.settings.earlyMin) * minute;

/** When somebody comes to the post for a run, a few minutes around its start; who already was on shift, after it. */
const arrivalTime = (post: PostRec, run: ShiftRun, { chance, site, clock }: Scene): Millis => {
  const before = shiftAt(clock, site.shifts, run.startsAt - 1);
  const stays = before !== undefined && rostered(post, before).some((one) => rostered(post, run).includes(one));
  if (stays) return run.startsAt + minute;
  const early = Math.min(8, site.settings.earlyMin);
  return run.startsAt + Math.round((chance("arrival", runName(run), post.id) * (early + 4) - early) * minute);
};

/** So that a post falls silent before a newcomer's eyes: its last sign lies 3 min short of overdue. */
const silentAge = (post: PostRec, { site }: Scene): Millis => (post.intervalMin + site.settings.remindMin - 3) * minute;
const beforeSilence = (post: PostRec, run: ShiftRun, due: Millis, scene: Scene): Millis =>
  Math.max(earliestIn(run, scene), Math.min(due, scene.now - silentAge(post, scene)));

/**
 * Who comes has also signed since, where the time for it has passed: both in one beat, for between the two the post would look
 * deserted.
 */
const arrivals = (post: PostRec, run: ShiftRun, at: Millis, isSilent: boolean, scene: Scene): readonly Cue[] => {
  return signedSince(post, signOns(post, run, at, scene), at, isSilent, scene);
};

const signedSince = (
  post: PostRec,
  cues: readonly KioskCue[],
  at: Millis,
  isSilent: boolean,
  scene: Scene,
): readonly Cue[] => {
  const first = cues.find((cue) => cue.command.type !== "BeginHandover");
  const sign = nextSign(post, { since: at, signedAt: at }, isSilent, scene);
  if (first === undefined || sign === undefined) return cues;
  const command = { type: "CheckIn", post: post.id } as const;
  return [...cues, { ...first, key: `sign/${first.key}`, slot: `${first.slot}/then`, at: sign, command }];
};

/** One cue for each rostered person who could come, the first choice first. */
const signOns = (
  post: PostRec,
  run: ShiftRun,
  at: Millis,
  scene: Scene,
): readonly (KioskCue & { readonly worker: WorkerId })[] =>
  rostered(post, run).flatMap((worker) => {
    const badge = scene.badgeOf(worker);
    if (badge === undefined || !couldCome(post, worker, at, scene)) return [];
    const briefing = [...post.briefing, ...post.today.flatMap((one) => one.points)].map((point) => point.id);
    return [
      {
        key: `on/${post.id}/${post.seq}/${worker}`,
        slot: `post/${post.id}`,
        by: "kiosk",
        badge,
        worker,
        at,
        command: { type: "SignOn", post: post.id, briefing },
      },
    ];
  });

const couldCome = (post: PostRec, id: WorkerId, at: Millis, scene: Scene): boolean => {
  const worker = scene.get("worker", id);
  if (worker === undefined || scene.heldBy(id) !== undefined) return false;
  const checks = signOnChecks(post, worker, at, scene);
  return checks.rest.state === "kept" && checks.qualifications.every((one) => one.state === "valid");
};

// ── a held post ──────────────────────────────────────────────────────────────────────────────────

const whileHeld = (post: PostRec, watch: Held, scene: Scene, parts: Parts, next: Parts): readonly Cue[] => {
  const { now, run, site, clock } = scene;
  const shift = shiftById(site, watch.shift);
  const own = shift === undefined ? undefined : shiftRun(clock, shift, watch.day);
  const leave = (at: Millis): readonly Cue[] =>
    holderDoes(post, watch, "SignOff", Math.min(now, Math.max(at, watch.since)), scene);
  const stay = (): readonly Cue[] => checkIn(post, watch, scene, parts);
  const isOwn = (other: ShiftRun | undefined): boolean => own !== undefined && other?.startsAt === own.startsAt;
  if (parts.late === post.id && own !== undefined && run !== undefined && own.endsAt <= run.startsAt)
    return leave(own.endsAt);
  if (own !== undefined && now >= own.endsAt + longestStay) return leave(own.endsAt + 5 * minute);
  if (run === undefined) return own === undefined || now >= own.endsAt ? leave(own?.endsAt ?? now) : stay();
  const isLater = own === undefined || run.startsAt > own.startsAt;
  if (!isOwn(run) && isLater) {
    if (rostered(post, run).length === 0) return leave(own?.endsAt ?? run.startsAt);
    return parts.suspended === post.id ? stay() : (relief(post, watch, run, leave, scene) ?? stay());
  }
  const coming = arriving(post, scene, next);
  return (coming === undefined || isOwn(coming) ? undefined : relief(post, watch, coming, leave, scene)) ?? stay();
};

/** The next people take over, both signing at one kiosk; undefined while they are not here yet. [POST-5] */
const relief = (
  post: PostRec,
  watch: Held,
  run: ShiftRun,
  leave: (at: Millis) => readonly Cue[],
  scene: Scene,
): readonly Cue[] | undefined => {
  const at = Math.max(arrivalTime(post, run, scene), watch.since);
  if (scene.now < at) return undefined;
  if (rostered(post, run).includes(watch.holder)) return scene.now < run.startsAt ? undefined : leave(run.startsAt);
  const cues = signOns(post, run, at, scene).flatMap((comer) => handOverCues(post, watch, comer, scene));
  return cues.length > 0 ? signedSince(post, cues, at, false, scene) : undefined;
};

const holderDoes = (
  post: PostRec,
  watch: Held,
  type: "CheckIn" | "SignOff",
  at: Millis,
  scene: Scene,
): readonly Cue[] => {
  const badge = scene.badgeOf(watch.holder);
  if (badge === undefined) return [];
  const key = `${type}/${post.id}/${post.seq}`;
  return [{ key, slot: `post/${post.id}`, by: "kiosk", badge, at, command: { type, post: post.id } }];
};

const checkIn = (post: PostRec, watch: Held, scene: Scene, parts: Parts): readonly Cue[] => {
  const at = nextSign(post, watch, parts.silent === post.id, scene);
  return at === undefined ? [] : holderDoes(post, watch, "CheckIn", at, scene);
};

/**
 * When the sign that is to be given now was given; undefined: not yet. Signs come in time, or were given in time while nobody
 * played; at the silent post they come when somebody has gone to look, ten minutes after it was absent.
 */
const nextSign = (
  post: PostRec,
  { since, signedAt }: { readonly since: Millis; readonly signedAt: Millis },
  isSilent: boolean,
  scene: Scene,
): Millis | undefined => {
  const { now, chance, site, startedAt } = scene;
  const share = 0.5 + 0.4 * chance("sign", post.id, signedAt);
  const looked = post.intervalMin + site.settings.remindMin + site.settings.ladderStepMin + 10;
  const due = signedAt + (isSilent ? looked : post.intervalMin * share) * minute;
  const soonest = signedAt + 3 * minute;
  if (isSilent && since < startedAt && signedAt < startedAt - looked * minute) {
    const at = now - silentAge(post, scene);
    return at > soonest ? at : Math.max(soonest, now);
  }
  if (now < due) return undefined;
  if (now < due + onTime || isSilent) return Math.max(soonest, now);
  const longest = Math.min(25, post.intervalMin * 0.7);
  const age = Math.round((3 + (longest - 3) * chance("age", post.id, signedAt)) * minute);
  return Math.max(soonest, now - age);
};

// ── a post that stands still ─────────────────────────────────────────────────────────────────────

/** Once in a shift: whoever resumes the post by hand is not contradicted. */
const suspension = (post: PostRec, scene: Scene, parts: Parts): readonly Cue[] => {
  const { run, now, chance } = scene;
  if (run === undefined || parts.suspended !== post.id) return [];
  const from = run.startsAt + 5 * minute;
  if (now < from) return [];
  const fitting = post.linkClass === "fire" || post.linkClass === "station" ? outdoors : indoors;
  const reason = fitting[Math.floor(chance("reason", runName(run)) * fitting.length)] ?? fitting[0];
  const at = Math.max(from, now - 25 * minute, post.watch.state === "held" ? post.watch.since : 0);
  return [desk(post, at, { type: "SuspendPost", post: post.id, reason }, `suspend/${post.id}/${runName(run)}`)];
};

/** With the next shift, so that its people find it open. */
const resumedAt = (since: Millis, { now, run }: Scene): Millis => Math.min(now, Math.max(since, run?.startsAt ?? now));

const desk = (post: PostRec, at: Millis, command: WireCommand, key: string): Cue => ({
  key,
  slot: `post/${post.id}`,
  by: "desk",
  at,
  command,
});
