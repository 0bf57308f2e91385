// The browser's loudspeaker: tones made by WebAudio, so that a wall needs no sound file.

import type { Voice } from "./siren.ts";

export const openLoudspeaker = (): Voice => {
  const audio = new AudioContext();
  return {
    allowed: () => audio.state === "running",
    ask: () => audio.resume(),
    tone: (hz, after) => {
      const start = audio.currentTime + after;
      const tone = audio.createOscillator();
      const gain = audio.createGain();
      tone.frequency.value = hz;
      // Ramps instead of steps: a step clicks.
      gain.gain.setValueAtTime(0.0001, start);
      gain.gain.exponentialRampToValueAtTime(0.4, start + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.18);
      tone.connect(gain).connect(audio.destination);
      tone.start(start);
      tone.stop(start + 0.2);
    },
    close: () => void audio.close(),
  };
};
