// The sound of an unacknowledged priority-1 alarm: two short tones every two seconds, and the knowledge whether the browser lets it be heard.

/** What of WebAudio the siren needs. */
export type Voice = Pick<
  AudioContext,
  "state" | "resume" | "close" | "currentTime" | "createOscillator" | "createGain" | "destination"
>;

export type Siren = {
  readonly ring: (on: boolean) => void;
  /** A person has touched the page: the browser may now let it sound. */
  readonly allow: () => void;
  readonly close: () => void;
};

const period = 2000;
const tones = [
  { at: 0, hz: 880 },
  { at: 0.22, hz: 660 },
] as const;

export const createSiren = (deps: {
  readonly open: () => Voice;
  readonly every: (ms: number, tick: () => void) => () => void;
  readonly onBlocked: (blocked: boolean) => void;
}): Siren => {
  let voice: Voice | undefined;
  let stop: (() => void) | undefined;

  const beep = (): void => {
    voice ??= deps.open();
    deps.onBlocked(voice.state !== "running");
    if (voice.state !== "running") {
      // Stays pending until the browser allows it; the next beep looks again.
      void voice.resume();
      return;
    }
    for (const { at, hz } of tones) {
      const start = voice.currentTime + at;
      const tone = voice.createOscillator();
      const gain = voice.createGain();
      tone.frequency.value = hz;
      gain.gain.setValueAtTime(0.0001, start);
      gain.gain.exponentialRampToValueAtTime(0.4, start + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.18);
      tone.connect(gain).connect(voice.destination);
      tone.start(start);
      tone.stop(start + 0.2);
    }
  };
  const hush = (): void => {
    stop?.();
    stop = undefined;
    deps.onBlocked(false);
  };

  return {
    ring: (on) => {
      if (!on) return hush();
      if (stop !== undefined) return;
      beep();
      stop = deps.every(period, beep);
    },
    allow: () => {
      if (stop === undefined || voice === undefined) return;
      const asked = voice;
      void asked.resume().then(() => deps.onBlocked(asked.state !== "running"));
    },
    close: () => {
      hush();
      void voice?.close();
      voice = undefined;
    },
  };
};
