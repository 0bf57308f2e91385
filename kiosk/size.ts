// From a screen's real size to the one length unit of the kiosk: CSS pixels that one millimetre is drawn with.

/** The sheet that every page was drawn for, millimetres: 21.5" upright and 15.6" lying. */
const upright = { width: 268, height: 476 };
const lying = { width: 345, height: 194 };
/** Long edge of a bank card, ISO/IEC 7810 ID-1, mm. */
export const cardEdge = 85.6;
/** CSS pixels per mm that browsers assume where nobody measured (96 dpi). */
export const assumed = 3.7795;

export type View = { readonly width: number; readonly height: number };
export const isLying = (view: View): boolean => view.width > view.height;

/** The greatest unit at which every page still fits. */
export const fitting = (view: View): number => {
  const sheet = isLying(view) ? lying : upright;
  return Math.min(view.width / sheet.width, view.height / sheet.height);
};

/**
 * Measured millimetres are the least that keys may have; a screen with room to spare is filled to four fifths of what fits.
 * One too small for the sheet shows everything smaller than the law asks, and the measuring page says so.
 */
export const unitFor = (view: View, measured: number | undefined): number => {
  const fit = fitting(view);
  return measured === undefined ? fit : Math.min(fit, Math.max(measured, 0.8 * fit));
};

/** Whether secondary keys keep their 15 mm (drawn with 16): what fits may be at most a sixteenth smaller than real. */
export const largeEnough = (view: View, measured: number): boolean => fitting(view) >= measured * (15 / 16);
