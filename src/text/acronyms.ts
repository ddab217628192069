/** A short form and what a text says it stands for. */
export type AcronymDefinition = {
  readonly acronym: string;
  readonly expansion: string;
  /** Where the short form stands in the text. */
  readonly start: number;
};

const MAX_TEXT = 100_000;
/** Letters, digits and inner hyphens, at most 10 characters (Schwartz & Hearst 2003), two capitals at least or one with a digit. */
const SHORT_FORM = /^(?=.{2,12}$)[\p{L}\p{N}]+(?:[-/&.][\p{L}\p{N}]+)*$/u;
const BRACKETS = /\(([^()[\]]{2,120})\)/gu;
const COLON = /(?<![\p{L}\p{N}])(\p{Lu}[\p{L}\p{N}-]{1,11}): (?=\p{Lu})([^:.?!]{4,120})/gu;
/** A long form lies within this many words of its brackets. */
const MAX_WORDS = 12;

function singular(acronym: string): string {
  return /[\p{Lu}\d]s$/u.test(acronym) ? acronym.slice(0, -1) : acronym;
}

function isShortForm(text: string): boolean {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  return SHORT_FORM.test(text) && (capitals >= 2 || (capitals === 1 && /\d/.test(text)));
}

/** Whether a character of the short form may stand at `at` of the long form as its first one. */
function isWordStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}

/**
 * Shortest end of `before` that spells the short form, matched from the right; its first character must begin a word
 * (Schwartz & Hearst 2003, "A simple algorithm for identifying abbreviation definitions in biomedical text").
 */
function longFormBefore(before: string, acronym: string): string | undefined {
  const short = acronym.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const long = before.toLowerCase();
  if (long.length !== before.length) return undefined;
  let at = long.length - 1;
  for (let i = short.length - 1; i >= 0; i--) {
    const letter = short.charAt(i);
    while (at >= 0 && (long.charAt(at) !== letter || (i === 0 && !isWordStart(long, at)))) at--;
    if (at < 0) return undefined;
    at--;
  }
  const start = before.slice(0, at + 1).search(/[^\s([{"“'‘]*$/u);
  return before.slice(start).replace(/[^\p{L}\p{N})\]]+$/u, '');
}

/** Words between which a letter is taken, so that only whole words' beginnings (or capitals) make a convincing long form. */
function isConvincing(acronym: string, expansion: string): boolean {
  const words = expansion.split(/[\s-]+/).filter((word) => word !== '');
  const letters = acronym.replace(/[^\p{L}\p{N}]/gu, '').length;
  if (words.length > Math.min(letters + 5, letters * 2)) return false;
  if (expansion.length <= acronym.length + 1 || expansion.length > 120) return false;
  return !words.some((word) => word === acronym) && /^[\p{L}\p{N}]/u.test(expansion);
}

/** The last words of a clause before a bracket. */
function lastWords(text: string, count: number): string {
  const clause = text.slice(-200).replace(/^.*(?:[.;:?!]\s|[()])/su, '');
  const words = clause.trimEnd().split(/\s+/);
  return words.slice(-count).join(' ');
}

function fromBrackets(text: string): AcronymDefinition[] {
  const found: AcronymDefinition[] = [];
  for (const match of text.matchAll(BRACKETS)) {
    const inside = (match[1] ?? '').trim();
    const before = text.slice(Math.max(0, match.index - 250), match.index);
    const short = singular(
      (inside.split(/[,;]\s/)[0] ?? '').replace(/^(?:or|i\.e\.,?|termed|called|dubbed)\s/i, ''),
    );
    if (isShortForm(short)) {
      const expansion = longFormBefore(lastWords(before, Math.min(MAX_WORDS, short.length + 5)), short);
      if (expansion !== undefined && isConvincing(short, expansion)) {
        found.push({ acronym: short, expansion, start: match.index + 1 });
      }
      continue;
    }
    const outside = /([^\s()]+)\s*$/u.exec(before);
    const outer = singular(outside?.[1] ?? '');
    const expansion = outer !== '' && isShortForm(outer) ? longFormBefore(inside, outer) : undefined;
    // Inside brackets the whole content is the long form, or it is none.
    if (expansion !== undefined && expansion.length === inside.length && isConvincing(outer, inside)) {
      found.push({ acronym: outer, expansion: inside, start: match.index - (outside?.[0].length ?? 0) });
    }
  }
  return found;
}

/** Beginnings of what follows a colon that spell the acronym, shortest first. */
function longFormsAfter(acronym: string, following: string): string[] {
  const words = following.split(/\s+/).slice(0, acronym.length + 4);
  return words
    .map((_, at) =>
      words
        .slice(0, at + 1)
        .join(' ')
        .replace(/[,;]$/, ''),
    )
    .filter((form) => longFormBefore(form, acronym) === form && isConvincing(acronym, form));
}

/** Of several long forms the first whose last word begins with the acronym's last letter, else the shortest. */
function fromColons(text: string): AcronymDefinition[] {
  return [...text.matchAll(COLON)].flatMap((match) => {
    const acronym = match[1] ?? '';
    const forms = isShortForm(acronym) ? longFormsAfter(acronym, match[2] ?? '') : [];
    const lastLetter = acronym.toLowerCase().at(-1);
    const expansion =
      forms.find((form) => form.split(/[\s-]/).at(-1)?.charAt(0).toLowerCase() === lastLetter) ?? forms[0];
    return expansion === undefined ? [] : [{ acronym, expansion, start: match.index }];
  });
}

/**
 * Acronyms that a text itself explains: `Long Form (LF)`, `LF (long form)`, `LF: Long Form`, in the order found.
 * Plurals are given in the singular.
 */
export function acronymDefinitions(text: string): AcronymDefinition[] {
  const capped = text.slice(0, MAX_TEXT);
  return [...fromBrackets(capped), ...fromColons(capped)].sort((a, b) => a.start - b.start);
}

/** The key under which short forms are compared: `DP-SGD`, `dpsgd` and `DP SGD` are one. */
export function acronymKey(acronym: string): string {
  return singular(acronym.slice(0, 200))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
