import { allowedEdits, editDistance } from '../text/edit-distance.ts';

/** Words by which questions say what they want; misspelt ones are read as these. */
const CUES = words(`
  paper papers publication publications preprint preprints article articles study studies author authors wrote
  written write published released newest latest recent oldest earliest code github repo repository link which where
  when what many stands stand acronym abbreviation difference between everything something anything please together
  about`);

/** How chats spell the shortest cues. */
const CHAT_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['wat', 'what'],
  ['wot', 'what'],
  ['wht', 'what'],
  ['wats', 'whats'],
  ['wich', 'which'],
  ['hw', 'how'],
  ['ppr', 'paper'],
  ['pprs', 'papers'],
]);

/** Words around a question that tell nothing of its subject. */
const FILLERS: ReadonlySet<string> = new Set([
  ...CUES,
  ...words(`
    a an the this that these those there here it its they them their theirs one ones some any all each every both
    either i im ive me my we our us you your yours he she his her somebody someone anyone anybody has hasnt people who
    whom whose why how is are was were be been being am do does did done doing have had having can could would should
    will shall may might must dont doesnt didnt isnt arent wasnt id theyve youve havent cant wont of in on at to for from by with without into onto over under as and or but if then than so not no
    yes too also only just whats thats pls plz please show give given gives tell list find get got want need looking look like
    know known heard hear remember work works title titles called call name named entitled thing things stuff topic
    topics subject dealing deals deal covers cover discusses discuss handles handle exist exists available wondering
    after lets let much more most very really ever still hi hello hey thanks thank ok okay s t d ll re ve
    publish publishes publishing release releases appear appeared appears came come comes coming out put putting
    filed listed lists listing attached attach first lead leading joint jointly common share shared sharing coauthor
    coauthored collaborate collaborated collaboration collaborations own again else eg etc actually maybe perhaps
    define defined definition explain meant abbreviation acronym
    says say said saying makes make made making use uses used using goes go went take takes took
    does shows showing shown tells told goes explains explain mention mentions mentioned looks involve involves
    involving feature features featured regarding concerning related relating affiliation affiliated organisation organization institution
    co-author co-authored co-authors co-wrote cowrote co-written cowritten worked
    total altogether currently so far already lab library collection database catalogue catalog`),
]);

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** Whether a folded word belongs to how things are asked, not to what is asked about. */
export function isFiller(folded: string): boolean {
  return FILLERS.has(folded);
}

/**
 * The cue that a word means when it is misspelt; the word itself where it is near to none.
 * @param isKnown whether the papers hold the word (then it is no mistake)
 */
export function correctCue(folded: string, isKnown: (word: string) => boolean): string {
  const short = CHAT_SPELLINGS.get(folded);
  if (short !== undefined && !isKnown(folded)) return short;
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
