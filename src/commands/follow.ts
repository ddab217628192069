import type { Announcements } from '../announcements/announcements.ts';
import { type Rule, RuleId, type Schedule, type Subject } from '../announcements/rule.ts';
import { subjectAsTyped } from '../announcements/subject-words.ts';
import { UserError } from '../errors.ts';
import { commandAction, item, list, paragraph, reply } from '../reply/build.ts';
import type { Reply } from '../reply/reply.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { followedReply, takenUpReply } from './follow/followed-reply.ts';
import { gapInWords } from './follow/gap-words.ts';
import { requireRight, whoFollows, withAnnouncements } from './follow/needs.ts';
import { offer } from './follow/offer.ts';
import { expected } from './follow/outlook-words.ts';
import { takeOptionWords, takeScheduleWords } from './follow/read-schedule-words.ts';
import { type ReadSubject, readSubject } from './follow/read-subject.ts';
import { withoutPapers } from './follow/read-wish.ts';
import { readSchedule, WHEN, type When, whenOf } from './follow/schedule-words.ts';
import { readTimeZone } from './follow/time-zone.ts';

type Asked = {
  readonly what: string;
  readonly when: When | undefined;
  readonly at: string | undefined;
  readonly zone: string | undefined;
};

/** What was said of the schedule by options, and what they leave open at the end of the words. */
function asked(what: string, options: Omit<Asked, 'what'>): Asked {
  const isSaid = Object.values(options).some((value) => value !== undefined);
  const typed = { rest: what, ...options };
  const { rest, when, at, zone } = takeScheduleWords(isSaid ? takeOptionWords(typed) : typed);
  return { what: rest, when, at, zone };
}

/** The zone, or the reply that asks which was meant. */
function zoneOf(
  typed: string,
  context: CommandContext,
): { readonly zone: string } | { readonly reply: Reply } {
  const read = readTimeZone(typed);
  if ('zone' in read) return read;
  const name = `"${typed.slice(0, 40)}"`;
  const said = read.isOne ? `${name} does not say which time zone` : `${name} is no time zone that I know`;
  if (read.nearest.length === 0)
    throw new UserError(
      `${said}: write a zone or the city that it is named after, such as zone:Europe/Berlin, zone:Berlin or zone:UTC.`,
    );
  const actions = read.nearest.map((zone) => commandAction(zone, 'follow', { ...context.typed, zone }));
  const rows = actions.map((action) => item([action.label], [], action));
  const blocks = [paragraph(`${said}. Did you mean ${read.nearest.join(' or ')}?`), list(rows, 1)];
  const [only, another] = actions;
  const confirms = another === undefined ? only?.state : undefined;
  return { reply: reply({ kind: 'choice', answered: false, blocks, actions, confirms }) };
}

const OFFER = /^(?:help|\?|new papers?|papers?)?$/i;
const IDS = /^r\d{1,9}(?:[\s,]+r\d{1,9})*$/i;

type Timing = { readonly said: Asked; readonly zone: string | undefined };

/** Another schedule for a rule that is there, where only the named parts change. */
function changed({ schedule }: Rule, { when, at }: Asked): Schedule {
  const wasAtOnce = schedule.type === 'at-once';
  const next = when ?? (wasAtOnce && at !== undefined ? 'daily' : whenOf(schedule));
  return readSchedule(next, at ?? (wasAtOnce || next === 'at-once' ? undefined : schedule.time));
}

/** A rule that is followed here already: with another schedule where one was said, else as it is. */
async function followAgain(
  rule: Rule,
  { said, zone }: Timing,
  announcements: Announcements,
  context: CommandContext,
): Promise<Reply> {
  const { room: conversation, isDirect, actor } = context;
  const isSame = said.when === undefined && said.at === undefined && zone === undefined;
  if (isSame && rule.status === 'paused')
    return takenUpReply(await announcements.resume(conversation, rule.id), announcements, context);
  const followed = isSame
    ? { rule, isNew: false, first: announcements.next(rule) }
    : await announcements.follow({
        conversation,
        isDirect,
        actor,
        subject: rule.subject,
        schedule: changed(rule, said),
        timeZone: zone ?? rule.timeZone,
      });
  return followedReply({ followed, before: rule }, context);
}

/** Rules by their ids: taken up again where they were unfollowed or paused, changed where they stand. */
async function followById(
  typed: string,
  timing: Timing,
  announcements: Announcements,
  context: CommandContext,
): Promise<Reply> {
  const { room: conversation } = context;
  const ids = typed
    .toLowerCase()
    .split(/[\s,]+/)
    .map((id) => RuleId.parse(id));
  const here = await announcements.following(conversation);
  const replies: Reply[] = [];
  for (const id of ids) {
    const rule = here.find((one) => one.id === id);
    const taken = async () =>
      takenUpReply(await announcements.refollow(conversation, id), announcements, context);
    replies.push(await (rule === undefined ? taken() : followAgain(rule, timing, announcements, context)));
  }
  const [only, another] = replies;
  if (only !== undefined && another === undefined) return only;
  const blocks = [paragraph(`${whoFollows(context)} these ${replies.length} again.`)];
  return reply({ kind: 'done', blocks, actions: [commandAction('Following', 'following')] });
}

async function followSubject(
  { subject, notes }: Extract<ReadSubject, { readonly subject: Subject }>,
  timing: Timing,
  announcements: Announcements,
  context: CommandContext,
): Promise<Reply> {
  const { room: conversation, isDirect, actor, signal } = context;
  const key = subjectAsTyped(subject);
  const here = await announcements.following(conversation);
  const same = here.find((rule) => subjectAsTyped(rule.subject) === key);
  if (same !== undefined) return followAgain(same, timing, announcements, context);
  const { said, zone } = timing;
  const followed = await announcements.follow({
    conversation,
    isDirect,
    actor,
    subject,
    schedule: readSchedule(said.when, said.at),
    timeZone: zone ?? context.timeZone,
  });
  const outlook = await expected(subject, announcements, signal);
  const missing = gapInWords(await announcements.gap(subject));
  return followedReply({ followed, outlook, notes: [...notes, ...missing] }, context);
}

export const followCommand = defineCommand(
  {
    name: 'follow',
    description: 'Have new papers told here, every day or week',
    options: [
      {
        name: 'what',
        description: 'lab, author:NAME, topic:WORDS, category:cs.LG, or words with -words to leave out',
        rest: true,
        suggest: 'follow',
      },
      {
        name: 'when',
        description: 'daily, weekdays, weekly, a weekday, or at-once; daily where nothing is said',
        choices: WHEN,
      },
      { name: 'at', description: 'At what time: 09:00, 9am or 17h' },
      { name: 'zone', description: 'Time zone, such as Europe/Berlin', suggest: 'zone' },
    ],
    needsRights: true,
    spokenOf: {
      verbs: [
        'follow',
        'change',
        'set',
        'subscribe',
        'announce',
        'post',
        'notify',
        'alert',
        'send',
        'track',
        'watch',
        'get',
        'receive',
        'tell',
      ],
      things: [
        'author',
        'person',
        'people',
        'somebody',
        'topic',
        'subject',
        'category',
        'keyword',
        'new',
        'newest',
        'announcement',
        'notification',
        'digest',
        'alert',
        'update',
        'preprint',
        'paper',
        'daily',
        'weekly',
        'morning',
        'week',
        'time',
        'hour',
        'zone',
        'schedule',
        'day',
      ],
      places: ['announcement', 'notification', 'subscription'],
    },
    canBeUndone: true,
    examples: [
      'lab',
      'author:{author} weekly',
      'topic:"{topic}" at:9am zone:Europe/Berlin',
      'category:{category} when:weekdays',
    ],
  },
  withAnnouncements(async ({ what: words = '', when, at, zone: typedZone }, context, announcements) => {
    const said = asked(words, { when, at, zone: typedZone });
    // What was said of when stays said in every button that asks back.
    const typed = Object.fromEntries(
      Object.entries(said).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    );
    const asking = { ...context, typed };
    const zone = said.zone === undefined ? undefined : zoneOf(said.zone, asking);
    if (zone !== undefined && 'reply' in zone) return zone.reply;
    const schedule = readSchedule(said.when, said.at);
    if (OFFER.test(said.what))
      return offer({ schedule, timeZone: zone?.zone ?? context.timeZone }, announcements, asking);
    requireRight(context);
    const timing = { said, zone: zone?.zone };
    if (IDS.test(said.what)) return followById(said.what, timing, announcements, context);
    const plain = withoutPapers(said.what);
    const looksUpQuoted = plain !== said.what;
    const read = await readSubject(plain, asking, { looksUpQuoted });
    return 'reply' in read ? read.reply : followSubject(read, timing, announcements, context);
  }),
);
