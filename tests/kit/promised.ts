// A promise that the test itself keeps: Node 20 has no Promise.withResolvers.

export const promised = <T = void>(): { readonly promise: Promise<T>; readonly keep: (value: T) => void } => {
  let keep: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    keep = resolve;
  });
  return { promise, keep };
};
