// The measured millimetre of this device. It stays here, not on the server: a screen swapped behind a token is another screen.

const key = "shouwang.px-per-mm";

export type Measured = { readonly get: () => number | undefined; readonly set: (pxPerMm: number) => void };

export const createMeasured = (storage: Storage): Measured => ({
  get: () => {
    const value = Number(storage.getItem(key));
    return value >= 1 && value <= 40 ? value : undefined;
  },
  set: (pxPerMm) => storage.setItem(key, String(pxPerMm)),
});
