import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dispatchOver } from '../../bench/dispatch-over.ts';
import { EMPTY_CONTEXT } from '../../src/answers/conversation/context.ts';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { createDispatch } from '../../src/commands/dispatch.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { createLogger } from '../../src/logger.ts';
import { renderText } from '../../src/reply/render-text.ts';
import { samplePaper } from '../engine/sample-papers.ts';

const PAPERS = [
  samplePaper({
    id: 'lovelace2023loom',
    title: 'Loomformer: Weaving Patterns from Cards',
    abstract: 'We weave patterns from punched cards. The loom reaches 91.5% accuracy.',
    authors: ['Ada Lovelace', 'Mary Müller'],
    categories: ['cs.CV'],
    date: '2023-05-02',
    hasCode: true,
    arxivId: '2305.00001',
  }),
  samplePaper({
    id: 'babbage2024engine',
    title: 'Difference Engines for Tide Tables',
    abstract: 'Tide tables are computed by a difference engine.',
    authors: ['Charles Babbage', 'Otto Mueller'],
    categories: ['cs.LG'],
    date: '2024-03-01',
  }),
];

const HOSTILE = [
  '\u0000\u0007\u001b[31m',
  "'; DROP TABLE papers; --",
  '$\\frac{1}{0}$ \\input{/etc/passwd}',
  '__proto__',
  'constructor:x toString:y',
  '👩‍🔬🏳️‍🌈'.repeat(50),
  '\ud800 lone',
  'author:'.repeat(200),
  '"'.repeat(999),
  '-'.repeat(1500),
  'a:b:c: "',
  '(((((((((((((((((((((',
  'ａｂｃ ﷽ ͏͏͏',
];

describe('dispatch', () => {
  it.each([false, true])(
    'answers whatever is typed, without a failure, announcing: %s',
    async (announces) => {
      const { say, log } = await dispatchOver(PAPERS, { announces });
      const names = ['', ...COMMAND_DEFINITIONS.map(({ name }) => `/${name} `)];
      const text = fc.oneof(
        fc.constantFrom(...HOSTILE),
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.constantFrom(
          'since:2023',
          'year:abc',
          'code:yes',
          'page:9',
          'muller 2023',
          'CV',
          'cs.CV loom',
          'all',
          'author:lovelace weekly',
          'follow this',
          'r1',
          'at:9 am zone:New York',
        ),
      );
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names), fc.array(text, { maxLength: 3 }), async (name, words) => {
          const reply = await say(`${name}${words.join(' ')}`);
          expect(renderText(reply)).not.toBe('');
        }),
        { numRuns: 300 },
      );
      expect(log).toEqual([]);
    },
  );

  it.each([false, true])(
    'answers every hostile text in every command and every option, announcing: %s',
    async (announces) => {
      const { request, log } = await dispatchOver(PAPERS, { announces });
      for (const text of HOSTILE) {
        for (const { name, options } of COMMAND_DEFINITIONS) {
          for (const option of options) {
            expect(renderText(await request({ command: name, args: { [option.name]: text } }))).not.toBe('');
          }
        }
      }
      expect(log).toEqual([]);
    },
  );

  it('refuses more than 2,000 characters before anything reads them', async () => {
    const { say } = await dispatchOver(PAPERS);
    for (const line of [
      'x'.repeat(1_000_000),
      `/paper ${'x '.repeat(500_000)}`,
      `/help ${'y'.repeat(2001)}`,
    ]) {
      const reply = await say(line);
      expect(reply).toMatchObject({ kind: 'error', answered: false });
      expect(renderText(reply)).toContain('at most 2000');
    }
  });

  it('says which command was meant, and what an argument should be', async () => {
    const { say } = await dispatchOver(PAPERS);
    const text = async (line: string) => renderText(await say(line));
    expect(await text('/papr x')).toContain('Did you mean /paper x?');
    expect(await text('/related')).toContain('For example: /related');
    expect(await text('/paper code:maybe')).toContain('must be one of yes, no');
    expect(await text('/new since:yesterday')).toContain('write a date as 2023');
    expect(await text('/related no such thing at all')).toContain('No paper here is called');
  });

  it('gives a failure a reference that the log carries, and tells nothing else', async () => {
    const log: string[] = [];
    const dispatch = createDispatch({
      engine: createEngine(),
      answer: async () => ({ answer: await Promise.reject(new Error('secret')), context: EMPTY_CONTEXT }),
      sync: async () => {
        throw new Error('a path: /secret');
      },
      logger: createLogger({ logLevel: 'warn' }, 'warn', { write: (line) => log.push(line) }),
      now: () => new Date(0),
    });
    const reply = await dispatch({
      command: 'ask',
      args: { question: 'x' },
      actor: { id: 'terminal:test', name: 'test', mayManage: true },
      conversation: encodeConversation('terminal', ['test']),
      isDirect: true,
      locale: 'en',
    });
    const reference = /Reference: ([0-9a-f]{8})/.exec(renderText(reply))?.[1] ?? 'none';
    expect(renderText(reply)).not.toContain('secret');
    expect(log.join('')).toContain(reference);
  });
});

describe('/author', () => {
  it('offers two people of one name as a choice, never as one list', async () => {
    const { say } = await dispatchOver(PAPERS);
    const reply = await say('/author muller');
    expect(reply.kind).toBe('choice');
    expect(renderText(reply).split('\n')[0]).toMatch(/^(?:Mary Müller|Otto Mueller) \(1\) or .* \(1\)\?$/);
  });
});

describe('/paper', () => {
  it('narrows by the filters among its words', async () => {
    const { say } = await dispatchOver(PAPERS);
    expect((await say('/paper code:yes')).papers.map(({ id }) => id)).toEqual(['lovelace2023loom']);
    expect((await say('/paper tide author:lovelace')).kind).toBe('none');
    expect((await say('/paper since:2024-01')).papers.map(({ id }) => id)).toEqual(['babbage2024engine']);
  });

  it('says that code is flagged without an address, and that the link is a search', async () => {
    const { say } = await dispatchOver(PAPERS);
    expect(renderText(await say('/paper loomformer'))).toContain('Code is flagged, without an address.');
    expect(renderText(await say('/paper tide tables'))).toContain('the link searches arXiv');
  });
});
