import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTerminal } from '../../../adapters/terminal/index.ts';
import { CONVERSATION } from '../../../adapters/terminal/poster.ts';
import type { CommandRequest } from '../../../src/adapter.ts';
import { createLogger } from '../../../src/logger.ts';
import { commandAction, item, list, paragraph, reply } from '../../../src/reply/build.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { describePoster } from '../../contracts/poster.ts';

/** A chat whose keys are pressed here and whose screen is read here; in a pipe without `isTTY`. */
async function chat({ isTTY }: { isTTY: boolean }) {
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: () => undefined });
  const output = Object.assign(new PassThrough(), { isTTY, columns: 40 });
  let written = '';
  output.on('data', (data) => {
    written += String(data);
  });
  const asked: CommandRequest[] = [];
  let answer: (request: CommandRequest) => Promise<Reply> = async () => choice('answer');
  const terminal = createTerminal({
    dispatch: (request) => {
      asked.push(request);
      return answer(request);
    },
    suggest: async () => [],
    definitions: [],
    historyFile: '/dev/null/none',
    greeting: () => '',
    mayColour: false,
    logger: createLogger({ logLevel: 'silent' }, 'warn'),
    input: input as unknown as NodeJS.ReadStream,
    output: output as unknown as NodeJS.WriteStream,
  });
  await terminal.start();
  const { poster } = terminal;
  if (poster === undefined) throw new Error('The terminal has no poster');
  return {
    poster,
    asked,
    terminal,
    /** With a sign for the escape character. */
    screen: () => written.replaceAll('\u001b', '␛'),
    async type(keys: string) {
      input.write(keys);
      for (let turns = 0; turns < 10; turns += 1) await turn();
    },
    answerWith(given: typeof answer) {
      answer = given;
    },
  };
}

async function opened(options: { isTTY: boolean }) {
  const made = await chat(options);
  onTestFinished(() => made.terminal.stop());
  return made;
}

/** A row with the number 1 that opens what it is called. */
const choice = (name: string): Reply =>
  reply({
    kind: 'list',
    blocks: [
      paragraph(`Of ${name}:`),
      list([item([name], [], commandAction('Open', 'paper', { query: name }))], 1),
    ],
  });
const post = (name: string) => ({ target: CONVERSATION, reply: choice(name), key: name });
const chosen = (asked: readonly CommandRequest[]) => asked.map(({ args }) => args.query ?? args.question);

for (const isTTY of [true, false])
  describePoster(isTTY ? 'a terminal' : 'a pipe', async () => {
    const { poster, terminal, screen } = await chat({ isTTY });
    let time = 0;
    return {
      poster,
      target: CONVERSATION,
      person: 'terminal:user',
      now: () => time,
      advance: (ms) => {
        time += ms;
      },
      shown: () =>
        screen()
          .split('New papers\n')
          .slice(1)
          // The prompt is drawn with sequences of its own.
          .map((text) => text.split('\n\n')[0] ?? ''),
      pings: () => 0,
      close: () => terminal.stop(),
    };
  });

describe('a post on a terminal', () => {
  it('appears above the line that is being typed, which stays', async () => {
    const { poster, screen, type, asked } = await opened({ isTTY: true });
    await type('what is');
    const before = screen().length;
    expect(await poster.post(post('news'))).toEqual({ outcome: 'sent', messageRef: 'news' });
    const drawn = screen().slice(before);
    expect(drawn).toMatch(/^␛\[1G␛\[0JOf news:\n1\. news\n\n/);
    expect(drawn).toContain('> what is');
    await type(' dp?\r');
    expect(chosen(asked)).toEqual(['what is dp?']);
  });

  it('goes up over all rows of a long line, and writes over nothing of its own', async () => {
    const { poster, screen, type } = await opened({ isTTY: true });
    const long = 'word '.repeat(20);
    await type(long);
    const before = screen().length;
    await poster.post(post('news'));
    const drawn = screen().slice(before);
    expect(drawn).toMatch(/^␛\[2A␛\[1G␛\[0JOf news:/);
    expect(drawn.split('Of news:')[1]).not.toContain('␛[2A');
    expect(drawn.replaceAll('\n', '')).toContain('> word word');
  });

  it('is what numbers choose from once it stands there last, but not for a line that was begun before', async () => {
    const { poster, type, asked } = await opened({ isTTY: true });
    await type('first\r');
    await type('1');
    await poster.post(post('news'));
    await type('\r');
    expect(chosen(asked)).toEqual(['first', 'answer']);
    await poster.post(post('more'));
    await type('1\r');
    expect(chosen(asked).at(-1)).toBe('more');
    await type('x');
    await poster.post(post('last'));
    await type('\u007f');
    await type('1\r');
    expect(chosen(asked).at(-1)).toBe('last');
  });

  it('does not wait for an answer, which may wait for it, and stands above that', async () => {
    const { poster, screen, type, answerWith, asked } = await opened({ isTTY: true });
    let give: (given: Reply) => void = () => undefined;
    answerWith(
      () =>
        new Promise((resolve) => {
          give = resolve;
        }),
    );
    await type('slow\r');
    expect((await poster.post(post('news'))).outcome).toBe('sent');
    expect(screen()).not.toContain('Of answer');
    give(choice('answer'));
    await turn();
    expect(screen().indexOf('Of news')).toBeLessThan(screen().indexOf('Of answer'));
    answerWith(async () => choice('answer'));
    await type('1\r');
    expect(chosen(asked)).toEqual(['slow', 'answer']);
  });
});

it('changes nothing of what numbers mean in a pipe, where nobody sees a post before typing', async () => {
  const { poster, screen, type, asked } = await opened({ isTTY: false });
  await type('first\n');
  await poster.post(post('news'));
  await type('1\n');
  expect(chosen(asked)).toEqual(['first', 'answer']);
  expect(screen()).toBe('Of answer:\n1. answer\n\nOf news:\n1. news\n\nOf answer:\n1. answer\n\n');
});

it('posts nothing once the chat is over', async () => {
  const { poster, terminal } = await chat({ isTTY: true });
  await terminal.stop();
  expect(await poster.post(post('news'))).toMatchObject({ outcome: 'retry' });
  expect(await poster.readBack(CONVERSATION, 'news', new Date(0))).toEqual({ found: 'no' });
});
