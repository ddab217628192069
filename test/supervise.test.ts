import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { type Adapter, type AdapterEnd, AdapterStartError, type Poster } from '../src/adapter.ts';
import { supervise } from '../src/supervise.ts';

const logger = pino({ level: 'silent' });
const MINUTE_MS = 60_000;

type Script = { readonly start?: Error; readonly end?: AdapterEnd; readonly heldMs?: number };

const posters = new Map<number, Poster>();
/** A poster that is only told from others. */
function posterOf(number: number): Poster {
  const poster = posters.get(number) ?? {
    isIdempotent: true,
    post: async () => ({ outcome: 'unknown', reason: '' }),
    readBack: async () => ({ found: 'no' }),
    openDirect: async () => undefined,
    canPost: async () => ({ canPost: true }),
  };
  posters.set(number, poster);
  return poster;
}

/** Runs one connection after the other as told; the last one stays up. */
function supervised(scripts: readonly Script[]) {
  let time = 0;
  const pauses: number[] = [];
  const events: string[] = [];
  let made = 0;

  function create(): Adapter {
    const number = made++;
    const script: Script = scripts[number] ?? {};
    let finish: (end: AdapterEnd) => void = () => undefined;
    const ended = new Promise<AdapterEnd>((resolve) => {
      finish = resolve;
    });
    return {
      name: 'x',
      poster: posterOf(number),
      ended,
      async start() {
        events.push(`start ${number}`);
        time += script.heldMs ?? 0;
        if (script.start !== undefined) throw script.start;
        if (script.end !== undefined) finish(script.end);
      },
      async stop() {
        events.push(`stop ${number}`);
        finish({ reason: 'stopped', isFinal: true });
      },
    };
  }

  const running = supervise({
    name: 'x',
    create,
    logger,
    clock: () => time,
    pause: async (ms) => void pauses.push(ms),
    random: () => 1,
    onConnected: () => events.push('connected'),
  });
  return { running, pauses, events };
}

const died: AdapterEnd = { reason: 'the connection died', isFinal: false };
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('supervise', () => {
  it('replaces a connection that died, after pauses that grow', async () => {
    const down = new AdapterStartError('nobody answers', { isFinal: false });
    const { running, pauses, events } = supervised([{ end: died }, { start: down }, { start: down }]);
    await settle();

    expect(pauses).toEqual([1000, 2000, 4000]);
    expect(events).toEqual([
      'start 0',
      'connected',
      'stop 0',
      'start 1',
      'stop 1',
      'start 2',
      'stop 2',
      'start 3',
      'connected',
    ]);
    await running.stop();
    expect(await running.ended).toBeUndefined();
  });

  it('begins with a short pause again after a connection that held', async () => {
    const { running, pauses } = supervised([
      { end: died },
      { end: died, heldMs: 11 * MINUTE_MS },
      { end: died },
    ]);
    await settle();
    expect(pauses).toEqual([1000, 1000, 2000]);
    await running.stop();
  });

  it('gives up with the reason where starting again would not help', async () => {
    const refused = new AdapterStartError('the token was refused', { isFinal: true });
    const { running, pauses } = supervised([{ end: died }, { start: refused }]);
    expect(await running.ended).toBe('the token was refused');
    expect(pauses).toEqual([1000]);
  });

  it('goes on after an unexpected error of a start', async () => {
    const { running, pauses } = supervised([{ start: new TypeError('x is undefined') }]);
    await settle();
    expect(pauses).toEqual([1000]);
    await running.stop();
  });

  it('gives the poster of the connection that stands, and none while there is none', async () => {
    const refused = new AdapterStartError('nobody answers', { isFinal: false });
    const { running } = supervised([{ start: refused }, { end: died }, {}]);
    expect(running.poster()).toBeUndefined();
    await settle();
    expect(running.poster()).toBe(posterOf(2));
    await running.stop();
    expect(running.poster()).toBeUndefined();
  });

  it('stops what runs, once, and starts nothing more', async () => {
    const { running, events } = supervised([]);
    await settle();
    await running.stop();
    expect(events).toEqual(['start 0', 'connected', 'stop 0']);
  });
});
