import { toEnglish } from '../../answers/recognise/german.ts';
import { fold } from '../../text/fold.ts';
import { stem } from '../../text/stem.ts';
import type { CommandDefinition, SpokenOf } from '../command.ts';

/**
 * Whether a message asks how something is done with the bot itself (`how do I add my own papers?`), and by which command. What
 * commands do and what they do it to is told by their definitions; a message is only read where each of its words is one of these
 * or says nothing, so that `how do I add noise to gradients?` stays a question about papers.
 */

const MAX_WORDS = 20;

const WHO = '(?:i|we|you|one|somebody|someone|people|the bot|this bot|labrarian)';
const ME = '(?: (?:for )?(?:me|us))?';

/** What begins a question for how something is done; the rest says what. */
const HOW = new RegExp(
  `^(?:(?:(?:can|could|would) you )?(?:tell|show|explain to|teach)${ME} |explain |do you know |i (?:want|need|would like|d like) to know )?(?:how to|how(?: (?:do|does|did|is|are|can|could|would|should|may|might|must|shall))?(?: ${WHO})?(?: go about)?|where (?:do|can|could|should|must) ${WHO}|what do ${WHO} (?:do|type|write|say|need)(?: in order)? to|(?:what|which)(?: is| s)?(?: the| a)?(?: best| easiest| right)? (?:way|command|button)(?:${ME})?(?: do i use| can i use| is used| is there| must i type)?(?: to| for| lets me| allows me to)?|is there (?:a|any|some) (?:way|command|option|possibility|button)(?: here)?${ME} (?:to|for)|is it possible${ME} to|who (?:can|may)) `,
);
/** What asks whether the bot, or somebody by it, can do something. */
const CAN =
  /^(?:can|could|may|are|am|is|do|does|will|would) (?:i|we|you|one|somebody|the bot|this bot|labrarian|it)(?: (?:able to|also|maybe|automatically|support|let me|let us|allow me to))? /;
const WHERE =
  /^(?:where (?:is|are|s|do i find|can i find|do i see|can i see|do you keep)|(?:what|which) (?:is|are|s)|show me|list|(?:what|which)) /;
/** `what does /follow do?` */
const OF_COMMAND = /(?:^|\s)\/([a-z]{2,20})\b/;

/** Words that say nothing of what is done, whoever speaks. */
const FILLERS = new Set(
  'a an the my our your own any some new more about another several multiple many all every each to into in on onto of from with by for at as via through using here there now please me us i we you one ones channel server workspace slack discord terminal chat bot labrarian library lab labs group and or be get gets is are was do does can could will make let have automatically manually myself yourself directly also else up out off away again back that papers paper'.split(
    ' ',
  ),
);
/** Showing is done, not explained: `can you list papers by an author?`. */
const SHOWING = new Set(
  'find search show list see look open read get tell use help work ask check try'.split(' '),
);
/** Alone they are nothing of the bot's own: a passive question must speak of more. */
const OF_BOT =
  /\b(?:way|possible|command|button|possibility|option|papers?|i|we|my|our|you|your|bot|labrarian|library|here|channel|slack|discord)\b/;

/** The stem, also of an abbreviation (`pdfs`), and the same for `add` and `added`. */
function term(word: string): string {
  return stem(word.replace(/^([^aeiouy]{2,})s$/, '$1')).replace(/(.)\1$/, '$1');
}

function stems(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map((word) => term(fold(word))));
}

type Vocabulary = {
  readonly definition: CommandDefinition;
  readonly verbs: ReadonlySet<string>;
  readonly things: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
};

const vocabularies = new WeakMap<readonly CommandDefinition[], readonly Vocabulary[]>();

function vocabulariesOf(definitions: readonly CommandDefinition[]): readonly Vocabulary[] {
  const known = vocabularies.get(definitions);
  if (known !== undefined) return known;
  const made = definitions.flatMap((definition) => {
    const { spokenOf, name } = definition;
    if (spokenOf === undefined) return [];
    const { verbs, things, places = [] }: SpokenOf = spokenOf;
    // A name such as `paper` is a thing and nothing that is done.
    const done = things.includes(name) ? verbs : [name, ...verbs];
    return [{ definition, verbs: stems(done), things: stems(things), places: stems(places) }];
  });
  vocabularies.set(definitions, made);
  return made;
}

type Asked = {
  readonly words: readonly string[];
  /** Listed people may be named: `how do I follow Ada Lovelace?`. */
  readonly isName: (word: string) => boolean;
};

/** How well a command fits the words: 0 where one of them is none of its own. */
function fitOf({ verbs, things, definition }: Vocabulary, { words, isName }: Asked): number {
  const takesNames = things.has('author');
  let verb = 0;
  let thing = 0;
  for (const word of words) {
    const root = term(word);
    const isVerb = verbs.has(root);
    const isThing = things.has(root) || (takesNames && isName(word));
    if (!isVerb && !isThing && !FILLERS.has(word)) return 0;
    if (isVerb) verb = 1;
    if (isThing) thing += 1;
  }
  const isCalled = words.some((word) => term(word) === term(definition.name));
  return verb === 0 || (thing === 0 && !isCalled) ? 0 : thing + (isCalled ? 1.5 : 0.5);
}

function best(
  vocabulary: readonly Vocabulary[],
  score: (one: Vocabulary) => number,
): CommandDefinition | undefined {
  const ranked = vocabulary
    .map((one) => ({ one, score: score(one) }))
    .filter((ranking) => ranking.score > 0)
    .sort((a, b) => b.score - a.score);
  return ranked[0]?.one.definition;
}

function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** The thing asked for by its place, where nothing else is said. */
function placed(vocabulary: readonly Vocabulary[], words: readonly string[]): CommandDefinition | undefined {
  return best(vocabulary, ({ places, things }) =>
    words.every((word) => FILLERS.has(word) || places.has(term(word)) || things.has(term(word)))
      ? words.filter((word) => places.has(term(word))).length
      : 0,
  );
}

/**
 * The command that a message asks about; undefined for a question about papers.
 *
 * @param isName whether a folded word is part of a listed author's name
 */
export function readHowTo(
  message: string,
  definitions: readonly CommandDefinition[],
  isName: (word: string) => boolean = () => false,
): CommandDefinition | undefined {
  if (message.length > 200 || message.includes('\n')) return undefined;
  const { english } = toEnglish(message, isName);
  const folded = fold(english);
  const text = folded
    .replace(/['’]/g, ' ')
    .replace(/[^a-z0-9/ -]+/g, ' ')
    .replace(/\bthis (?=bot\b|channel\b|server\b|library\b|chat\b|workspace\b|program\b)/g, 'the ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:(?:hi|hey|hello|ok|okay|and|so|but|please|sorry|labrarian) )+/, '')
    .replace(/(?: (?:please|thanks|then))+$/, '');
  const vocabulary = vocabulariesOf(definitions);
  const typed = OF_COMMAND.exec(text)?.[1];
  if (typed !== undefined && !text.startsWith('/')) {
    const rest = wordsOf(text.replace(OF_COMMAND, ' '));
    const isAbout = rest.every(
      (word) =>
        FILLERS.has(word) || /^(?:how|what|which|explain|help|mean|use|work|about|command|for|s)$/.test(word),
    );
    return isAbout ? definitions.find(({ name }) => name === typed) : undefined;
  }
  const how = HOW.exec(text)?.[0];
  const can = how === undefined ? CAN.exec(text)?.[0] : undefined;
  const start = how ?? can;
  if (start !== undefined) {
    const words = wordsOf(text.slice(start.length));
    if (words.length === 0 || words.length > MAX_WORDS || !OF_BOT.test(text)) return undefined;
    if (can !== undefined && (words.some((word) => SHOWING.has(word)) || words.includes('it')))
      return undefined;
    const found = best(vocabulary, (one) => fitOf(one, { words, isName }));
    if (found !== undefined) return found;
  }
  const where = WHERE.exec(text)?.[0];
  return where === undefined ? undefined : placed(vocabulary, wordsOf(text.slice(where.length)));
}
