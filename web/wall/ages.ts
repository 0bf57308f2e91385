// Ages as a wall says them: one figure and one unit, and the stopwatch form for what somebody is waiting for.

export type Age = { readonly n: number; readonly unit: "s" | "min" | "h" | "d" };

/** Minutes up to 99, then hours up to 47, then days. A future moment has the age 0. */
export const minutesAge = (ms: number): Age => {
  const min = Math.max(0, Math.floor(ms / 60_000));
  if (min < 100) return { n: min, unit: "min" };
  const h = Math.floor(min / 60);
  return h < 48 ? { n: h, unit: "h" } : { n: Math.floor(h / 24), unit: "d" };
};

/** The same, with seconds below two minutes. */
export const finestAge = (ms: number): Age => {
  const s = Math.max(0, Math.floor(ms / 1000));
  return s < 120 ? { n: s, unit: "s" } : minutesAge(ms);
};

const two = (n: number): string => String(n).padStart(2, "0");

/** `1:36`, or `2:05:00` from an hour on. */
export const stopwatch = (ms: number): string => {
  const s = Math.max(0, Math.floor(ms / 1000));
  const [h, m] = [Math.floor(s / 3600), Math.floor(s / 60) % 60];
  return h === 0 ? `${m}:${two(s % 60)}` : `${h}:${two(m)}:${two(s % 60)}`;
};

/** A whole number with commas, as both languages read it. */
export const grouped = (n: number): string => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ",");
