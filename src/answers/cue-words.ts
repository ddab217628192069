import { allowedEdits, editDistance } from '../text/edit-distance.ts';

/** Words by which questions say what they want; misspelt ones are read as these. */
const CUES = [
  ...[
    'paper',
    'papers',
    'publication',
    'publications',
    'preprint',
    'preprints',
    'article',
    'articles',
    'study',
    'studies',
  ],
  ...[
    'author',
    'authors',
    'wrote',
    'written',
    'write',
    'published',
    'released',
    'newest',
    'latest',
    'recent',
    'oldest',
  ],
  ...[
    'earliest',
    'code',
    'github',
    'repo',
    'repository',
    'link',
    'which',
    'where',
    'when',
    'what',
    'many',
    'stands',
    'stand',
  ],
  ...[
    'acronym',
    'abbreviation',
    'difference',
    'between',
    'everything',
    'something',
    'anything',
    'please',
    'together',
    'about',
  ],
] as const;

/** Words around a question that tell nothing of its subject. */
const FILLERS = new Set(
  [
    ...CUES,
    ...'a an the this that these those there here it its they them their theirs one ones some any all each every both either'.split(
      ' ',
    ),
    ...'i im ive me my we our us you your yours he she his her somebody someone anyone anybody people who whom whose why how'.split(
      ' ',
    ),
    ...'is are was were be been being am do does did done doing have has had having can could would should will shall may might must'.split(
      ' ',
    ),
    ...'of in on at to for from by with without into onto over under as and or but if then than so not no yes too also only just'.split(
      ' ',
    ),
    ...'whats thats pls plz please show give tell list find get got want need looking look like know known heard hear remember'.split(
      ' ',
    ),
    ...'work works title titles called call name named entitled thing things stuff topic topics subject dealing deals deal covers cover'.split(
      ' ',
    ),
    ...'discusses discuss handles handle exist exists available wondering after lets let much more most very really ever still'.split(
      ' ',
    ),
    ...'hi hello hey thanks thank ok okay s t d ll re ve'.split(' '),
  ].map(String),
);

/** Whether a folded word belongs to how things are asked, not to what is asked about. */
export function isFiller(folded: string): boolean {
  return FILLERS.has(folded);
}

/**
 * The cue that a word means when it is misspelt; the word itself where it is near to none.
 * @param isKnown whether the papers hold the word (then it is no mistake)
 */
export function correctCue(folded: string, isKnown: (word: string) => boolean): string {
  if (folded.length < 4 || FILLERS.has(folded) || isKnown(folded)) return folded;
  const allowed = Math.min(allowedEdits(folded.length), folded.length < 6 ? 1 : 2);
  let best: { cue: string; edits: number } | undefined;
  for (const cue of CUES) {
    if (cue.length < 4 || cue.charAt(0) !== folded.charAt(0)) continue;
    const edits = editDistance(folded, cue, allowed);
    if (edits <= allowed && edits < (best?.edits ?? Number.POSITIVE_INFINITY)) best = { cue, edits };
  }
  return best?.cue ?? folded;
}
