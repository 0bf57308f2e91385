// How the sheet fits the glass: which way it stands, how long one unit is, and what height is left for the bays.

export type Frame = {
  readonly shape: "wide" | "tall";
  readonly distance: "standard" | "far";
  /** CSS pixels per unit: 1/1080 of the height of a 16:9 picture, the same picture at 1080p and 4K. */
  readonly unit: number;
  /** Size of the sheet in units. */
  readonly width: number;
  readonly height: number;
  /** The fine step of a pairing: every text is larger by it, no place is. */
  readonly scale: number;
  /** What the posts may take of it, units: width of their bay, height of their groups. */
  readonly posts: { readonly width: number; readonly height: number };
};

export const frameOf = (width: number, height: number, wanted: "standard" | "far", scale = 1): Frame => {
  const tall = height > width;
  const [least, other] = tall ? [1080, 1920] : [1920, 1080];
  const unit = Math.max(0.1, Math.min(width / least, height / other));
  return {
    shape: tall ? "tall" : "wide",
    // A portrait wall has no room for the far layout's marks beside its map: it stands near.
    distance: tall ? "standard" : wanted,
    unit,
    width: least,
    height: Math.floor(height / unit),
    scale,
    posts: tall
      ? { width: 1024, height: Math.round((Math.floor(height / unit) - 1920) * 0.5) + 752 }
      : { width: 816, height: Math.floor(height / unit) - 1080 + (wanted === "far" ? 592 : 644) },
  };
};

/** Width of the bay of posts, units. */
export const postsWidth = (frame: Frame): number => frame.posts.width;

/** Units of height that the post groups may take; on a portrait wall the map keeps what it needs below them. */
export const postsHeight = (frame: Frame): number => frame.posts.height;

/** Burn-in: the sheet moves one CSS pixel a minute on a path that stays within ±8. */
export const creepAt = (now: number): { readonly x: number; readonly y: number } => {
  const minute = Math.floor(now / 60_000);
  const swing = (n: number): number => {
    const place = ((n % 32) + 32) % 32;
    return place <= 16 ? place - 8 : 24 - place;
  };
  return { x: swing(minute), y: swing(Math.floor(minute / 32) + 8) };
};

/** 22:00–06:00 on the site's clocks. */
export const isNight = (minuteOfDay: number): boolean => minuteOfDay >= 22 * 60 || minuteOfDay < 6 * 60;
