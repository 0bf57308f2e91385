// Tells a badge reader or code scanner (which types like a keyboard, only faster) from fingers on keys; nothing it reads needs a focused field.

/** At most this long between two signs of one scan, ms. */
const signGap = 50;
/** Silence after which what was pressed were fingers, ms; longer than `signGap`, because a busy page hears late. */
const keyPause = 80;
/** Silence that ends a scan without Enter or Tab, ms. A sign that comes sooner shows that the scan was torn: half a badge is nobody's. */
const scanPause = 200;
/** At most this long for a whole scan, ms. */
const wholeScan = 1_000;
/** A scan that begins so soon after two or three stray signs is likely their other half, ms. */
const strayTail = 300;
const fewest = 4;
const most = 64;
/** A checkpoint's sign holds a link: longer than any badge, and longer under way. */
const link = { most: 240, whole: 2_500 };
/** Enter after Enter (CR LF), or Enter after a scan that silence had ended, belongs to the scan, ms. */
const suffixTail = 300;

/** What is needed of a `KeyboardEvent`. */
export type Press = {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
  /** ms on the page's own clock, as the browser took the key, not as the page came to it. */
  readonly timeStamp: number;
};

export type Wedge = {
  /** True: the key belonged to a reader or a pad; nothing else may act on it. */
  readonly press: (press: Press) => boolean;
  readonly close: () => void;
};

export const createWedge = (deps: {
  /** A whole scan, upper case. */
  readonly onScan: (code: string) => void;
  /** What was told as a whole scan was its beginning: a page too busy to hear the rest in time took the wait for silence. */
  readonly onTorn: () => void;
  /** A key that a person pressed: one sign, upper case, or `Backspace`. */
  readonly onKey: (key: string) => void;
  /** Runs later; the answer calls it off. */
  readonly wait: (ms: number, run: () => void) => () => void;
}): Wedge => {
  let signs = "";
  let first = 0;
  let last = 0;
  let scannedAt = Number.NEGATIVE_INFINITY;
  /** When the last signs that were taken for fingers were pressed as fast as a reader presses. */
  let strayAt = Number.NEGATIVE_INFINITY;
  /** Part of a scan is lost: nothing counts until it has ended. */
  let torn = false;
  /** The last scan was ended by silence: a sign pressed as soon after it as a reader presses shows that it was not over. */
  let unended = false;
  let callOff = (): void => {};

  /** Judges what has been collected; whatever it was, the next key begins anew. */
  const end = (): void => {
    callOff();
    const burst = signs;
    const broken = torn;
    signs = "";
    torn = false;
    unended = false;
    if (broken) return;
    if (burst.length < fewest) {
      if (burst.length > 1) strayAt = last;
      for (const sign of burst) deps.onKey(sign);
      return;
    }
    const bound = burst.includes("://") ? link : { most, whole: wholeScan };
    if (first - strayAt < strayTail || burst.length > bound.most || last - first > bound.whole) return;
    scannedAt = last;
    deps.onScan(burst);
  };

  const fallSilent = (): void => {
    const scanned = scannedAt;
    end();
    unended = scannedAt !== scanned;
  };

  return {
    press: (press) => {
      if (press.ctrlKey || press.altKey || press.metaKey) return false;
      if (press.code === "Enter" || press.code === "NumpadEnter" || press.code === "Tab" || press.key === "Enter") {
        if (signs === "") return press.timeStamp - scannedAt < suffixTail;
        // Fingers type Enter after a while, a reader at once.
        const joined = press.timeStamp - last <= signGap || signs.length >= fewest;
        end();
        return joined;
      }
      const sign = signOf(press);
      // A held key repeats as fast as a reader types.
      if (press.repeat) return sign !== undefined;
      if (press.code === "Backspace") {
        end();
        deps.onKey("Backspace");
        return true;
      }
      if (sign === undefined) return false;
      if (signs !== "" && press.timeStamp - last > signGap) {
        if (torn || signs.length >= fewest) torn = true;
        else end();
      }
      if (unended && press.timeStamp - last <= signGap) {
        torn = true;
        deps.onTorn();
      }
      unended = false;
      if (signs === "") first = press.timeStamp;
      last = press.timeStamp;
      signs += sign;
      callOff();
      callOff = deps.wait(torn || signs.length >= fewest ? scanPause : keyPause, fallSilent);
      return true;
    },
    close: () => {
      callOff();
      signs = "";
    },
  };
};

const plain: Readonly<Record<string, string>> = {
  Minus: "-",
  NumpadSubtract: "-",
  Period: ".",
  NumpadDecimal: ".",
  Slash: "/",
  NumpadDivide: "/",
  Equal: "=",
  NumpadAdd: "+",
};
const shifted: Readonly<Record<string, string>> = { Minus: "_", Semicolon: ":", Equal: "+", Slash: "?", Digit5: "%" };

/**
 * The sign of the key's place, not of its meaning: an input method turns `key` into "Process", a missing NumLock into "End".
 * Letters become upper case, so that CapsLock and a reader's own setting make no second badge.
 */
const signOf = ({ key, code, shiftKey }: Press): string | undefined => {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined && !(shiftKey && code.startsWith("Digit"))) return digit;
  const named = shiftKey ? (shifted[code] ?? undefined) : plain[code];
  if (named !== undefined) return named;
  return /^[\x21-\x7e]$/.test(key) ? key.toUpperCase() : undefined;
};
