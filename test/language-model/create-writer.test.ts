import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { WritingTask } from '../../src/answers/writer.ts';
import { createWriter } from '../../src/language-model/create-writer.ts';
import { createLogger } from '../../src/logger.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import * as does from '../standins/language-model/behaviours.ts';
import { startLanguageModel } from '../standins/language-model/index.ts';

const standIn = await startLanguageModel();
const stores: Store[] = [];
afterAll(async () => {
  await standIn.close();
  for (const store of stores) await store.close();
});

const SECRET_WORDS = 'zanzibar';
const TASK: WritingTask = {
  question: `How long does the ${SECRET_WORDS} scan take?`,
  understood: ['intent fact'],
  passages: [{ number: 1, title: 'Scans', text: `The ${SECRET_WORDS} scan takes 5 minutes.` }],
};
const SENTENCE = `The ${SECRET_WORDS} scan takes 5 minutes [1].`;

let log: string[] = [];
let clock = Date.parse('2026-01-01T10:00:00Z');
beforeEach(() => {
  log = [];
  clock = Date.parse('2026-01-01T10:00:00Z');
  standIn.behave(does.writes(SENTENCE));
});

async function writer(
  changes: { dailyTokens?: number; timeoutMs?: number; apiKey?: string; baseUrl?: string } = {},
) {
  const config = {
    baseUrl: standIn.baseUrl,
    model: 'parrot-7b',
    apiKey: undefined,
    contextTokens: 4096,
    dailyTokens: 100_000,
    timeoutMs: 5000,
    ...changes,
  };
  const logger = createLogger({ logLevel: 'debug' }, 'warn', { write: (line) => log.push(line) });
  const store = await openStore({ file: ':memory:', now: new Date(clock) });
  stores.push(store);
  return createWriter({ config, tokens: store.tokens, logger, now: () => new Date(clock) });
}

describe('a writer over an endpoint', () => {
  it('asks for what the endpoint takes, with the key', async () => {
    const written = await (await writer({ apiKey: 'sk-hunter2' })).write(TASK, {});

    expect(written).toBe(SENTENCE);
    const request = standIn.requests.at(-1);
    expect(request?.headers.authorization).toBe('Bearer sk-hunter2');
    expect(request?.body.model).toBe('parrot-7b');
    expect(request?.prompt).toContain(`[1] Scans | The ${SECRET_WORDS} scan takes 5 minutes.`);
    expect(log.join()).not.toContain('hunter2');
  });

  it('reads a stream however it is torn', async () => {
    const text = 'Größe ε ≈ 𝛼, “5” 👩‍🔬 [1].';
    standIn.behave(does.dribbles(text));
    expect(await (await writer()).write(TASK, {})).toBe(text);
  });

  it('leaves out what a model thinks aloud, and takes its word that nothing is told', async () => {
    standIn.behave(does.writes(`<think>\nHm. [1]\n</think>\n\n${SENTENCE}`));
    expect(await (await writer()).write(TASK, {})).toBe(SENTENCE);

    standIn.behave(does.writes('NOT TOLD'));
    expect(await (await writer()).write(TASK, {})).toBeUndefined();
    expect(log.at(-1)).toContain('not-told');
  });

  it('takes an end without [DONE], and [DONE] without a reason', async () => {
    standIn.behave(does.writes(SENTENCE, { isDone: false }));
    expect(await (await writer()).write(TASK, {})).toBe(SENTENCE);
    standIn.behave(does.writes(SENTENCE, { finish: null }));
    expect(await (await writer()).write(TASK, {})).toBe(SENTENCE);
  });

  const FAILURES: readonly (readonly [string, does.Behaviour, string])[] = [
    ['a wrong key', does.refuses(401), 'Status 401'],
    ['an error of the server', does.refuses(500), 'Status 500'],
    ['a redirection', does.refuses(307, { location: 'http://169.254.169.254/' }), 'unreachable'],
    ['no answer', does.stalls, 'timeout'],
    ['a stop within the stream', does.stallsAfter('The scan'), 'timeout'],
    ['a broken connection', does.breaksOffAfter('The scan'), 'broken-off'],
    ['a stream that ends early', does.endsEarlyAfter('The scan takes'), 'cut-off'],
    ['an answer cut by its length', does.writes('The scan takes', { finish: 'length' }), 'cut-off'],
    ['a call of a tool', does.callsTool, 'cut-off'],
    ['an error within the stream', does.failsAfter('The scan'), 'refused'],
    ['JSON', does.sends('{"choices":[]}', { 'content-type': 'application/json' }), 'wrong-type'],
    ['a page', does.sends('<html>', { 'content-type': 'text/html' }), 'wrong-type'],
    ['no type', does.sends('data: x\n\n', {}), 'wrong-type'],
    ['broken JSON', does.sends('data: {"choices": [\n\n'), 'garbage'],
    ['other JSON', does.sends('data: {"choices": [{"delta": {"content": 7}}]}\n\n'), 'garbage'],
    ['noise', does.sends(Buffer.from([0, 255, 254, 13, 10, 13, 10])), 'cut-off'],
    ['an event without an end', does.sends(`data: ${'x'.repeat(300_000)}`), 'garbage'],
    ['a text without an end', does.floods('and so on '), 'too-long'],
    ['thoughts without an end', does.floods(''), 'too-large'],
    ['a packed flood', does.sendsBomb(30), 'too-large'],
    [
      'what is not packed as it says',
      does.sends('data', { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' }),
      'broken-off',
    ],
  ];

  it.each(FAILURES)(
    'writes nothing after %s, tells the log why, and nobody what was asked',
    async (_, behaviour, reason) => {
      standIn.behave(behaviour);
      const timeoutMs = reason === 'timeout' ? 60 : 20_000;

      expect(await (await writer({ timeoutMs })).write(TASK, {})).toBeUndefined();
      expect(log).toHaveLength(1);
      expect(log[0]).toContain(reason);
      expect(log[0]).not.toContain(SECRET_WORDS);
    },
  );

  it('writes nothing where nobody listens', async () => {
    const dead = await startLanguageModel();
    await dead.close();
    expect(await (await writer({ baseUrl: dead.baseUrl })).write(TASK, {})).toBeUndefined();
    expect(log[0]).toContain('unreachable');
  });

  it('rejects only where the caller does not wait any more', async () => {
    standIn.behave(does.stalls);
    const controller = new AbortController();
    const writing = (await writer()).write(TASK, { signal: controller.signal });
    controller.abort(new Error('left'));
    await expect(writing).rejects.toThrow('left');
    expect(log).toEqual([]);
  });
});

describe('a writer that has failed', () => {
  it('is not ready for a while, or for as long as the endpoint says', async () => {
    const failing = await writer();
    standIn.behave(does.refuses(503));
    await failing.write(TASK, {});
    expect(failing.isReady()).toBe(false);
    clock += 30_000;
    expect(failing.isReady()).toBe(true);

    standIn.behave(does.refuses(429, { 'retry-after': '120' }));
    await failing.write(TASK, {});
    clock += 119_000;
    expect(failing.isReady()).toBe(false);
    clock += 1000;
    expect(failing.isReady()).toBe(true);

    standIn.behave(does.refuses(429, { 'retry-after': '999999999' }));
    await failing.write(TASK, {});
    clock += 3_600_000;
    expect(failing.isReady()).toBe(true);
  });
});

describe("a day's budget", () => {
  it('counts what the endpoint says, and begins again at midnight', async () => {
    const thrifty = await writer({ dailyTokens: 3000 });
    standIn.behave(does.writes(SENTENCE, { usage: { prompt_tokens: 2500, completion_tokens: 400 } }));
    expect(await thrifty.write(TASK, {})).toBe(SENTENCE);
    expect(log[0]).toContain('"tokens":2900');

    expect(await thrifty.write(TASK, {})).toBeUndefined();
    expect(log.at(-1)).toContain('budget');
    expect(thrifty.isReady()).toBe(false);
    clock += 14 * 3_600_000;
    expect(await thrifty.write(TASK, {})).toBe(SENTENCE);
  });

  it('is not spent on an endpoint that does no work', async () => {
    const thrifty = await writer({ dailyTokens: 1500 });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      standIn.behave(does.refuses(500));
      await thrifty.write(TASK, {});
    }
    standIn.behave(does.writes(SENTENCE));
    expect(await thrifty.write(TASK, {})).toBe(SENTENCE);
  });

  it('holds for questions at the same time', async () => {
    const thrifty = await writer({ dailyTokens: 1500 });
    const written = await Promise.all([thrifty.write(TASK, {}), thrifty.write(TASK, {})]);
    expect(written.filter((text) => text !== undefined)).toHaveLength(1);
  });
});
