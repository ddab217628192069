import { setImmediate } from 'node:timers/promises';
import type { Dispatch } from '../adapter.ts';

/**
 * A dispatch that begins at most one request in a turn of the event loop, in the order of asking: what arrives meanwhile is
 * acknowledged before the next one is worked on, however many wait.
 */
export function oneATurn(dispatch: Dispatch): Dispatch {
  let last: Promise<unknown> = Promise.resolve();
  return async (request, options) => {
    last = last.then(() => setImmediate());
    await last;
    return dispatch(request, options);
  };
}
