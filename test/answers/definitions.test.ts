import { describe, expect, it } from 'vitest';
import { EMPTY_CONTEXT } from '../../src/answers/conversation/context.ts';
import { createAnswer } from '../../src/answers/create-answer.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { renderText } from '../../src/reply/render-text.ts';
import { samplePaper } from '../engine/sample-papers.ts';

const engine = createEngine();
await engine.add([
  samplePaper({
    id: 'a',
    title: 'Slow yeast',
    abstract:
      'Slow proving is the process of letting dough rest in the cold. We measure the loaf volume index (LVI) of bread.',
  }),
  samplePaper({
    id: 'b',
    title: 'Slow proving in winter',
    abstract: 'We use slow proving in winter. Slow proving was costly.',
  }),
]);
const answer = createAnswer({ engine, now: () => new Date('2024-01-15T12:00:00Z') });

async function ask(question: string): Promise<string> {
  return renderText((await answer(question, EMPTY_CONTEXT)).answer);
}

describe('answerDefinition', () => {
  it.each(['define slow proving', 'What is slow proving?'])(
    'quotes the defining sentence: %s',
    async (question) => {
      expect(await ask(question)).toMatch(/^"Slow proving is the process of letting dough rest/);
    },
  );

  it('spells a short form out, and finds it from its description', async () => {
    expect(await ask('what does LVI stand for?')).toMatch(/^LVI: loaf volume index/i);
    expect(await ask("what's the abbreviation of the volume index of a loaf?")).toMatch(/^LVI: /);
  });
});
