import { randomUUID } from 'node:crypto';
import type { Poster, PostResult } from '../adapter.ts';
import type { Arrival } from '../library/arrival.ts';
import type { Library } from '../library/library.ts';
import type { Paper } from '../paper.ts';
import { localDate } from '../schedule/next.ts';
import { DIGEST_HEADLINES, digestReply, noticeReply } from './digest.ts';
import type { Matcher } from './match.ts';
import type { DeliveryWithReasons } from './post.ts';
import type { Rule } from './rule.ts';
import { subjectInWords } from './subject-words.ts';

/** What a rule would tell of papers that are held now: a message like those to come, of which the ledger does not know. */

/** Newest papers of each shelf that are looked at. */
const MOST_LOOKED_AT = 300;
const MAX_KEY = 20;

export type SampleParts = {
  readonly library: Pick<Library, 'papers'>;
  readonly matcher: Pick<Matcher, 'find'>;
  readonly now: Date;
};

function asIfArrived({ id }: Paper, now: Date): Arrival {
  return { sequence: 1, paperId: id, kind: 'new', source: 'sample', arrivedAt: now };
}

async function deliveriesFor(
  rule: Rule,
  papers: readonly Paper[],
  { matcher, now }: SampleParts,
): Promise<readonly DeliveryWithReasons[]> {
  const found: DeliveryWithReasons[] = [];
  for (const paper of papers) {
    if (found.length >= DIGEST_HEADLINES) break;
    const arrival = asIfArrived(paper, now);
    const match = await matcher.find(rule.subject, paper, arrival);
    if (match === undefined) continue;
    found.push({
      conversation: rule.conversation,
      paperId: paper.id,
      kind: 'new',
      version: 0,
      arrival,
      findings: [{ ruleId: rule.id, ...match }],
    });
  }
  return found.sort((a, b) => (b.findings[0]?.rank ?? 0) - (a.findings[0]?.rank ?? 0));
}

/** Papers of the stream first, since it is from there that news come. */
export async function postSample(rule: Rule, poster: Poster, parts: SampleParts): Promise<PostResult> {
  const { library, now } = parts;
  const shelves = await Promise.all([library.papers('stream'), library.papers('library')]);
  const papers = shelves.flatMap((shelf) => shelf.slice(0, MOST_LOOKED_AT));
  const deliveries = await deliveriesFor(rule, papers, parts);
  const digest = digestReply({
    post: 'sample',
    body: {
      type: 'digest',
      date: localDate(now, rule.timeZone),
      timeZone: rule.timeZone,
      rules: [rule.id],
    },
    deliveries,
    papers: new Map(papers.map((paper) => [paper.id, paper])),
    rules: new Map([[rule.id, rule]]),
    headlines: DIGEST_HEADLINES,
    label: 'Sample',
  });
  const nothing = `Sample: none of the newest papers here would have been told as ${subjectInWords(rule.subject)}.`;
  return poster.post({
    target: rule.conversation,
    reply: digest ?? noticeReply([nothing]),
    key: randomUUID().replaceAll('-', '').slice(0, MAX_KEY),
  });
}
