import { ApplicationCommandOptionType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import {
  compareCommands,
  describeDifference,
  isSame,
  parseRegistered,
} from '../../../adapters/discord/command-difference.ts';
import { commandBodies } from '../../../adapters/discord/commands.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { visibilityOf } from '../../../src/reply/visibility.ts';

const GLOBAL = { userInstall: false, scope: 'global' } as const;
const bodies = commandBodies(COMMAND_DEFINITIONS, GLOBAL);
const optionsOf = (name: string) => bodies.find((body) => body.name === name)?.options ?? [];

/** What Discord gives back for what it was given. */
function registered(list: readonly object[]) {
  return parseRegistered(
    list.map((body, index) => ({ ...body, id: String(index), version: '1', nsfw: false })),
  );
}

describe('the commands for Discord', () => {
  it('are those of the definitions, in English names', () => {
    expect(bodies.map(({ name }) => name)).toEqual(COMMAND_DEFINITIONS.map(({ name }) => name));
    expect(JSON.stringify(bodies)).not.toContain('name_localizations');
  });

  it('describe themselves and every option in German too', () => {
    for (const { name, description_localizations: german, options = [] } of bodies) {
      expect(german?.de, `/${name}`).toEqual(expect.stringMatching(/^.{3,100}$/));
      for (const option of options)
        expect(option.description_localizations?.de, `/${name} ${option.name}`).toEqual(
          expect.stringMatching(/^.{3,100}$/),
        );
    }
  });

  it('have choices, completion and what is required', () => {
    const byName = new Map(optionsOf('topic').map((option) => [option.name, option]));

    expect(byName.get('words')).toMatchObject({ autocomplete: true });
    expect(byName.get('author')).toMatchObject({ autocomplete: true });
    expect(byName.get('since')).toMatchObject({ autocomplete: false });
    expect(byName.get('code')).toMatchObject({
      choices: [
        { name: 'yes', value: 'yes' },
        { name: 'no', value: 'no' },
      ],
    });
    expect(optionsOf('cite')[0]).toMatchObject({ name: 'paper', required: true });
  });

  it('put what is required first, wherever the definition has it', () => {
    const [body] = commandBodies(
      [
        {
          name: 'x',
          description: 'X',
          examples: [],
          options: [
            { name: 'a', description: 'A' },
            { name: 'b', description: 'B', required: true },
          ],
        },
      ],
      GLOBAL,
    );

    expect(body?.options?.map(({ name }) => name)).toEqual(['b', 'a', 'hide']);
  });

  it('complete what has more choices than Discord shows', () => {
    const choices = Array.from({ length: 26 }, (_, index) => `c${index}`);
    const [body] = commandBodies(
      [{ name: 'x', description: 'X', examples: [], options: [{ name: 'a', description: 'A', choices }] }],
      GLOBAL,
    );

    expect(body?.options?.[0]).toMatchObject({ autocomplete: true });
    expect(body?.options?.[0]).not.toHaveProperty('choices');
  });

  it('can all be hidden, and shared where they are hidden by themselves', () => {
    for (const { name, options = [] } of bodies) {
      const flags = options.filter(({ type }) => type === ApplicationCommandOptionType.Boolean);
      expect(flags.map((option) => option.name)).toEqual(
        visibilityOf({ byDefault: 'public', command: name }) === 'private' ? ['hide', 'share'] : ['hide'],
      );
    }
  });

  it('are offered to people outside servers only where that is configured', () => {
    expect(bodies[0]).toMatchObject({ contexts: [0, 1], integration_types: [0] });
    const [personal] = commandBodies(COMMAND_DEFINITIONS, { userInstall: true, scope: 'global' });
    expect(personal).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] });
    const [ofGuild] = commandBodies(COMMAND_DEFINITIONS, { userInstall: false, scope: 'guild' });
    expect(ofGuild).not.toHaveProperty('contexts');
  });
});

describe('comparing with what Discord has', () => {
  it('finds nothing where it has the same', () => {
    expect(isSame(compareCommands(bodies, registered(bodies)))).toBe(true);
  });

  it('names what is new, other and old', () => {
    const [paper, author, ...rest] = structuredClone(bodies);
    if (paper === undefined || author === undefined) throw new Error('There are no commands');
    author.description = 'Old words';
    author.options?.pop();
    const before = registered([author, ...rest, { name: 'gone', description: 'Gone', type: 1 }]);
    const difference = compareCommands(bodies, before);

    expect(describeDifference(difference)).toEqual([
      '+ /paper: Find a paper by title, words, id or link',
      '~ /author',
      '    description: Old words -> What a person has written, with whom and when',
      '    order of options: name -> name, hide',
      '    + hide: description: Only you see the reply',
      '- /gone',
    ]);
  });

  it('leaves alone what is no slash command', () => {
    expect(registered([{ name: 'Launch', description: '', type: 4 }])).toEqual([]);
  });
});
