// The server's clock as this screen knows it: its own clock plus the offset that ticks teach, advancing each second.

export type Clock = { readonly now: number };

/** `offset` is server minus device, ms; it is asked anew at each second. */
export const createClock = (offset: () => number): Clock => {
  let now = $state(Date.now() + offset());
  const step = (): void => {
    now = Date.now() + offset();
    setTimeout(step, 1000 - (now % 1000) + 5);
  };
  step();
  return {
    get now() {
      return now;
    },
  };
};
