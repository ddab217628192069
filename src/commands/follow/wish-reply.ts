import type { Announcements } from '../../announcements/announcements.ts';
import { subjectAsTyped, subjectInWords } from '../../announcements/subject-words.ts';
import type { PaperId } from '../../paper.ts';
import { commandAction, list, note, paragraph, reply, strong } from '../../reply/build.ts';
import { paperItem } from '../../reply/paper-card.ts';
import type { Reply } from '../../reply/reply.ts';
import { cut } from '../../text/cut.ts';
import type { CommandContext } from '../command.ts';
import { followCommand } from '../follow.ts';
import { followingCommand } from '../following.ts';
import { newCommand } from '../new.ts';
import { saveCommand } from '../save.ts';
import { savedCommand } from '../saved.ts';
import { whichOne } from '../unfollow.ts';
import { whyCommand } from '../why.ts';
import { findRules } from './find-rule.ts';
import { followAction } from './follow-button.ts';
import { followingAction, unfollowAction } from './followed-reply.ts';
import { audience, NOT_HERE, whoFollows } from './needs.ts';
import { takeScheduleWords } from './read-schedule-words.ts';
import { readSubject } from './read-subject.ts';
import { readWish, type Wish } from './read-wish.ts';
import { readSchedule, scheduleInWords } from './schedule-words.ts';
import { followable } from './scope-query.ts';
import { readTimeZone } from './time-zone.ts';

/**
 * Answers a plain message that wants something of the bot. What only shows something is shown; what changes what somebody gets is
 * offered as a button, since a message may have meant something else (whether somebody may do it is asked when they press); a paper is saved, which is of use to one and taken back at once.
 */

type Parts = { readonly announcements: Announcements; readonly context: CommandContext };

/** The same command as if it had been typed. */
const asCommand = (context: CommandContext): CommandContext => ({ ...context, typed: {}, page: 1 });

async function offerFollow(typed: string, { announcements, context }: Parts): Promise<Reply> {
  const { rest, when, at, zone: typedZone } = takeScheduleWords(typed);
  const read = typedZone === undefined ? undefined : readTimeZone(typedZone);
  const zone = read !== undefined && 'zone' in read ? read.zone : undefined;
  const args = {
    ...(when !== undefined && { when }),
    ...(at !== undefined && { at }),
    ...(zone !== undefined && { zone }),
  };
  const subject = await readSubject(rest, { ...context, typed: args }, { looksUpQuoted: true });
  if ('reply' in subject) return subject.reply;
  const words = strong(cut(subjectInWords(subject.subject), 200));
  const key = subjectAsTyped(subject.subject);
  const here = await announcements.following(context.room);
  const same = here.find((rule) => subjectAsTyped(rule.subject) === key);
  if (same !== undefined)
    return reply({
      kind: 'answer',
      blocks: [paragraph(`${whoFollows(context)} `, words, ' already.')],
      actions: [followingAction(), unfollowAction(same)],
    });
  const schedule = readSchedule(when, at);
  const timeZone = zone ?? context.timeZone;
  const follow = commandAction('Follow', 'follow', { what: followable(subject.subject), ...args });
  return reply({
    kind: 'choice',
    confirms: follow.state,
    blocks: [
      paragraph('Follow ', words, '?'),
      paragraph(`They would come ${scheduleInWords({ schedule, timeZone })}, ${audience(context)}.`),
      ...subject.notes.map((sentence) => note(sentence)),
    ],
    actions: [
      follow,
      ...(when === undefined
        ? [
            commandAction('Weekly instead', 'follow', {
              what: followable(subject.subject),
              ...args,
              when: 'weekly',
            }),
          ]
        : []),
    ],
  });
}

/** What the conversation was about, as something to follow. */
async function offerThis(parts: Parts): Promise<Reply> {
  const { context } = parts;
  const { remembered, engine } = context;
  for (const scope of [remembered.last, remembered.scope]) {
    const action = scope === undefined ? undefined : await followAction(scope, engine);
    const args = action?.state.args.what;
    if (args !== undefined) return offerFollow(args, parts);
  }
  return reply({
    kind: 'choice',
    answered: false,
    blocks: [
      paragraph('Follow what? Search for it first, or name it: /follow author:NAME, /follow topic:WORDS.'),
    ],
    actions: [commandAction('What can be followed', 'follow')],
  });
}

async function offerUnfollow(typed: string, { announcements, context }: Parts): Promise<Reply> {
  const rules = await announcements.following(context.room);
  if (rules.length === 0) return followingCommand.run({}, asCommand(context));
  const named = /^(?:this|that|it|everything|all|here|us|me)?$/i.test(typed)
    ? ''
    : typed.replace(/^(?:papers? |new papers? )?(?:by|about|on|from) /i, '');
  const found = named === '' ? rules : findRules(named, rules);
  const [only, another] = found;
  if (only !== undefined && another === undefined)
    return reply({
      kind: 'choice',
      confirms: unfollowAction(only).state,
      blocks: [paragraph('Stop following ', strong(cut(subjectInWords(only.subject), 200)), '?')],
      actions: [unfollowAction(only), followingAction()],
    });
  const plain = asCommand(context);
  if (only === undefined)
    return whichOne(
      `Nothing like "${cut(typed, 60)}" is followed here. Unfollow one of these?`,
      rules,
      plain,
    );
  return whichOne('Stop following which one?', found, plain);
}

/** The papers that may be meant by "this", or by a place among those in view. */
function meant({ remembered }: CommandContext, place: number | undefined): readonly PaperId[] {
  const { shown, before, inView, focus } = remembered;
  const view = shown.slice(before, before + inView);
  if (place !== undefined) return view.slice(place < 0 ? place : place - 1).slice(0, 1);
  return focus === undefined ? view : [focus];
}

async function saveShown(place: number | undefined, context: CommandContext): Promise<Reply> {
  const ids = meant(context, place);
  const [only, another] = ids;
  if (only !== undefined && another === undefined)
    return saveCommand.run({ paper: only }, { ...context, typed: { paper: only } });
  const papers = ids.flatMap((id) => context.engine.get(id) ?? []);
  const rows = papers.map((paper) => ({
    ...paperItem(paper),
    action: commandAction('Save', 'save', { paper: paper.id }),
  }));
  const question = papers.length === 0 ? 'Save which paper? /save TITLE keeps one.' : 'Save which one?';
  return reply({
    kind: 'choice',
    answered: false,
    blocks: [paragraph(question), ...(rows.length > 0 ? [list(rows, 1)] : [])],
    papers,
  });
}

async function whyShown(context: CommandContext): Promise<Reply> {
  const [only, another] = meant(context, undefined);
  if (only !== undefined && another === undefined)
    return whyCommand.run({ paper: only }, { ...context, typed: { paper: only } });
  return reply({
    kind: 'none',
    answered: false,
    blocks: [paragraph('Which paper? /why TITLE tells when and why it was announced here, or why not.')],
  });
}

function answered(wish: Wish, parts: Parts): Promise<Reply> {
  const { context } = parts;
  switch (wish.type) {
    case 'follow':
      return offerFollow(wish.what, parts);
    case 'offer':
      return followCommand.run({}, asCommand(context));
    case 'follow-this':
      return offerThis(parts);
    case 'following':
      return followingCommand.run({}, asCommand(context));
    case 'unfollow':
      return offerUnfollow(wish.rule, parts);
    case 'save':
      return wish.number === undefined
        ? saveShown(wish.place, context)
        : saveCommand.run({ paper: String(wish.number) }, { ...context, typed: {} });
    case 'saved':
      return savedCommand.run({}, asCommand(context));
    case 'new':
      return newCommand.run({}, asCommand(context));
    case 'why':
      return whyShown(context);
  }
}

/** Wishes that are no question about papers, whoever is asked. */
const NEVER_ASKED: ReadonlySet<Wish['type']> = new Set([
  'follow',
  'offer',
  'follow-this',
  'unfollow',
  'save',
]);

/** The reply to a message that wants something of the bot; undefined for a question. */
export async function wishReply(message: string, context: CommandContext): Promise<Reply | undefined> {
  const wish = readWish(message);
  if (wish === undefined) return undefined;
  const { announcements } = context;
  if (announcements !== undefined) return answered(wish, { announcements, context });
  if (!NEVER_ASKED.has(wish.type)) return undefined;
  return reply({ kind: 'notice', answered: false, blocks: [paragraph(NOT_HERE)] });
}
