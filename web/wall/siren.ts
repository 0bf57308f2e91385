// The sound of an unacknowledged priority-1 alarm: two short tones every two seconds, and whether the browser lets them be heard.

/** A loudspeaker as the browser gives it. */
export type Voice = {
  /** Whether it would be heard now: browsers keep a page silent until a person has touched it. */
  readonly allowed: () => boolean;
  /** Asks to be allowed; settles when the browser has decided, perhaps never. */
  readonly ask: () => Promise<void>;
  /** A tone of 0.2 s, so many seconds from now. */
  readonly tone: (hz: number, after: number) => void;
  readonly close: () => void;
};

export type Siren = {
  readonly ring: (on: boolean) => void;
  /** A person has touched the page: the browser may now let it sound. */
  readonly allow: () => void;
  readonly close: () => void;
};

const period = 2000;

export const createSiren = (deps: {
  readonly open: () => Voice;
  readonly every: (ms: number, tick: () => void) => () => void;
  readonly onBlocked: (blocked: boolean) => void;
}): Siren => {
  let voice: Voice | undefined;
  let stop: (() => void) | undefined;

  const beep = (): void => {
    voice ??= deps.open();
    deps.onBlocked(!voice.allowed());
    if (!voice.allowed()) {
      // The next beep looks again, whatever becomes of the question.
      void voice.ask();
      return;
    }
    voice.tone(880, 0);
    voice.tone(660, 0.22);
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
      const asked = voice;
      if (stop === undefined || asked === undefined) return;
      void asked.ask().then(() => {
        if (stop !== undefined) deps.onBlocked(!asked.allowed());
      });
    },
    close: () => {
      hush();
      voice?.close();
      voice = undefined;
    },
  };
};
