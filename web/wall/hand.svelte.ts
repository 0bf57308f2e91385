// Whether somebody is at the wall with a mouse or a finger: then it shows its pointer and its one key for a while.

const staysFor = 8_000;

export const createHand = (): { readonly here: boolean; readonly moved: () => void } => {
  let here = $state(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    get here() {
      return here;
    },
    moved: () => {
      here = true;
      clearTimeout(timer);
      timer = setTimeout(() => {
        here = false;
      }, staysFor);
    },
  };
};
