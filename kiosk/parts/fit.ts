// Letters give way before a page does: a column whose words do not fit is set smaller by steps, never below the standard size.

/** Each step's sizes stand in kiosk-fit.css: large letters by half their growth, then standard, then titles alone. */
const steps = ["0", "1", "2", "3"] as const;

/** Whether anything in it reaches out of its room, or a key's words out of the key. */
const isTooMuch = (column: HTMLElement): boolean =>
  column.scrollHeight > column.clientHeight + 1 ||
  column.scrollWidth > column.clientWidth + 1 ||
  [...column.querySelectorAll(".k-key")].some((key) => key.scrollWidth > key.clientWidth + 1);

/** Side by side each stands for itself; one above the other they share their room. */
const roomsOf = (main: HTMLElement): readonly (readonly HTMLElement[])[] => {
  const columns = [...main.children].flatMap((child) => (child instanceof HTMLElement ? [child] : []));
  const [first, second] = columns;
  const isBeside = first !== undefined && second !== undefined && first.offsetTop === second.offsetTop;
  return isBeside ? columns.map((column) => [column]) : [columns];
};

/** For the main part of a page. `seen` is read so that another page, language or size begins with the full letters again. */
export const fitted = (seen: () => unknown) => (main: HTMLElement) => {
  seen();
  const squeeze = (): void => {
    for (const room of roomsOf(main))
      for (
        let at = Math.min(...room.map(({ dataset }) => Number(dataset.fit ?? 0))) + 1;
        at < steps.length && room.some(isTooMuch);
        at += 1
      )
        for (const column of room) column.dataset.fit = steps[at];
  };
  const anew = (): void => {
    for (const column of roomsOf(main).flat()) column.dataset.fit = steps[0];
    squeeze();
  };
  const told = new MutationObserver(squeeze);
  told.observe(main, { childList: true, characterData: true, subtree: true });
  // Its first call comes at once.
  const sized = new ResizeObserver(anew);
  sized.observe(main);
  void document.fonts.ready.then(anew);
  return () => {
    told.disconnect();
    sized.disconnect();
  };
};
