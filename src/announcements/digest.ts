import type { ArrivalKind } from '../library/arrival.ts';
import type { Paper, PaperId } from '../paper.ts';
import { formatQuery } from '../query/format.ts';
import { commandAction, heading, item, list, note, paragraph, reply, strong } from '../reply/build.ts';
import { titleSpan } from '../reply/paper-card.ts';
import { readableAuthors } from '../reply/paper-text.ts';
import type { Action, Block, CommandAction, ListItem, Reply } from '../reply/reply.ts';
import { withdrawalReason } from '../reply/withdrawal-words.ts';
import { countedKinds } from '../text/counted.ts';
import { cut } from '../text/cut.ts';
import { datesOf, isLate, readableDay, readableDays } from './digest-dates.ts';
import { tellingSentence } from './digest-sentence.ts';
import type { DeliveryWithReasons, PostBody } from './post.ts';
import type { Rule, RuleId } from './rule.ts';

/** Papers as a message, pure: a digest, one paper, or the details that stand in a digest's thread. */

/**
 * Papers that a digest shows; the rest is behind a button. Of Discord's 40 components a row with its button takes 3: with 8 rows, their
 * groups' names and the button below, 36 are used at most.
 */
export const DIGEST_HEADLINES = 8;

const MAX_AUTHORS = 90;
const MAX_SENTENCE = 160;
const MAX_REASONS = 140;
const MAX_DETAIL = 330;
const MAX_GROUPS = 4;
const MAX_GROUP_NAME = 80;

export type Digest = {
  readonly post: string;
  readonly body: Extract<PostBody, { type: 'digest' }>;
  /** Best first. */
  readonly deliveries: readonly DeliveryWithReasons[];
  /** Those that are held; what was taken out since is not shown. */
  readonly papers: ReadonlyMap<PaperId, Paper>;
  /** Of the findings, whatever their status. */
  readonly rules: ReadonlyMap<RuleId, Rule>;
  /** Default {@link DIGEST_HEADLINES}. */
  readonly headlines?: number;
  /** Stands before the title: `Sample`. */
  readonly label?: string;
};

type Shown = { readonly delivery: DeliveryWithReasons; readonly paper: Paper };

function shown({ deliveries, papers }: Pick<Digest, 'deliveries' | 'papers'>): readonly Shown[] {
  return deliveries.flatMap((delivery) => {
    const paper = papers.get(delivery.paperId);
    return paper === undefined ? [] : [{ delivery, paper }];
  });
}

/** What is told to whoever knows the paper: by a rule, or without one because they saved it. */
function newsOf({ findings, kind, version }: DeliveryWithReasons): string | undefined {
  const isSaved = findings.length === 0;
  if (kind === 'withdrawn')
    return isSaved ? 'withdrawn since you saved it' : 'withdrawn since it was announced here';
  if (kind !== 'version') return undefined;
  const which = version > 0 ? `version ${version}` : 'a new version';
  return `${which} of a paper that ${isSaved ? 'you saved' : 'was announced here'}`;
}

/** Reasons of all rules that took a paper, each once. */
export function reasonsOf(delivery: DeliveryWithReasons): readonly string[] {
  const { findings, kind, arrival } = delivery;
  const news = newsOf(delivery);
  if (news !== undefined) return [news];
  const found = [...new Set(findings.flatMap(({ reasons }) => reasons))];
  const isCross = kind === 'cross' && arrival.kind === 'cross' && !found.includes('cross-listed');
  return isCross ? [...found, 'cross-listed'] : found;
}

/** News of a paper that was told or saved before. */
function isOfKnown({ kind }: DeliveryWithReasons): boolean {
  return kind === 'version' || kind === 'withdrawn';
}

/** What a rule's papers stand under. */
function groupName({ kind, findings }: DeliveryWithReasons, { rules }: Digest): string {
  if (kind === 'version') return 'New versions';
  if (kind === 'withdrawn') return 'Withdrawn';
  const [best] = findings;
  const subject = best && rules.get(best.ruleId)?.subject;
  if (best === undefined || subject === undefined || subject.type === 'everything') return 'New';
  if (subject.type === 'query')
    return cut(formatQuery({ ...subject.query, shelf: 'library' }), MAX_GROUP_NAME);
  if (best.rank >= 3) return 'By people of your library';
  return best.rank >= 2 ? 'Put into the library' : 'Near your library';
}

/** Groups in the order of their best papers; late ones come last, and of many small groups the last are one. */
function grouped(papers: readonly Shown[], digest: Digest): ReadonlyMap<string, readonly Shown[]> {
  const groups = new Map<string, Shown[]>();
  // What came of known papers says so first, also where it came late.
  const late = papers.filter(({ delivery }) => !isOfKnown(delivery) && isLate(delivery, digest.body));
  for (const one of papers) {
    if (late.includes(one)) continue;
    const name = groupName(one.delivery, digest);
    const key = groups.has(name) || groups.size < MAX_GROUPS ? name : 'Others';
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  if (late.length > 0) groups.set(`Late: ${late.length === 1 ? '1 paper' : `${late.length} papers`}`, late);
  return groups;
}

function whyLine({ delivery, paper }: Shown, body: Digest['body']): string {
  const { announcedOn } = delivery.arrival;
  const late =
    isLate(delivery, body) && announcedOn !== undefined ? [`announced ${readableDay(announcedOn)}`] : [];
  const meanwhile = paper.status === 'withdrawn' && !isOfKnown(delivery) ? ['withdrawn since'] : [];
  return cut([...reasonsOf(delivery), ...late, ...meanwhile].join('; '), MAX_REASONS);
}

function abstractAction(paper: Paper): CommandAction {
  return commandAction('Abstract', 'paper', { query: paper.id });
}

function addActions(paper: Paper): readonly CommandAction[] {
  return paper.shelf === 'library' || paper.status === 'withdrawn'
    ? []
    : [commandAction('Add to library', 'add', { paper: paper.id })];
}

/** What a paper does; of a withdrawn one why it was, since its abstract counts no more. */
function sentenceOf({ paper }: Shown): string {
  return paper.status === 'withdrawn' ? (withdrawalReason(paper) ?? '') : tellingSentence(paper.abstract);
}

function headline(one: Shown, body: Digest['body']): ListItem {
  const { paper } = one;
  const sentence = sentenceOf(one);
  return item(
    [titleSpan(paper)],
    [
      [cut(readableAuthors(paper), MAX_AUTHORS)],
      ...(sentence === '' ? [] : [[cut(sentence, MAX_SENTENCE)]]),
      ['Why: ', whyLine(one, body)],
    ],
    abstractAction(paper),
  );
}

/** `2 new papers, 1 new version`. */
function countInWords(all: readonly Shown[]): string {
  const versions = all.filter(({ delivery }) => delivery.kind === 'version').length;
  const withdrawn = all.filter(({ delivery }) => delivery.kind === 'withdrawn').length;
  return countedKinds([
    [all.length - versions - withdrawn, 'new paper'],
    [versions, 'new version'],
    [withdrawn, 'withdrawn paper'],
  ]).join(', ');
}

function titleOf(all: readonly Shown[], { deliveries, body, label }: Digest): string {
  const papers = countInWords(all);
  const days = datesOf(deliveries, body);
  const when = days === undefined ? ` · ${readableDay(body.date)}` : ` of ${readableDays(...days)}`;
  return `${label === undefined ? '' : `${label}: `}${papers}${when}`;
}

/** What a message about one paper begins with. */
const NEWS: Readonly<Record<ArrivalKind, string>> = {
  new: 'New paper',
  cross: 'New paper',
  version: 'New version',
  withdrawn: 'Withdrawn',
};

function newsName({ kind, version }: DeliveryWithReasons): string {
  return kind === 'version' && version > 0 ? `Version ${version}` : NEWS[kind];
}

function onePaper(one: Shown, { body, label }: Digest): Reply {
  const { delivery, paper } = one;
  const sentence = sentenceOf(one);
  return reply({
    kind: 'list',
    blocks: [
      heading(`${label ?? newsName(delivery)}: `, titleSpan(paper)),
      paragraph(cut(readableAuthors(paper), 2 * MAX_AUTHORS)),
      ...(sentence === '' ? [] : [paragraph(cut(sentence, 2 * MAX_SENTENCE))]),
      note('Why: ', whyLine(one, body)),
    ],
    actions: [
      ...addActions(paper),
      abstractAction(paper),
      commandAction('Save', 'save', { paper: paper.id }),
    ],
    papers: [paper],
  });
}

/** The message of a post; undefined where none of its papers is held any more. */
export function digestReply(digest: Digest): Reply | undefined {
  const all = shown(digest);
  const [first] = all;
  if (first === undefined) return undefined;
  if (all.length === 1) return onePaper(first, digest);
  const limit = digest.headlines ?? DIGEST_HEADLINES;
  const groups = grouped(all.slice(0, limit), digest);
  const blocks = [...groups].flatMap(([name, papers]): Block[] => [
    ...(groups.size > 1 || name.startsWith('Late') ? [paragraph(strong(name))] : []),
    list(papers.map((one) => headline(one, digest.body))),
  ]);
  const rest = all.length - limit;
  const more: Action[] =
    rest > 0 ? [commandAction(`And ${rest} more`, 'digest', { post: digest.post }, 2)] : [];
  return reply({
    kind: 'list',
    blocks: [heading(titleOf(all, digest)), ...blocks],
    actions: more,
    papers: all.map(({ paper }) => paper),
  });
}

/** What stands in the thread of a digest: more of each paper that it shows. */
export function detailsReply(digest: Digest): Reply | undefined {
  const papers = shown(digest)
    .slice(0, digest.headlines ?? DIGEST_HEADLINES)
    .map(({ paper }) => paper);
  if (papers.length < 2) return undefined;
  return reply({
    kind: 'list',
    blocks: [
      heading('Abstracts'),
      list(
        papers.map((paper) =>
          item(
            [titleSpan(paper)],
            paper.abstract === '' ? [['No abstract here.']] : [[cut(paper.abstract, MAX_DETAIL)]],
            addActions(paper)[0],
          ),
        ),
      ),
    ],
    papers,
  });
}

/** A message about the announcements themselves, in paragraphs. */
export function noticeReply(lines: readonly string[]): Reply {
  return reply({ kind: 'notice', blocks: lines.map((line) => paragraph(line)) });
}
