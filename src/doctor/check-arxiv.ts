import { existsSync } from 'node:fs';
import { CATEGORIES } from '../categories.ts';
import type { Config } from '../config.ts';
import { databaseFile } from '../data-folder.ts';
import { UserError } from '../errors.ts';
import { ARXIV } from '../ingestion/sources/arxiv/names.ts';
import { decodeState, type PollState } from '../ingestion/sources/arxiv/poll-state.ts';
import { type ArxivStanding, arxivStanding } from '../ingestion/sources/arxiv/standing.ts';
import type { SourceHealth } from '../library/source-log.ts';
import { parseQuery } from '../query/parse.ts';
import { createArxivCalendar } from '../schedule/arxiv-calendar.ts';
import { inspectSources } from '../store/inspect-sources.ts';
import { type Finding, fine, note, problem } from './finding.ts';

type ArxivConfig = NonNullable<Config['arxiv']>;

const minute = (moment: Date) => `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function checkSettings(config: ArxivConfig, knownUntil: number, now: Date): Finding[] {
  const codes = new Set(CATEGORIES.flatMap(({ code }) => [code, code.split('.')[0] ?? code]));
  const unknown = config.categories.filter((code) => !codes.has(code));
  const wrong = config.queries.flatMap((line) => {
    try {
      parseQuery(line);
      return [];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return [problem(`ARXIV_QUERIES: ${error.message}`, 'The bot does not start with it.')];
    }
  });
  return [
    ...unknown.map((code) =>
      problem(
        `ARXIV_CATEGORIES names ${code}, which is no category of arXiv.`,
        'See https://arxiv.org/category_taxonomy.',
      ),
    ),
    ...wrong,
    ...(config.contact === undefined
      ? [note('It is asked without a contact, and turns some of those away.', 'Set CONTACT_EMAIL.')]
      : []),
    ...(knownUntil < now.getUTCFullYear()
      ? [
          note(
            'The holidays of this year are not known: on those it seems late.',
            'Update the program, or set ARXIV_NO_MAILING_DAYS.',
          ),
        ]
      : []),
  ];
}

function describe(standing: ArxivStanding | undefined): Finding {
  switch (standing?.type) {
    case undefined:
      return fine('Its newest announcement has arrived.');
    case 'no-sources':
      return note('Nothing is asked for: nobody follows anything.');
    case 'no-announcement-today':
      return fine(
        `It announces nothing now (${standing.because === 'weekend' ? 'the weekend' : 'a holiday'}); the next papers come on ${minute(standing.next)}.`,
      );
    case 'not-out-yet':
      return fine(`Its next papers are not out yet; they are looked for on ${minute(standing.expected)}.`);
    case 'stale':
      return note(
        `${standing.source} has shown nothing new where an announcement was due; the last new paper came ${standing.lastNew === undefined ? 'never' : `on ${minute(standing.lastNew)}`}.`,
        'See https://status.arxiv.org: it may be a holiday that this version does not know.',
      );
    case 'failing':
      return problem(
        `It cannot be asked since ${minute(standing.since)}: ${standing.reason}.`,
        'Check the network and the addresses ARXIV_RSS_URL, ARXIV_OAI_URL and ARXIV_API_URL.',
      );
  }
}

function perCategory({ categories }: PollState, health: readonly SourceHealth[]): Finding[] {
  const names = Object.keys(categories).sort();
  const last = health
    .filter(({ source }) => source.startsWith(ARXIV))
    .flatMap(({ succeededAt }) => succeededAt ?? [])
    .sort((a, b) => b.getTime() - a.getTime())[0];
  return [
    fine(`It is asked for ${names.join(', ')}${last === undefined ? '' : `, last on ${minute(last)}`}.`),
    ...names.flatMap((name) => {
      const at = categories[name]?.broughtAt;
      return at === undefined ? [] : [fine(`The last new paper of ${name} came on ${minute(new Date(at))}.`)];
    }),
  ];
}

/** What is asked of arXiv, and how that goes; asks nothing itself. */
export function checkArxiv({ arxiv, dataDir }: Config, now: Date): Finding[] {
  if (arxiv === undefined) return [note('It is not asked (ARXIV=no).')];
  const calendar = createArxivCalendar(arxiv.noMailingDays);
  const settings = checkSettings(arxiv, calendar.knownUntil, now);
  const file = databaseFile(dataDir);
  const never = note(
    'It was not asked yet: it is once somebody follows something, or ARXIV_CATEGORIES is set.',
  );
  if (!existsSync(file)) return [...settings, never];
  try {
    const { health, cursor } = inspectSources(file, ARXIV);
    const state = decodeState(cursor) ?? { categories: {} };
    const known = Object.keys(state.categories);
    const categories = arxiv.categories.length > 0 ? arxiv.categories : known;
    const isFailing = health.some(({ source, failures }) => source.startsWith(ARXIV) && failures > 0);
    if (known.length === 0 && !isFailing) return [...settings, never];
    const standing = describe(arxivStanding({ calendar, state, categories, health, now }));
    return [...settings, ...(known.length === 0 ? [] : perCategory(state, health)), standing];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // The section about the library says it too.
    return [...settings, problem(error.message, 'The sentence above says what to do.')];
  }
}
