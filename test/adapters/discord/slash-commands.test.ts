import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandDefinition, OptionDefinition } from '../../../src/commands/command.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { visibilityOf } from '../../../src/reply/visibility.ts';
import { botOnDiscord, core } from './bot-on-discord.ts';
import { labelsOf, textOf } from './message-text.ts';

/** What somebody might choose for each option; a test fails for an option that is not here. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  query: ['privacy', 'kernel normalized convolutional networks', '2205.10089', 'quantum'],
  author: ['kaissis'],
  category: ['cs.LG'],
  since: ['2023', '2023-07-13'],
  until: ['2024-01'],
  year: ['2022'],
  code: ['yes', 'no'],
  org: ['TUM'],
  in: ['library', 'stream'],
  to: ['stream'],
  name: ['kaissis', 'muller', 'zillr', 'xyzzyq'],
  words: ['differential privacy', 'cs.CR'],
  days: ['90', 'soon'],
  paper: ['relationformer'],
  format: ['bibtex', 'ris', 'apa', 'csl'],
  question: ['which papers have code and are from 2024?', 'what is the airspeed of a swallow?'],
  command: ['paper', 'nonsense'],
  show: ['abstract'],
  what: ['lab', 'author:kaissis', 'author:muller', 'authr:kaissis'],
  when: ['daily', 'monday'],
  at: ['9am', 'soon'],
  zone: ['Europe/Berlin', 'Berlni'],
  rule: ['r1', 'all'],
  post: ['p1'],
};

function required({ options }: CommandDefinition): Record<string, string> {
  return Object.fromEntries(
    options.filter((option) => option.required).map(({ name }) => [name, VALUES[name]?.[0] ?? '']),
  );
}

function values({ name, choices }: OptionDefinition): readonly string[] {
  const known = VALUES[name];
  if (known === undefined) throw new Error(`Which values of ${name} are to be tried?`);
  return choices ?? known;
}

const CASES = COMMAND_DEFINITIONS.flatMap((definition) => [
  { command: definition.name, args: required(definition) },
  ...definition.options.flatMap((option) =>
    values(option).map((value) => ({
      command: definition.name,
      args: { ...required(definition), [option.name]: value },
    })),
  ),
]);

let bot: Awaited<ReturnType<typeof botOnDiscord>>;
beforeEach(async () => {
  bot = await botOnDiscord();
});

describe('every command with every option', () => {
  it('is answered, hidden and shown to everybody', async () => {
    const ada = bot.discord.user('ada');
    for (const { command, args } of CASES) {
      const said = `/${command} ${JSON.stringify(args)}`;
      const isAnswer = !['error', 'notice'].includes((await core.request({ command, args })).kind);
      const isPrivate = visibilityOf({ byDefault: 'public', command }) === 'private';
      const open = await ada.slash(command, args);
      if (!isAnswer && !isPrivate) {
        // What went wrong is said to the asker only, and the acknowledgement that all saw is taken away.
        await open.until(({ state, followUps }) => state === 'deleted' && followUps.length > 0);
      } else {
        expect(open.visibility, said).toBe(isPrivate ? 'ephemeral' : 'public');
      }
      const shown = textOf(open.message ?? open.followUps[0]);
      expect(shown, said).not.toBe('');

      const hidden = await ada.slash(command, { ...args, hide: true });
      expect(hidden, said).toMatchObject({ state: 'answered', visibility: 'ephemeral', edits: 1 });
      expect(textOf(hidden.message), said).toContain(shown);
      const isShareable = labelsOf(hidden.message).includes('Share with channel');
      expect(isShareable || textOf(hidden.message).includes('ask again without hiding'), said).toBe(isAnswer);
    }
    expect(bot.log.filter((line) => !line.includes('"level":30'))).toEqual([]);
  });

  it('offers to share help, which nobody else sees unless it is asked for', async () => {
    const view = await bot.discord.user('ada').slash('help', { share: true });

    expect(view).toMatchObject({ state: 'answered', visibility: 'public' });
  });
});
