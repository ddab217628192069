import { describe, expect, it } from 'vitest';
import { choicesOf, choose } from '../../../adapters/terminal/choices.ts';
import { completeLine } from '../../../adapters/terminal/completion.ts';
import { renderReply } from '../../../adapters/terminal/render.ts';
import { toRequest } from '../../../adapters/terminal/request.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import * as build from '../../../src/reply/build.ts';
import { printable } from '../../../src/text/printable.ts';

const REPLY = build.reply({
  kind: 'list',
  blocks: [
    build.paragraph('Two found:\u001b]0;title\u0007'),
    build.list([build.item(['First'], [], build.commandAction('Open', 'paper', { query: 'a' }))], 6),
  ],
  actions: [
    build.linkAction('Abstract', 'https://example.org/'),
    build.commandAction('More', 'paper', {}, 3),
  ],
});

describe('the terminal', () => {
  it('shows the numbers that choose, and sends no control characters', () => {
    const shown = renderReply(REPLY, { width: 40, colours: false });
    expect(shown.split('\n')).toEqual([
      'Two found:]0;title',
      '6. First',
      'Abstract: https://example.org/',
      '[7] More',
    ]);
    const choices = choicesOf(REPLY);
    expect(choose('6', choices)).toEqual({ command: 'paper', args: { query: 'a' } });
    expect(choose('7', choices)).toEqual(choose('next', choices));
    expect(choose('8', choices)).toBeUndefined();
    expect(printable('a\u009b31m\u202eb')).toBe('a31mb');
  });

  it('gives nothing two numbers, and leaves numbers of its own to what no row does', () => {
    const yes = build.commandAction('Roots', 'follow', { what: 'roots' });
    const asked = build.reply({
      kind: 'choice',
      blocks: [build.list([build.item(['Roots'], [], yes)], 1)],
      actions: [yes, build.commandAction('Other', 'follow')],
    });
    expect(renderReply(asked, { width: 40, colours: false }).split('\n')).toEqual(['1. Roots', '[2] Other']);
    const choices = choicesOf(asked);
    expect(choose('2', choices)).toEqual({ command: 'follow', args: {} });
    expect(choose('roots', choices)).toEqual(choose('1', choices));
  });

  it('asks the bot what a number means that nothing here has', () => {
    const asked = toRequest('9', choicesOf(REPLY), COMMAND_DEFINITIONS);
    expect(asked).toMatchObject({ command: 'ask', args: { question: '9' } });
    expect(toRequest('back', choicesOf(REPLY), COMMAND_DEFINITIONS)).toBe('There is no previous page.');
  });

  it('wraps to the width', () => {
    const long = build.reply({ kind: 'answer', blocks: [build.paragraph('word '.repeat(40))] });
    const lines = renderReply(long, { width: 30, colours: false }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(30);
    expect(lines.length).toBeGreaterThan(5);
  });

  it('completes commands, option names and values', async () => {
    const suggest = async ({ text }: { text: string }) => [{ label: `${text}issis`, value: `${text}issis` }];
    const complete = (line: string) => completeLine(line, COMMAND_DEFINITIONS, suggest);
    expect(await complete('/pa')).toEqual([['/paper '], '/pa']);
    expect(await complete('/author ka')).toEqual([['kaissis'], 'ka']);
    expect(await complete('/paper dp auth')).toEqual([['author:'], 'auth']);
    expect(await complete('/paper dp author:ka')).toEqual([['author:kaissis'], 'author:ka']);
    expect(await complete('plain')).toEqual([[], '']);
  });
});
