/** A promise with its resolve function outside. (`Promise.withResolvers` is not in Node 20.) */
export type Deferred<T> = { readonly promise: Promise<T>; readonly resolve: (value: T) => void };

export function createDeferred<T = void>(): Deferred<T> {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
