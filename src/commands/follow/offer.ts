import type { Announcements } from '../../announcements/announcements.ts';
import type { Schedule } from '../../announcements/rule.ts';
import { subjectInWords } from '../../announcements/subject-words.ts';
import { code, commandAction, item, list, note, paragraph, reply, strong } from '../../reply/build.ts';
import type { Reply } from '../../reply/reply.ts';
import type { CommandContext } from '../command.ts';
import { examplesOf } from '../examples.ts';
import { followingAction } from './followed-reply.ts';
import { audience } from './needs.ts';
import { expected } from './outlook-words.ts';
import { scheduleInWords } from './schedule-words.ts';

const FREQUENT = 3;

/** What `/follow lab` would bring, with a button that does it, and what else can be followed. */
export async function offer(
  { schedule, timeZone }: { readonly schedule: Schedule; readonly timeZone: string },
  announcements: Announcements,
  context: CommandContext,
): Promise<Reply> {
  const { typed, engine, room, signal } = context;
  const { what: _, ...others } = typed;
  const names = (await engine.authors()).slice(0, FREQUENT).map(({ name }) => name);
  const people = names.length === 0 ? '' : ` (${names.join(', ')})`;
  const outlook = await expected({ type: 'lab' }, announcements, signal);
  const here = await announcements.following(room);
  const examples = await examplesOf(
    { name: 'follow', examples: ['author:{author}', 'topic:"{topic}"', 'category:{category}'] },
    engine,
  );
  const follow = commandAction('Follow lab', 'follow', { ...others, what: 'lab' });
  return reply({
    kind: 'choice',
    confirms: follow.state,
    blocks: [
      paragraph(
        'Follow ',
        strong(subjectInWords({ type: 'lab' })),
        `: by its frequent authors${people}, close to its own papers, or added to it?`,
      ),
      paragraph(`They would come ${scheduleInWords({ schedule, timeZone })}, ${audience(context)}.`),
      ...(outlook === undefined ? [] : [note(outlook)]),
      ...(examples.length === 0
        ? []
        : [paragraph('Or something of its own:'), list(examples.map((example) => item([code(example)])))]),
    ],
    actions: [
      follow,
      ...(typed.when === undefined
        ? [commandAction('Weekly instead', 'follow', { ...others, what: 'lab', when: 'weekly' })]
        : []),
      ...(here.length > 0 ? [followingAction()] : []),
    ],
  });
}
