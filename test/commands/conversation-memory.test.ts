import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandRequest } from '../../src/adapter.ts';
import { createProcessConversations } from '../../src/answers/conversation/conversation-store.ts';
import { createAnswer } from '../../src/answers/create-answer.ts';
import { createDispatch } from '../../src/commands/dispatch.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { createLogger } from '../../src/logger.ts';
import { renderText } from '../../src/reply/render-text.ts';
import { samplePaper } from '../engine/sample-papers.ts';

const PAPERS = ['2021', '2022'].map((year) =>
  samplePaper({
    id: `lovelace${year}loom`,
    title: `Looms of ${year}`,
    abstract: 'We weave patterns.',
    authors: [`Ada Lovelace ${year === '2021' ? 'Byron' : 'King'}`],
    categories: ['cs.CV'],
    date: `${year}-05-02`,
  }),
);

const NOTHING = 'nothing before this';

async function open() {
  const engine = createEngine();
  await engine.add(PAPERS);
  const clock = { now: new Date('2026-05-04T08:00:00Z') };
  const now = () => clock.now;
  const log: string[] = [];
  const conversations = createProcessConversations();
  const dispatch = createDispatch({
    engine,
    answer: createAnswer({ engine, now }),
    sync: async () => undefined,
    logger: createLogger({ logLevel: 'warn' }, 'warn', { write: (line) => log.push(line) }),
    now,
    conversations,
  });
  const say = async (person: string, place: string, question: string, command = 'ask'): Promise<string> => {
    const request: CommandRequest = {
      command,
      args: command === 'ask' ? { question } : {},
      actor: { id: `test:${person}`, name: person, mayManage: true },
      conversation: encodeConversation('test', [place]),
      isDirect: true,
      locale: 'en',
    };
    return renderText(await dispatch(request));
  };
  return { say, clock, conversations, log };
}

describe('what a conversation remembers', () => {
  it('ends after half an hour of silence', async () => {
    const { say, clock } = await open();
    await say('ada', 'lab', 'papers of 2021');
    clock.now = new Date('2026-05-04T08:29:00Z');
    expect(await say('ada', 'lab', 'who wrote it?')).toContain('Byron');
    clock.now = new Date('2026-05-04T09:00:00Z');
    expect(await say('ada', 'lab', 'who wrote it?')).toContain(NOTHING);
  });

  it('is forgotten on request', async () => {
    const { say } = await open();
    await say('ada', 'lab', 'papers of 2021');
    expect(await say('ada', 'lab', '', 'reset')).toContain('Forgotten');
    expect(await say('ada', 'lab', 'who wrote it?')).toContain(NOTHING);
  });

  it('costs no answer where it cannot be read or kept', async () => {
    const { say, conversations, log } = await open();
    conversations.load = () => Promise.reject(new Error('disk'));
    conversations.save = () => Promise.reject(new Error('disk'));
    expect(await say('ada', 'lab', 'papers of 2021')).toContain('Looms of 2021');
    expect(log).toHaveLength(2);
  });

  it('is never that of another person or another conversation', async () => {
    const turn = fc.record({
      person: fc.constantFrom('ada', 'bob'),
      place: fc.constantFrom('lab', 'thread', 'direct'),
      year: fc.constantFrom(undefined, '2021', '2022'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 12 }), async (turns) => {
        const { say } = await open();
        const last = new Map<string, string>();
        for (const { person, place, year } of turns) {
          if (year !== undefined) {
            await say(person, place, `papers of ${year}`);
            last.set(`${person} ${place}`, year === '2021' ? 'Byron' : 'King');
            continue;
          }
          expect(await say(person, place, 'who wrote it?')).toContain(
            last.get(`${person} ${place}`) ?? NOTHING,
          );
        }
      }),
      { numRuns: 25 },
    );
  });
});
