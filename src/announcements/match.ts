import type { Engine } from '../engine/engine.ts';
import type { Arrival } from '../library/arrival.ts';
import type { Library } from '../library/library.ts';
import type { Paper } from '../paper.ts';
import { pause } from '../time-slices.ts';
import type { AnnouncementStore, Match } from './announcement-store.ts';
import { createLabMatcher, type Found } from './match-lab.ts';
import { matchQuery, type QueryEngine } from './match-query.ts';
import { personConversation } from './post.ts';
import type { Rule, Subject } from './rule.ts';

/** Decides who is told of what arrived: each arrival once, in one transaction with its deliveries. */

/** Arrivals read at a time; another process may match as well. */
const BATCH = 50;

export type MatcherParts = {
  readonly store: Pick<
    AnnouncementStore,
    'unmatched' | 'match' | 'matchLater' | 'rules' | 'toldOf' | 'savers' | 'removedAfter'
  >;
  readonly library: Pick<Library, 'get' | 'arrivalsAfter'>;
  readonly engine: Pick<Engine, 'authors' | 'closest' | 'revision' | 'wordings'>;
  /** Brings the engine level with the library. */
  readonly sync: () => Promise<void>;
  readonly now: () => Date;
};

export type Matcher = {
  /** Matches what is not matched yet; tells how many arrivals that were. */
  matchNew(signal: AbortSignal): Promise<number>;
  /** Gives a rule whose removal was taken back what arrived meanwhile. */
  catchUp(rule: Rule): Promise<void>;
  /** Why a subject takes a paper, as if it arrived now; undefined where it does not. */
  find(subject: Subject, paper: Paper, arrival: Arrival): Promise<Found | undefined>;
};

/** What is near to one paper, asked once however many rules look at it. */
function readOnce(engine: QueryEngine): QueryEngine {
  let closest: ReturnType<QueryEngine['closest']> | undefined;
  return {
    wordings: (text) => engine.wordings(text),
    closest(paper, limit) {
      closest ??= engine.closest(paper, limit);
      return closest;
    },
  };
}

export function createMatcher({ store, library, engine, sync, now }: MatcherParts): Matcher {
  const matchLab = createLabMatcher(engine);

  async function find(
    subject: Subject,
    paper: Paper,
    arrival: Arrival,
    read: QueryEngine = engine,
  ): Promise<Found | undefined> {
    switch (subject.type) {
      case 'everything':
        return {
          reasons: [paper.shelf === 'library' ? 'put into the library' : `from ${arrival.source}`],
          rank: 0,
        };
      case 'lab':
        return matchLab(paper, arrival);
      case 'query':
        return matchQuery(subject.query, paper, read);
    }
  }

  async function byRules(arrival: Arrival, paper: Paper, rules: readonly Rule[]): Promise<readonly Match[]> {
    const matches: Match[] = [];
    const once = readOnce(engine);
    // The library is the same for all who follow it.
    let lab: Promise<Found | undefined> | undefined;
    for (const { id, conversation, subject } of rules) {
      if (subject.type === 'lab') lab ??= matchLab(paper, arrival);
      const found = await (subject.type === 'lab' ? lab : find(subject, paper, arrival, once));
      await pause();
      if (found !== undefined) matches.push({ conversation, ruleId: id, ...found });
    }
    return matches;
  }

  /** News of a known paper go to where it was told, and to whom saved it: that is reason enough. */
  async function toWhoKnows({ paperId }: Arrival, rules: readonly Rule[]): Promise<readonly Match[]> {
    const told = await store.toldOf(paperId);
    const savers = await store.savers(paperId);
    const here = told.flatMap(({ conversation, rules: by }) =>
      rules
        .filter((rule) => rule.conversation === conversation && by.includes(rule.id))
        .map((rule): Match => ({ conversation, ruleId: rule.id, reasons: [], rank: 0 })),
    );
    const direct = new Set(rules.filter((rule) => rule.isDirect).map((rule) => rule.conversation));
    const isTold = (actor: string) =>
      here.some(({ conversation, ruleId }) => {
        const rule = rules.find(({ id }) => id === ruleId);
        return direct.has(conversation) && rule?.ownerId === actor;
      });
    return [
      ...here,
      ...savers
        .filter((actor) => !isTold(actor))
        .map((actor) => ({ conversation: personConversation(actor), reasons: [], rank: 0 })),
    ];
  }

  async function matchesOf(arrival: Arrival, rules: readonly Rule[]): Promise<readonly Match[]> {
    const paper = await library.get(arrival.paperId);
    // Somebody took it out, or it turned out to be another.
    if (paper === undefined) return [];
    const { kind } = arrival;
    return kind === 'version' || kind === 'withdrawn'
      ? toWhoKnows(arrival, rules)
      : byRules(arrival, paper, rules);
  }

  return {
    find,

    async matchNew(signal) {
      let count = 0;
      for (;;) {
        const arrivals = await store.unmatched(BATCH);
        if (arrivals.length === 0) return count;
        await sync();
        const rules = await store.rules();
        for (const arrival of arrivals) {
          if (signal.aborted) return count;
          await store.match(arrival, await matchesOf(arrival, rules), now());
          count += 1;
        }
      }
    },

    async catchUp(rule) {
      await sync();
      for (let after = await store.removedAfter(rule.id); ; ) {
        const arrivals = await library.arrivalsAfter(after, BATCH);
        for (const arrival of arrivals) {
          const matches = await matchesOf(arrival, [rule]);
          const match = matches.find(({ ruleId }) => ruleId === rule.id);
          if (match !== undefined) await store.matchLater(arrival, match);
          after = arrival.sequence;
        }
        if (arrivals.length < BATCH) return;
      }
    },
  };
}
