import { describe, expect, it } from 'vitest';
import { actorOf, readSlash, readToBot } from '../../../adapters/slack/request.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';

const read = (slash: string, text: string) => readSlash(slash, text, COMMAND_DEFINITIONS);
const nobody = { hide: false, share: false };

describe('readSlash', () => {
  it.each([
    ['/paper', 'privacy author:kaissis since:2023', { query: 'privacy', author: 'kaissis', since: '2023' }],
    ['/paper', 'author:“Georgios Kaissis” x', { query: 'x', author: 'Georgios Kaissis' }],
    ['/paper', '', {}],
  ])('reads %s %s', (slash, text, args) => {
    expect(read(slash, text)).toEqual({ command: 'paper', args, ...nobody });
  });

  it('reads the plural, and a command or a question under the umbrella', () => {
    expect(read('/topics', 'dp-sgd')).toMatchObject({ command: 'topic', args: { words: 'dp-sgd' } });
    expect(read('/labrarian', 'topic dp-sgd')).toEqual(read('/topics', 'dp-sgd'));
    expect(read('/labrarian', 'Topics dp-sgd')).toEqual(read('/topics', 'dp-sgd'));
    expect(read('/labrarian', '/cite x ris')).toMatchObject({
      command: 'cite',
      args: { paper: 'x', format: 'ris' },
    });
    expect(read('/labrarian', 'how many papers have code?')).toMatchObject({ command: 'ask' });
    expect(read('/labrarian', '')).toEqual({ command: 'help', args: {}, ...nobody });
  });

  it('takes out who shall see the reply, wherever it stands', () => {
    expect(read('/labrarian', 'hide:yes how many have code?')).toEqual({
      command: 'ask',
      args: { question: 'how many have code?' },
      hide: true,
      share: false,
    });
    expect(read('/labrarian', 'cite x Share:Yes ris')).toEqual({
      command: 'cite',
      args: { paper: 'x', format: 'ris' },
      hide: false,
      share: true,
    });
    expect(read('/paper', 'hide: no').hide).toBe(false);
    expect(read('/paper', 'peekhide:yes').args).toEqual({ query: 'peekhide:yes' });
  });
});

describe('readToBot', () => {
  it('takes the mention out, in all its spellings', () => {
    const asked = (text: string) => readToBot(text, 'U0BOT', COMMAND_DEFINITIONS);
    expect(asked('<@U0BOT> what is dp?')).toMatchObject({ args: { question: 'what is dp?' } });
    expect(asked('hey <@U0BOT|labrarian>')).toMatchObject({ args: { question: 'hey' } });
    expect(asked('<@U0BOT>')).toMatchObject({ command: 'help' });
    expect(asked('<@U0BOT> /new 2023')).toMatchObject({ command: 'new', args: { since: '2023' } });
    expect(asked('<@U0OTHER|ada> wrote what?')).toMatchObject({ args: { question: '@ada wrote what?' } });
  });
});

describe('actorOf', () => {
  it('tells people of two workspaces apart', () => {
    expect(actorOf('T1', 'U1', 'ada')).toEqual({ id: 'slack:T1:U1', name: 'ada' });
  });
});
