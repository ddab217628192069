/**
 * What is typed for each reply that is looked at: the cases of the replies table, which test/commands/golden-replies.test.ts holds to
 * what they should say, by the names of their files in test/fixtures/replies.
 */
export const GOLDEN_LINES = {
  'paper-no-argument': '/paper',
  'paper-one-hit': '/paper relationformer',
  'paper-exact-title': '/paper kernel normalized convolutional networks',
  'paper-many': '/paper privacy',
  'paper-none': '/paper quantum',
  'paper-typo': '/paper relatonformer',
  'paper-category': '/paper cs.CR',
  'paper-two-people': '/paper muller 2023',
  'author-no-argument': '/author',
  'author-one': '/author kolek',
  'author-many': '/author kaissis',
  'author-none': '/author xyzzyq',
  'author-typo': '/author zillr',
  'author-category': '/author CR',
  'author-two-people': '/author muller',
  'topic-no-argument': '/topic',
  'topic-one-hit': '/topic lung cancer',
  'topic-many': '/topic anomaly detection',
  'topic-none': '/topic quantum',
  'topic-typo': '/topic diferential privacy',
  'topic-category': '/topic CR',
  reset: '/reset',
} as const;

/** The other kinds of reply: answers, refusals, citations, abstracts, help. */
const OTHER_LINES = {
  'paper-abstract': '/paper relationformer show:abstract',
  'ask-quoted': 'how can membership inference be prevented?',
  'ask-count': 'how many papers are from 2023?',
  'ask-set': 'which papers have code and are from 2026?',
  'ask-refused': 'which paper won the turing award?',
  'ask-comparison': 'compare relationformer and kernel normalized convolutional networks',
  'cite-bibtex': '/cite relationformer',
  'cite-apa': '/cite relationformer apa',
  'related-many': '/related relationformer',
  'new-many': '/new',
  help: '/help',
  'help-command': '/help paper',
  error: '/paper since:tomorrow',
} as const;

/** What is typed in one channel, in this order: each speaks of what those before have left. */
export const FOLLOWING_LINES = {
  'follow-no-argument': '/follow',
  'follow-lab': '/follow lab',
  'follow-author': '/follow author:kaissis weekly at 9am Europe/Berlin',
  'follow-again': '/follow author:kaissis at:17h',
  'follow-nobody-yet': '/follow author:"Grace Hopper" when:weekdays',
  'follow-two-people': '/follow author:muller',
  'follow-typo': '/follow authr:kaissis',
  'follow-zone-typo': '/follow topic:dp-sgd zone:Berlni',
  'follow-in-words': 'notify us about new papers on dp-sgd',
  'following-many': '/following',
  sample: '/sample r1',
  'unfollow-which': '/unfollow',
  'unfollow-one': '/unfollow kaissis',
  'new-silent': '/new',
  digest: '/digest example',
  why: '/why relationformer',
  save: '/save relationformer',
  saved: '/saved',
  unsave: '/unsave 1',
} as const;

/** Every line that a preview shows, by name. */
export const PREVIEW_LINES: Readonly<Record<string, string>> = {
  ...GOLDEN_LINES,
  ...OTHER_LINES,
  ...FOLLOWING_LINES,
};
