// What went wrong in this page last, for its own report: a screen that fails silently is a screen that lies. [SCR-1]

const longest = 200;

export type Faults = { readonly last: () => string; readonly close: () => void };

export const watchFaults = (target: Pick<Window, "addEventListener" | "removeEventListener">): Faults => {
  let last = "";
  const onError = (event: ErrorEvent): void => {
    last = event.message.slice(0, longest);
  };
  const onRejection = (event: PromiseRejectionEvent): void => {
    last = String(event.reason).slice(0, longest);
  };
  target.addEventListener("error", onError);
  target.addEventListener("unhandledrejection", onRejection);
  return {
    last: () => last,
    close: () => {
      target.removeEventListener("error", onError);
      target.removeEventListener("unhandledrejection", onRejection);
    },
  };
};
