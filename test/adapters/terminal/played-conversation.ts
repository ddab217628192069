import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { createTerminal } from '../../../adapters/terminal/index.ts';
import { dispatchOver } from '../../../bench/dispatch-over.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { createLogger } from '../../../src/logger.ts';
import type { Paper } from '../../../src/paper.ts';
import { renderText } from '../../../src/reply/render-text.ts';
import type { Reply } from '../../../src/reply/reply.ts';

/**
 * Conversations as files: `## name`, then turns as `> what is typed`, each with what must be so of its reply:
 * `papers:` exactly these ids in any order, `order:` in this order, `first:` the first of them, `has:` and `not:` a text
 * that must and must not appear, `answered: no`.
 */
export type Expectation = {
  readonly what: 'papers' | 'order' | 'first' | 'has' | 'not' | 'answered';
  readonly value: string;
};
export type PlayedTurn = { readonly typed: string; readonly expected: readonly Expectation[] };
export type Conversation = { readonly name: string; readonly turns: readonly PlayedTurn[] };

const EXPECTED = /^(papers|order|first|has|not|answered): *(.*)$/;

export function readConversations(file: string): Conversation[] {
  return readFileSync(file, 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [name = '', ...lines] = part.split('\n');
      const turns: { typed: string; expected: Expectation[] }[] = [];
      for (const line of lines) {
        const [, what, value = ''] = EXPECTED.exec(line) ?? [];
        if (line.startsWith('> ')) turns.push({ typed: line.slice(2), expected: [] });
        else if (what !== undefined)
          turns.at(-1)?.expected.push({ what: what as Expectation['what'], value: value.trim() });
        else if (line.trim() !== '') throw new Error(`${file}: ${line} is no expectation`);
      }
      return { name, turns };
    });
}

/** What is typed, through the terminal's adapter and the real core; one reply for each line. */
export async function play({ turns }: Conversation, papers: readonly Paper[]): Promise<Reply[]> {
  const { dispatch } = await dispatchOver(papers);
  const replies: Reply[] = [];
  const input = new PassThrough();
  const output = new PassThrough();
  output.resume();
  const terminal = createTerminal({
    dispatch: async (request, options) => {
      const reply = await dispatch(request, options);
      replies.push(reply);
      return reply;
    },
    suggest: async () => [],
    definitions: COMMAND_DEFINITIONS,
    historyFile: '/nonexistent',
    greeting: () => '',
    mayColour: false,
    logger: createLogger({ logLevel: 'silent' }, 'warn'),
    input: input as unknown as NodeJS.ReadStream,
    output: output as unknown as NodeJS.WriteStream,
  });
  await terminal.start();
  input.end(turns.map(({ typed }) => `${typed}\n`).join(''));
  await terminal.ended;
  return replies;
}

function ids(text: string): string[] {
  return text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

type Given = { readonly papers: readonly string[]; readonly text: string; readonly answered: boolean };

const CHECKS: Readonly<Record<Expectation['what'], (value: string, given: Given) => boolean>> = {
  papers: (value, { papers }) => [...papers].sort().join() === ids(value).sort().join(),
  order: (value, { papers }) => papers.join() === ids(value).join(),
  first: (value, { papers }) => papers[0] === value,
  has: (value, { text }) => text.toLowerCase().includes(value.toLowerCase()),
  not: (value, { text }) => !text.toLowerCase().includes(value.toLowerCase()),
  answered: (value, { answered }) => answered === (value !== 'no'),
};

/** What is not as expected, in words; empty where all is. */
export function problems(expected: readonly Expectation[], reply: Reply | undefined): string[] {
  if (reply === undefined) return ['no reply'];
  const text = renderText(reply);
  const given = { papers: reply.papers.map(({ id }) => id as string), text, answered: reply.answered };
  return expected
    .filter(({ what, value }) => !CHECKS[what](value, given))
    .map(({ what, value }) => `${what} ${value}, but [${given.papers.join(', ')}] ${text.slice(0, 300)}`);
}
