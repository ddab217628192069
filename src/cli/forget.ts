import { z } from 'zod';
import type { Erased } from '../announcements/announcement-store.ts';
import { hasLibrary, openLibrary } from '../data-folder.ts';
import { UserError } from '../errors.ts';
import { countedKinds } from '../text/counted.ts';
import { EXIT, UsageError } from './entry.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run forget -- USER

Erases what the library in DATA_DIR holds of a person: what they follow in direct messages, what was posted to them
alone, the papers they saved, the conversations remembered with them, and their name beside what they had whole
channels follow, which goes on. Says what it erased; may run beside the bot.

USER is discord: and the person's number, or slack: with the ids of the workspace and of the member.

Examples:
  npm run forget -- discord:123456789012345678
  npm run forget -- slack:T0123ABC:U0123ABC
`;

/** As the adapters write actors; the terminal has one. */
const Person = z.union([
  z.string().regex(/^discord:\d{15,21}$/),
  z.string().regex(/^slack:[TE][A-Z0-9]{1,20}:[UW][A-Z0-9]{1,20}$/),
  z.literal('terminal:user'),
]);

/** One line for each kind of thing; none where nothing was kept. */
function erasedInWords({ rules, posts, saved, conversations, ownedElsewhere }: Erased): readonly string[] {
  return countedKinds([
    [rules, 'rule followed in direct messages', 'rules followed in direct messages'],
    [posts, 'post to this person alone', 'posts to this person alone'],
    [saved, 'saved paper'],
    [conversations, 'remembered conversation'],
    [
      ownedElsewhere,
      'name beside a rule of a channel (the channel goes on following)',
      'names beside rules of channels (the channels go on following)',
    ],
  ]);
}

const COMMAND_LINE = { usage: USAGE, options: {}, allowPositionals: true } as const;

await runCommand(COMMAND_LINE, async ({ dataDir }, { positionals }) => {
  const [text] = positionals;
  if (text === undefined || positionals.length > 1) throw new UsageError(USAGE);
  const person = Person.safeParse(text);
  if (!person.success)
    throw new UsageError(`"${text.slice(0, 100)}" names no person; nothing was erased.\n\n${USAGE}`);
  if (!hasLibrary(dataDir))
    throw new UserError(`There is no library in ${dataDir} (DATA_DIR): nothing was kept there.`);
  const { announcements, close } = await openLibrary({ dataDir, startFrom: 'nothing', now: new Date() });
  try {
    const lines = erasedInWords(await announcements.erasePerson(person.data));
    process.stdout.write(
      lines.length === 0
        ? `Nothing was kept of ${person.data}.\n`
        : `Erased of ${person.data}:\n${lines.map((line) => `  ${line}\n`).join('')}`,
    );
  } finally {
    await close();
  }
  return EXIT.ok;
});
