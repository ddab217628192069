import { accessSync, constants, existsSync, statSync } from 'node:fs';
import type { Rule } from '../announcements/rule.ts';
import { subjectInWords } from '../announcements/subject-words.ts';
import { databaseFile, dropFolder, shownFolder } from '../data-folder.ts';
import { BotError } from '../errors.ts';
import { inspectAnnouncements, type TroubledPost } from '../store/inspect-announcements.ts';
import { type Finding, fine, note, problem } from './finding.ts';

/** What the ledger of announcements holds that somebody should know: what is followed, and the posts of which something is wrong. */

const DAY_MS = 24 * 60 * 60 * 1000;
/** What happened longer ago was to be mended then, and is told as history. */
const RECENT_MS = 7 * DAY_MS;
const MOST_LISTED = 200;

const minute = (moment: Date) => `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function checkRules(rules: readonly Rule[]): Finding[] {
  if (rules.length === 0) return [];
  const paused = rules.filter(({ status }) => status === 'paused');
  const active = rules.length - paused.length;
  return [
    fine(`Followed: ${active} active, ${paused.length} paused.`),
    ...paused.map(({ id, conversation, subject, reason }) =>
      note(
        `${id} (${subjectInWords(subject)}) in ${conversation} is paused: ${reason ?? 'no reason is known'}.`,
        'Invite the bot there again, then write /following there and press Resume; what came meanwhile is told then.',
      ),
    ),
  ];
}

function contentOf({ body, papers }: TroubledPost): string {
  switch (body.type) {
    case 'digest':
      return `The announcement of ${body.date} (${papers.length} ${papers.length === 1 ? 'paper' : 'papers'})`;
    case 'details':
      return 'The thread under an announcement';
    case 'notice':
      return 'A notice';
  }
}

function describe(post: TroubledPost, now: Date): Finding {
  const { id, conversation, state, madeAt, firstTriedAt, reason = 'no reason is known' } = post;
  const at = firstTriedAt ?? madeAt;
  const what = `${contentOf(post)} for ${conversation} (post ${id}, tried on ${minute(at)})`;
  const [text, advice] =
    state === 'unknown'
      ? [
          `${what} may stand there or not: ${reason}.`,
          `Look there. It is not sent again, so that nobody reads it twice; if it is missing, "/digest ${id}" there shows its papers.`,
        ]
      : [
          `${what} was refused: ${reason}.`,
          post.body.type === 'digest'
            ? `It is not sent again; "/digest ${id}" there shows its papers.`
            : 'It is not sent again. No paper was lost by it.',
        ];
  const isOld = now.getTime() - at.getTime() > RECENT_MS;
  return isOld || post.body.type !== 'digest' ? note(text, advice) : problem(text, advice);
}

function checkPosts(troubles: readonly TroubledPost[], now: Date): Finding[] {
  const listed = troubles.slice(-MOST_LISTED);
  const more = troubles.length - listed.length;
  return [
    ...(more === 0 ? [] : [note(`${more} more posts, older than these, are unknown or were refused.`)]),
    ...listed.map((post) => describe(post, now)),
  ];
}

function checkDropFolder(folder: string): Finding[] {
  const shown = shownFolder(folder);
  if (!existsSync(folder)) return [note(`The folder ${shown} is not there yet: the bot makes it.`)];
  try {
    if (!statSync(folder).isDirectory()) throw new Error('no folder');
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return [fine(`Files dropped into ${shown} become papers.`)];
  } catch {
    return [
      problem(
        `Files dropped into ${shown} cannot be taken: it is no folder that the bot may write to.`,
        'Check its owner and permissions.',
      ),
    ];
  }
}

/** What is followed, which posts went wrong, and whether files can be dropped. Works beside a running bot. */
export async function checkAnnouncements(dataDir: string, now: Date): Promise<Finding[]> {
  const file = databaseFile(dataDir);
  if (!existsSync(file)) return [];
  const inbox = checkDropFolder(dropFolder(dataDir));
  try {
    const { rules, troubles } = await inspectAnnouncements(file);
    return [...checkRules(rules), ...checkPosts(troubles, now), ...inbox];
  } catch (error) {
    // What is wrong with the database stands under "Library".
    if (error instanceof BotError) return inbox;
    throw error;
  }
}
