/**
 * The dependency direction, as data: what each layer is and which others it may import (also as types).
 * A layer may always import itself. `shipped` are the committed facts; `program` alone sees everything.
 */
export type Layer = {
  /** Regular expression over paths from the project's root. */
  readonly path: string;
  readonly mayImport: readonly string[];
};

const NOUNS = ['paper', 'conversation', 'errors', 'text'];

export const LAYERS: Readonly<Record<string, Layer>> = {
  paper: { path: '^src/paper[.]ts$', mayImport: [] },
  conversation: { path: '^src/conversation[.]ts$', mayImport: [] },
  errors: { path: '^src/errors[.]ts$', mayImport: [] },
  text: { path: '^src/text/', mayImport: ['shipped'] },
  shipped: { path: '^src/(categories|shipped-data)[.]ts$', mayImport: ['paper', 'errors'] },
  config: { path: '^src/(config|arxiv-config)[.]ts$', mayImport: ['errors'] },
  logger: { path: '^src/logger[.]ts$', mayImport: ['config'] },
  query: { path: '^src/query/', mayImport: [...NOUNS, 'shipped'] },
  reply: { path: '^src/reply/', mayImport: ['paper', 'text', 'shipped'] },
  adapter: { path: '^src/adapter[.]ts$', mayImport: ['conversation', 'reply'] },
  library: { path: '^src/library/', mayImport: [...NOUNS, 'query', 'shipped', 'timeSlices'] },
  engine: { path: '^src/engine/', mayImport: [...NOUNS, 'query', 'shipped', 'timeSlices'] },
  citation: { path: '^src/citation/', mayImport: [...NOUNS, 'shipped'] },
  answers: {
    path: '^src/answers/',
    mayImport: [...NOUNS, 'citation', 'engine', 'query', 'reply', 'shipped', 'timeSlices'],
  },
  announcements: {
    path: '^src/announcements/',
    mayImport: [
      ...NOUNS,
      'adapter',
      'backoff',
      'engine',
      'library',
      'logger',
      'query',
      'reply',
      'schedule',
      'shipped',
      'timeSlices',
    ],
  },
  commands: {
    path: '^src/commands/',
    mayImport: [
      ...NOUNS,
      'adapter',
      'announcements',
      'answers',
      'citation',
      'engine',
      'library',
      'logger',
      'query',
      'reply',
      'shipped',
    ],
  },
  ingestion: {
    path: '^src/ingestion/',
    mayImport: [...NOUNS, 'http', 'library', 'logger', 'query', 'schedule', 'shipped', 'timeSlices'],
  },
  store: {
    path: '^src/store/',
    mayImport: [
      ...NOUNS,
      'adapter',
      'announcements',
      'answers',
      'engine',
      'languageModel',
      'library',
      'query',
    ],
  },
  embedding: { path: '^src/embedding/', mayImport: ['engine', 'shipped'] },
  http: { path: '^src/http/', mayImport: ['backoff', 'schedule'] },
  languageModel: { path: '^src/language-model/', mayImport: ['answers', 'config', 'http', 'logger', 'text'] },
  terminal: {
    path: '^adapters/terminal/',
    mayImport: ['adapter', 'commands', 'conversation', 'errors', 'logger', 'reply', 'text'],
  },
  slack: {
    path: '^adapters/slack/',
    mayImport: ['adapter', 'commands', 'config', 'conversation', 'errors', 'http', 'logger', 'reply', 'text'],
  },
  timeSlices: { path: '^src/time-slices[.]ts$', mayImport: [] },
  backoff: { path: '^src/backoff[.]ts$', mayImport: [] },
  schedule: { path: '^src/schedule/', mayImport: ['backoff', 'logger', 'shipped'] },
  supervision: {
    path: '^src/(supervise|run-platforms)[.]ts$',
    mayImport: ['adapter', 'backoff', 'logger', 'schedule'],
  },
  discord: {
    path: '^adapters/discord/',
    mayImport: ['adapter', 'commands', 'config', 'conversation', 'errors', 'http', 'logger', 'reply', 'text'],
  },
  program: {
    path: '^src/(main[.]ts$|compose[.]ts$|jobs[.]ts$|announcing[.]ts$|arxiv-source[.]ts$|meaning[.]ts$|(data-folder|bot-status)[.]ts$|cli/|doctor/|smoke/)',
    mayImport: ['*'],
  },
  bench: { path: '^bench/', mayImport: ['*'] },
};
