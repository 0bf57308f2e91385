// From a form to the record that it made: taken once the act is recorded, and only from the form.

/** Begun when the form is sent. Whoever has gone elsewhere before the answer came stays there. */
export const wayOn = (): ((to: string) => void) => {
  const from = location.hash;
  return (to) => {
    if (location.hash === from) location.hash = to;
  };
};
