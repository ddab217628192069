import { describe, expect, test } from 'vitest';
import { createLogger } from '../src/logger.ts';

function record(isTTY: boolean) {
  const lines: string[] = [];
  return { lines, stream: { isTTY, write: (text: string) => lines.push(text) } };
}

describe('createLogger', () => {
  test('writes JSON lines where nobody is looking', () => {
    const { lines, stream } = record(false);

    createLogger({ logLevel: 'info' }, 'warn', stream).info({ papers: 50 }, 'Library opened');

    expect(JSON.parse(lines.join(''))).toMatchObject({ level: 30, papers: 50, msg: 'Library opened' });
  });

  test('writes lines to read on a terminal, with the stack of an error', () => {
    const { lines, stream } = record(true);

    createLogger({ logLevel: undefined }, 'warn', stream).warn(
      { file: 'a.bib', err: new Error('broken') },
      'Entry skipped',
    );

    expect(lines.join('')).toMatch(
      /^\d\d:\d\d:\d\d warn {2}Entry skipped \{"file":"a\.bib"\}\nError: broken\n/,
    );
  });

  test('leaves out what is less serious than its level', () => {
    const { lines, stream } = record(false);

    createLogger({ logLevel: undefined }, 'warn', stream).info('Not worth a line in the chat');

    expect(lines).toEqual([]);
  });

  test('hides secrets wherever they stand', () => {
    const { lines, stream } = record(false);
    const log = createLogger({ logLevel: 'info' }, 'warn', stream);

    log.info({
      token: 'xoxb-1',
      slack: { signingSecret: 's-2' },
      request: { headers: { authorization: 'B-3' } },
    });

    expect(lines.join('')).not.toMatch(/xoxb-1|s-2|B-3/);
    expect(lines.join('')).toContain('[redacted]');
  });
});
