import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnswer } from '../../src/answers/create-answer.ts';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { createDispatch } from '../../src/commands/dispatch.ts';
import { parseLine } from '../../src/commands/parse-line.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { createLogger } from '../../src/logger.ts';
import { renderText } from '../../src/reply/render-text.ts';
import { samplePaper } from '../engine/sample-papers.ts';

const HOSTILE = [
  '',
  '__proto__',
  'constructor',
  'toString page:0',
  "'; DROP TABLE papers; --",
  '\\frac{1}{0} $\\varepsilon$ {{{',
  'author:"',
  'since:99999 until:x code:maybe',
  'page:99999999999999999999',
  '"""""" :::: -- -x -author:y',
  '\u0000\u001b[2J\u202e\ud800',
  '👩‍🔬'.repeat(300),
  '((((((((((((((((((((a+)+)+)+$',
  'x'.repeat(2000),
  'x'.repeat(2001),
  'x '.repeat(500_000),
];

const errors: string[] = [];

async function createRoad() {
  const engine = createEngine();
  await engine.add([
    samplePaper({
      id: 'lovelace2023kernels',
      title: 'Kernels: a survey of $k$-means & others',
      abstract: 'We study kernels (K). They reach 73.5% on trees.',
      categories: ['cs.LG'],
      authors: ['Ada Lovelace', 'Kurt Gödel'],
    }),
    samplePaper({ id: 'noether1918', title: 'Invariant problems', authors: ['Emmy Noether'], date: '2021' }),
  ]);
  const now = () => new Date('2026-06-30T12:00:00Z');
  const logger = createLogger({ logLevel: 'error' }, 'warn', { write: (text) => errors.push(text) });
  return createDispatch({ engine, answer: createAnswer({ engine, now }), sync: async () => {}, logger, now });
}

const conversation = encodeConversation('test', ['1']);
const actor = { id: 'test:1', name: 'Ada' };

describe('every command', () => {
  const commands = [...COMMAND_DEFINITIONS.map(({ name }) => `/${name} `), '', '/', '/unknown '];

  it('answers hostile lines in words and without an internal error', async () => {
    const dispatch = await createRoad();
    for (const command of commands) {
      for (const text of HOSTILE) {
        const request = parseLine(`${command}${text}`, COMMAND_DEFINITIONS);
        const reply = await dispatch({ ...request, actor, conversation, locale: 'en' });
        expect(renderText(reply), `${command}${text.slice(0, 40)}`).not.toBe('');
      }
    }
    expect(errors).toEqual([]);
  });

  it('answers arbitrary lines in words and without an internal error', async () => {
    const dispatch = await createRoad();
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem());
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...commands), text, async (command, words) => {
        const request = parseLine(`${command}${words}`, COMMAND_DEFINITIONS);
        const reply = await dispatch({ ...request, actor, conversation, locale: 'en' });
        expect(renderText(reply)).not.toBe('');
        expect(errors).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('answers arbitrary arguments, as a button might carry them', async () => {
    const dispatch = await createRoad();
    const names = [...new Set(COMMAND_DEFINITIONS.flatMap(({ options }) => options.map(({ name }) => name)))];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...COMMAND_DEFINITIONS.map(({ name }) => name), '__proto__', 'x'),
        fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), fc.string({ unit: 'binary' })),
        fc.integer(),
        async (command, args, page) => {
          const reply = await dispatch({ command, args, page, actor, conversation, locale: 'en' });
          expect(renderText(reply)).not.toBe('');
          expect(errors).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
