import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dispatchOver } from '../../bench/dispatch-over.ts';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
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

const PAPERS = [
  samplePaper({
    id: 'lovelace2023kernels',
    title: 'Kernels: a survey of $k$-means & others',
    abstract: 'We study kernels (K). They reach 73.5% on trees.',
    categories: ['cs.LG'],
    authors: ['Ada Lovelace', 'Kurt Gödel'],
  }),
  samplePaper({ id: 'noether1918', title: 'Invariant problems', authors: ['Emmy Noether'], date: '2021' }),
];

describe('every command', () => {
  const commands = [...COMMAND_DEFINITIONS.map(({ name }) => `/${name} `), '', '/', '/unknown '];

  it('answers hostile lines in words and without an internal error', async () => {
    const { log, say } = await dispatchOver(PAPERS);
    for (const command of commands) {
      for (const text of HOSTILE) {
        const reply = await say(`${command}${text}`);
        expect(renderText(reply), `${command}${text.slice(0, 40)}`).not.toBe('');
      }
    }
    expect(log).toEqual([]);
  });

  it('answers arbitrary lines in words and without an internal error', async () => {
    const { log, say } = await dispatchOver(PAPERS);
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem());
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...commands), text, async (command, words) => {
        const reply = await say(`${command}${words}`);
        expect(renderText(reply)).not.toBe('');
        expect(log).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('answers arbitrary arguments, as a button might carry them', async () => {
    const { log, request } = await dispatchOver(PAPERS);
    const names = [...new Set(COMMAND_DEFINITIONS.flatMap(({ options }) => options.map(({ name }) => name)))];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...COMMAND_DEFINITIONS.map(({ name }) => name), '__proto__', 'x'),
        fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), fc.string({ unit: 'binary' })),
        fc.integer(),
        async (command, args, page) => {
          const reply = await request({ command, args, page });
          expect(renderText(reply)).not.toBe('');
          expect(log).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
