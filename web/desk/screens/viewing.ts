// From where a wall can still be read: the least sign of each layout against 20 minutes of arc. (NUREG-0700 1.3.1-4: 16′ least, 20′ preferred)

/** Smallest sign of each layout, 1/1080 of the screen's height. */
const floors = { standard: 22, far: 38 } as const;
const arc = (20 / 60) * (Math.PI / 180);
const inch = 0.0254;
/** Height of a 16:9 screen over its diagonal. */
const heightShare = 9 / Math.hypot(16, 9);

/** How far off, metres, the smallest sign of the layout still measures 20′ on a 16:9 screen of this diagonal, inches. */
export const reads = (inches: number, layout: "standard" | "far"): number =>
  ((floors[layout] / 1080) * inches * inch * heightShare) / (2 * Math.tan(arc / 2));

export type Advice = {
  readonly layout: "standard" | "far";
  /** Metres up to which the advised layout reads, cut to 0.1 m. */
  readonly limit: number;
  /** Not even the far layout reads from there. */
  readonly beyond: boolean;
  /** Metres up to which the standard layout reads, cut to 0.1 m. */
  readonly standardLimit: number;
};

/** Undefined where the figures make no screen. */
export const adviceFor = (inches: number, metres: number): Advice | undefined => {
  if (!(inches >= 10 && inches <= 400 && metres >= 0.3 && metres <= 50)) return undefined;
  const cut = (m: number): number => Math.floor(m * 10) / 10;
  const standardLimit = cut(reads(inches, "standard"));
  if (metres <= reads(inches, "standard"))
    return { layout: "standard", limit: standardLimit, beyond: false, standardLimit };
  const far = reads(inches, "far");
  return { layout: "far", limit: cut(far), beyond: metres > far, standardLimit };
};
