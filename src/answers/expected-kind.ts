import { fold } from '../text/fold.ts';
import { stem } from '../text/stem.ts';
import { isStopWord } from '../text/stop-words.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import { isFiller } from './cue-words.ts';

/** What the answer to a fact question looks like. */
export type ExpectedKind = 'quantity' | 'percentage' | 'address' | 'name' | 'date' | 'place' | 'text';

/** A thing that a paper must speak of before a question for it can be answered: a metric with its value, a dataset. */
export type AskedThing = { readonly told: RegExp; readonly withNumber: boolean };

export type Expectation = {
  readonly kind: ExpectedKind;
  /** Without such an answer in the sentence there is none: a place, a date, an amount asked for by `how much`. */
  readonly isDemanded: boolean;
  /** Stems of the noun that is counted: `how many best practices` -> `best`, `practic`; empty where none is named. */
  readonly counted: readonly string[];
  readonly thing?: AskedThing;
  /** The first letters of the words that are counted, where they are several: papers write `FPS` for `frames per second`. */
  readonly initials?: string;
  /**
   * Stems of what a measure or property is asked of (`how deep was the borehole`, `what was the dose of ...`): a paper
   * that has none of them speaks of something else. Empty where the question names nothing so.
   */
  readonly subject: readonly string[];
  /** Stem of the noun after `which` or `what`: an answer likely stands beside it. */
  readonly noun?: string;
};

const COUNTED =
  /\bhow many (?:(?:of|the|these|those|different|such|other|total) )*((?:[\w-]+ ?){1,4})|\b(?:what|which) number of (?:the )?((?:[\w-]+ ?){1,4})/;
/** Words of questions that are also counted: `how many studies were screened`. */
const COUNTABLE = /^(?:studies|articles|works|features|topics|titles|stud(?:y|ies)|uses|releases)$/;
/** Whoever took part, by whatever they are called. */
const ANYBODY = /^(?:people|persons?|participants?|subjects?|individuals?)$/;
const PARTICIPANTS = [
  ...['participants', 'subjects', 'patients', 'individuals', 'people', 'persons', 'volunteers', 'adults'],
  ...[
    'adolescents',
    'children',
    'women',
    'men',
    'students',
    'respondents',
    'users',
    'applicants',
    'speakers',
  ],
].map(stem);
/** Where the counted noun ends. */
const VERB =
  /^(?:are|is|was|were|do|does|did|has|have|had|can|could|went|go|come|comes|took|take|it|they|there|in|on|of|from|for|to|with|were|used|did|will|would|at|by|and|that|which|the)$/;

/** Nouns that are told by a number beside them: `what learning rate`, `how much did it cost`. */
const MEASURE =
  /\b(?:(?:what|which)(?: [\w-]+){1,2}?|how much(?: [\w-]+){1,7}?) (rate|ratio|size|cost|dose|dosage|price|budget|duration|length|width|depth|weight|height|temperature|resolution|dimension|angle|mass|voltage|frequency|wavelength|pressure)\b/;

const AMOUNT =
  /\bhow (?:much|long|often|few|large|big|small|high|low|old)\b|\b(?:what|which) (?:percent(?:age)?|share|fraction|proportion)\b/;

type ThingRule = AskedThing & { readonly asked: RegExp };

/** What studies are done with and how they are set up: asked for by its own word, and told by it or not at all. */
const APPARATUS = alternatives(`
  telescopes?, microscopes?, cameras?, scanners?, sensors?, vendors?|manufacturers?, field strength|tesla, software,
  programming language|python|julia|matlab, compilers?, operating system, pytorch|tensorflow|jax, weight decay, momentum,
  dropout, clipping|clip, random seeds?|seeds?, folds?|cross-validation, backbones?, ethics|irb, reviewers?, supervisors?`);
/** ... and what is told by its word and a number. */
const AMOUNTS = alternatives(`
  memory|ram, energy|electricity|power consumption, carbon|co2, budgets?|funding|grants?, salar(?:y|ies)|wages?|paid,
  confidence intervals?, effect sizes?, sample size`);

function alternatives(list: string): string[] {
  return list.split(',').map((words) => `(?:${words.trim()})`);
}

/** What is asked for by a name of its own, and by what names papers tell it. */
const THINGS: readonly ThingRule[] = [
  {
    asked:
      /\b(?:which|what|on what|on which|name of the) (?:[\w-]+ ){0,2}?(?:datasets?|data sets?|corpus|corpora|cohorts?)\b/,
    told: /\b(?:data ?sets?|data sets?|benchmarks?|corpus|corpora|cohorts?|biobank|database|registry|collection|subjects|patients)\b/i,
    withNumber: false,
  },
  {
    asked: /\b(?:gpus?|tpus?|hardware|graphics cards?)\b/,
    told: /\b(?:gpus?|tpus?|hardware|graphics cards?|nvidia|amd)\b/i,
    withNumber: false,
  },
  { asked: /\boptimi[sz]ers?\b/, told: /\b(?:optimi[sz]ers?|adamw?|sgd|lamb)\b/i, withNumber: false },
  { asked: /\blearning rate\b/, told: /\blearning rate\b/i, withNumber: false },
  { asked: /\bbatch size\b/, told: /\bbatch size\b/i, withNumber: false },
  { asked: /\bepochs?\b/, told: /\bepochs?\b/i, withNumber: false },
  {
    asked: /\b(?:training|running|run|inference|computation|computing|processing) ?time\b/,
    told: /\b(?:(?:milli)?seconds?|ms|minutes?|hours?|days?|weeks?|(?:training|running|run|inference|computation|computing) ?time)\b/i,
    withNumber: true,
  },
  {
    asked: /\bhow long\b/,
    told: /\b(?:(?:milli)?seconds?|ms|minutes?|hours?|days?|weeks?|months?|years?|decades?|[mc]?m|km|tokens?|characters?|words|base pairs|bp|kb)\b/i,
    withNumber: true,
  },
  ...[...APPARATUS, ...AMOUNTS].map(
    (told): ThingRule => ({
      asked: new RegExp(`\\b(?:what|which|how (?:much|large|high|big|many))\\b.*\\b${told}\\b`),
      told: new RegExp(`\\b${told}\\b`, 'i'),
      withNumber: AMOUNTS.includes(told),
    }),
  ),
  { asked: /\blicen[cs]e\b/, told: /\blicen[cs]ed?\b/i, withNumber: false },
  {
    asked: /\b(?:what|how high|how large|how big|by how much|which|reconstruction|error)\b.*\berror\b/,
    told: /\berrors?\b/i,
    withNumber: true,
  },
  { asked: /\b(?:mean|average|median) age\b/, told: /\b(?:aged?|ages|years old)\b/i, withNumber: true },
  {
    asked:
      /\b(?:what|which|how high|how good|how accurate|how well)\b.*\b(?:accura\w+|acc)\b|\bhow accurate\b|\bacc$/,
    told: /\b(?:accura\w+|top-1|success rate|efficiency)\b/i,
    withNumber: true,
  },
  {
    asked: /\b(?:what|which|how high|how good)\b.*\b(?:roc-auc|auc|auroc|aurocs|area under)\b/,
    told: /\b(?:roc-auc|au-?rocs?|aucs?|area under)\b/i,
    withNumber: true,
  },
];
/** Metrics that are told by their own name only. */
const METRIC =
  /\b(?:what|which|how high|how low)\b.*?\b(fid|dice|ssim|psnr|bleu(?:-\d)?|rouge(?:-\w)?|meteor|cider|perplexity|iou|map50|map|mae|rmse|mse|f1(?:-score)?|sensitivity|specificity|precision|recall|kappa|odds ratio|hazard ratio|p-value|correlation coefficient|r2)\b/;

/** Nouns after `which` that tell nothing of the answer. */
const VAGUE =
  /^(?:kinds?|sorts?|types?|ways?|things?|one|ones|other|of|extent|papers?|work|works|study|studies|authors?|way|value|values|number|share|part|role|trick)$/;
const NOUN =
  /\b(?:which|what)(?: (?:kinds?|sorts?|types?) of)?((?: [\w-]+){1,4}?) (?:is|are|was|were|do|does|did|can|could|has|have|had|will|would|should|may|might|must|\w+ed|uses?|used|makes?|lets?|gets?|gives?)\b/;

function thingAsked(text: string): AskedThing | undefined {
  const rule = THINGS.find(({ asked }) => asked.test(text));
  if (rule !== undefined) return rule;
  const metric = METRIC.exec(text)?.[1];
  return metric === undefined
    ? undefined
    : { told: new RegExp(`(?<![a-z])${metric}s?(?![a-z])`, 'i'), withNumber: true };
}

/** What a question asks a property of, up to the preposition or verb behind it. */
const SUBJECT =
  /\bhow (?!many\b|much\b|come\b|to\b)[\w-]+ (?:is|was|are|were) (?:the |an? )?((?:[\w-]+ ?){1,4})|\bwhat (?:is|was|are|were) the ((?:[\w-]+ ?){1,4}?) (?:of|in|for|at|among|between|during|after)\b/;

function subjectAsked(text: string): string[] {
  const match = SUBJECT.exec(text);
  const words: string[] = [];
  for (const word of (match?.[1] ?? match?.[2] ?? '').split(' ')) {
    if (word === '' || VERB.test(word)) break;
    words.push(word);
  }
  const telling = words.filter((word) => !isStopWord(word) && !isFiller(word));
  return telling.some((word) => VAGUE.test(word) || /^(?:names?|results?|main|value)$/.test(word))
    ? []
    : telling.map(stem);
}

function nounAsked(text: string): string | undefined {
  const noun = NOUN.exec(text)?.[1]?.trim().split(' ').at(-1);
  return noun === undefined || VAGUE.test(noun) || isStopWord(noun) ? undefined : stem(noun);
}

function kindOf(text: string): ExpectedKind {
  if (
    /\b(?:percent(?:age)?|what share|what fraction|what proportion|accura\w+|acc|roc-auc|auc|auroc|score|rate)\b/.test(
      text,
    )
  ) {
    return 'percentage';
  }
  if (
    /\b(?:how (?:much|large|big|long|often|few|accurate|fast|small|high|low|deep|wide|old|far|good|well)|what (?:value|number|size|epsilon|fid)|which (?:value|number|size)|by how|at (?:what|which) \w+)\b/.test(
      text,
    )
  ) {
    return 'quantity';
  }
  if (/\b(?:url|link|website|github|where on)\b/.test(text)) return 'address';
  if (/\b(?:called|named|name of|abbreviat\w+|acronym)\b/.test(text)) return 'name';
  if (/^(?:and |so )?when\b|\b(?:which|what) (?:year|month|date)\b/.test(text)) return 'date';
  if (
    /^(?:and |so )?where\b|\b(?:(?:which|what) (?:country|countries|city|cities|hospitals?|institutions?|universit\w+|place|region))\b/.test(
      text,
    )
  )
    return 'place';
  return 'text';
}

/** What a question's folded text expects to be answered with. */
export function expectedAnswer(text: string): Expectation {
  const thing = thingAsked(text);
  const noun = nounAsked(text);
  const rest = {
    subject: subjectAsked(text),
    ...(thing !== undefined && { thing }),
    ...(noun !== undefined && { noun }),
  };
  const match = COUNTED.exec(fold(text));
  const counted = match?.[1] ?? match?.[2];
  if (counted !== undefined) {
    const words: string[] = [];
    for (const word of counted.split(' ')) {
      if (word === '' || VERB.test(word)) break;
      words.push(word);
    }
    const isNoun = (word: string) => COUNTABLE.test(word) || (!isStopWord(word) && !isFiller(word));
    const stems = words
      .filter(isNoun)
      .map(stem)
      .concat(words.some((word) => ANYBODY.test(word)) ? PARTICIPANTS : []);
    const initials = words.length > 1 ? words.map((word) => word.charAt(0)).join('') : undefined;
    return {
      kind: 'quantity',
      isDemanded: true,
      counted: stems,
      ...(initials !== undefined && { initials }),
      ...rest,
    };
  }
  const measure = MEASURE.exec(text)?.[1];
  if (measure !== undefined) return { kind: 'quantity', isDemanded: true, counted: [stem(measure)], ...rest };
  const kind = kindOf(text);
  const isDemanded = kind === 'place' || kind === 'date' || kind === 'address' || AMOUNT.test(text);
  return { kind, isDemanded, counted: [], ...rest };
}

const SPELLED =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|several)\b/i;

/** How papers introduce what they name, and what such names look like. */
const NAMING =
  /\b(?:call(?:ed)?|nam(?:ed|ely)|term(?:ed)?|dubbed|coined|introduc(?:e|es|ed)|propos(?:e|es|ed)|present(?:s|ed)?|releas(?:e|es|ed)|published)\b|\(/i;
const NAME = /\p{L}\p{Lu}|\p{Lu}\p{N}|\[\p{L}+\]|\p{L}-\p{N}|\(\p{L}{3,}\)/u;
const DATE =
  /\b(?:(?:19|20)\d\d|January|February|March|April|June|July|August|September|October|November|December)\b/;
/** Names of countries as the runtime knows them, and how papers shorten some. */
const COUNTRIES = new Set(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    .flatMap((first) => [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((second) => first + second))
    .flatMap((code) => new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) ?? []),
);
const SHORT_COUNTRIES = [
  'UK',
  'U.K.',
  'USA',
  'US',
  'U.S.',
  'U.S.A.',
  'Turkey',
  'England',
  'Scotland',
  'Wales',
  'Korea',
];
/** A place is a country, or a name behind a word that leads to places; names of methods hold capitals inside. */
const PLACE_AFTER =
  /\b(?:from|in|at|across)\s+(?:the\s+)?(\p{Lu}\p{Ll}{2,}(?:\s\p{Lu}\p{Ll}+)*)(?![\p{L}\d-])/gu;
const MONTH_OR_FIGURE =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter|Figure|Table|Section|Appendix|Theorem|Experiments?)\b/;

/** The names of places in a text, in order. */
export function placesIn(text: string): string[] {
  const words = [...text.matchAll(/(?<![\p{L}\d-])\p{Lu}[\p{L}.]*\p{L}(?:\s\p{Lu}\p{L}+)*/gu)].map(
    ([word]) => word,
  );
  const countries = words
    .flatMap((word) => [word, ...word.split(' ')])
    .filter((word) => COUNTRIES.has(word) || SHORT_COUNTRIES.includes(word));
  const led = [...text.matchAll(PLACE_AFTER)].flatMap(([, name]) => name ?? []);
  return [...new Set([...countries, ...led.filter((name) => !MONTH_OR_FIGURE.test(name))])];
}

/** A number stands at most so many words before what it counts: `15 proprietary and open-source models`. */
const COUNT_REACH = 7;
/** ... or right behind it: `scans (N=90)`, `a learning rate of 0.1`. */
const NUMBER_AFTER =
  /^[^.;]{0,12}?(?:\(?\s*n\s*=\s*|\(|: ?|of |is |was |were |= ?)(?:about |around |over |more than |up to |only )?[\d~≈∼]/i;

/**
 * Whether a number stands near the counted noun.
 * @param counted stems, the head noun last
 * @param longForms the stems of what an acronym in the sentence stands for, by its folded form: `llm` also counts models
 */
export function countsNoun(
  sentence: string,
  counted: readonly string[],
  longForms: ReadonlyMap<string, readonly string[]> = new Map(),
  initials?: string,
): boolean {
  const tokens = tokenize(sentence);
  const isNumber = ({ text }: Token) => /^\d/.test(text) || SPELLED.test(text);
  return tokens.some((token, at) => {
    const stems = token.words.flatMap((word) => [
      stem(word),
      ...(longForms.get(word.replace(/s$/, '')) ?? []),
    ]);
    const isInitials = initials !== undefined && token.words.join('') === initials;
    if (!isInitials && !stems.some((one) => counted.includes(one))) return false;
    // `$320 per patient` counts no patients.
    if (/^(?:per|each|every)$/i.test(tokens[at - 1]?.text ?? '')) return false;
    if (tokens.slice(Math.max(0, at - COUNT_REACH), at).some(isNumber)) return true;
    return NUMBER_AFTER.test(sentence.slice(token.end));
  });
}

/** Whether a sentence can hold such an answer. */
export function sentenceFits(sentence: string, kind: ExpectedKind): boolean {
  switch (kind) {
    case 'text':
      return true;
    case 'name':
      return NAMING.test(sentence) && NAME.test(sentence);
    case 'address':
      return /https?:\/\//.test(sentence);
    case 'percentage':
      return /\d(?:\.\d+)?\s?%|\d\.\d/.test(sentence);
    case 'date':
      return DATE.test(sentence);
    case 'place':
      return placesIn(sentence).length > 0;
    case 'quantity':
      return /\d/.test(sentence) || SPELLED.test(sentence);
  }
}

/** Whether a sentence tells the thing that is asked for. */
export function tellsThing(sentence: string, { told, withNumber }: AskedThing): boolean {
  return told.test(sentence) && (!withNumber || /\d/.test(sentence) || SPELLED.test(sentence));
}
