import { describe, expect, it } from 'vitest';
import { readPapers } from '../../../bench/question-eval.ts';
import { shippedDataPath } from '../../../src/shipped-data.ts';
import { play, problems, readConversations } from './played-conversation.ts';

const SHIPPED = readPapers(shippedDataPath('papers.json'));
const FOLDER = 'test/fixtures/conversations';

/** Which papers each file speaks of. */
const FILES = [
  { file: 'library.md', papers: SHIPPED },
  { file: 'first-round.md', papers: SHIPPED },
  { file: 'second-round.md', papers: SHIPPED },
  { file: 'clinic.md', papers: readPapers('test/eval/clinic/papers.json') },
  { file: 'science.md', papers: readPapers('test/eval/science/papers.json') },
  { file: 'mixed.md', papers: readPapers('test/eval/mixed/papers.json') },
];

describe.each(FILES)('the conversations of $file', ({ file, papers }) => {
  it.skipIf(papers.length === 0).each(readConversations(`${FOLDER}/${file}`))(
    '$name',
    async (conversation) => {
      const replies = await play(conversation, papers);

      const wrong = conversation.turns.flatMap(({ typed, expected }, at) =>
        problems(expected, replies[at]).map((problem) => `${typed}: ${problem}`),
      );
      expect(wrong).toEqual([]);
    },
  );
});
