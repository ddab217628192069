import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { parseLine } from '../../src/commands/parse-line.ts';
import { typedCommand } from '../../src/reply/render-text.ts';

const parse = (line: string) => parseLine(line, COMMAND_DEFINITIONS);

describe('parseLine', () => {
  it('takes plain text for a question, as it stands', () => {
    expect(parse('  What is "f-DP": since:2020?  ')).toEqual({
      command: 'ask',
      args: { question: 'What is "f-DP": since:2020?' },
    });
  });

  it('reads options, quotation marks and the page', () => {
    expect(parse('/paper privacy author:“Jane Doe” since: 2023 page:2')).toEqual({
      command: 'paper',
      args: { query: 'privacy', author: 'Jane Doe', since: '2023' },
      page: 2,
    });
    expect(parse('/PAPER')).toEqual({ command: 'paper', args: {} });
  });

  it('leaves unknown options and excluded words to the query', () => {
    expect(parse('/topic -medical foo:bar').args).toEqual({ words: '-medical foo:bar' });
  });

  it('reads back what a reply says to type', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8})?$/);
    fc.assert(
      fc.property(word, word, fc.integer({ min: 2, max: 99 }), (query, author, page) => {
        const state = { command: 'paper', args: { query, author }, page };
        expect(parse(typedCommand(state))).toEqual(state);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        parse(text);
        parse(`/paper ${text}`);
      }),
    );
  });
});
