/**
 * Characters that look like TeX but are none, taken out of the parser's sight: each becomes a private-use
 * character and is put back afterwards.
 */

const FIRST = 0xe000;
const LAST = 0xf8fd;

export type Protected = {
  readonly text: string;
  /** Puts back what was taken out. */
  readonly restore: (text: string) => string;
};

const URL = /https?:\/\/[^\s{}<>"$|^`]+/g;
/** Pandoc's rule: no space inside the opening dollar nor before the closing one, no digit after it. */
const MATH = /(?<!\\)\$(?:\$[^$]{1,2000}\$\$|(?! )(?:\\.|[^$\\]){0,1999}?(?:(?<! )\$(?!\d)))/g;
/** A symbol before its number: `$\sim$20`. */
const SYMBOL = /(?<!\\)\$[^$\d\s]{1,30}\$(?=\d)/g;
/** Spaces on both sides: `$ x $`. */
const SPACED_MATH = /(?<!\\)\$ [^$]{1,200} \$(?!\d)/g;

/** Characters by name: as themselves they would be read as TeX or joined with their neighbours. */
const NAMED: Readonly<Record<string, string>> = {
  asciitilde: '~',
  asciicircum: '^',
  asciigrave: '`',
  backslash: '\\',
  braceleft: '{',
  braceright: '}',
  less: '<',
  greater: '>',
};
const NAMED_CHARACTER = new RegExp(
  `(?<!\\\\)\\\\text(${Object.keys(NAMED).join('|')})(?:\\{\\}|(?![A-Za-z]) *)`,
  'g',
);

function unescapeUrl(url: string): string {
  return url.replace(/\\([_%#&~$])/g, '$1').replace(/\\(?:text)?(?:ascii)?tilde|\\sim/g, '~');
}

/** Indices of dollars that open or close no math. */
function loneDollars(text: string): Set<number> {
  const paired = new Set<number>();
  for (const pattern of [SYMBOL, MATH, SPACED_MATH]) {
    for (const match of text.matchAll(pattern)) {
      if (paired.has(match.index)) continue;
      const end = match.index + match[0].length - 1;
      const marks = match[0].startsWith('$$')
        ? [match.index, match.index + 1, end - 1, end]
        : [match.index, end];
      for (const index of marks) paired.add(index);
    }
  }
  const all = [...text.matchAll(/(?<!\\)\$/g)].map((match) => match.index);
  return new Set(all.filter((index) => !paired.has(index)));
}

/** Indices of braces without a partner. */
function loneBraces(text: string): Set<number> {
  const open: number[] = [];
  const lone = new Set<number>();
  for (const { index, 0: mark } of text.matchAll(/\\.|[{}]/gs)) {
    if (mark === '{') open.push(index);
    else if (mark === '}' && open.pop() === undefined) lone.add(index);
  }
  for (const index of open) lone.add(index);
  return lone;
}

/** Depth of the deepest brace: the parser recurses. */
export function braceDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '{') depth++;
    if (character === '}') depth--;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Undefined when there is more to protect than private-use characters, or the text holds such itself. */
export function protect(text: string): Protected | undefined {
  if (/[\uE000-\uF8FF]/.test(text)) return undefined;
  const kept: string[] = [];
  const keep = (value: string): string => {
    const known = kept.indexOf(value);
    const index = known === -1 ? kept.push(value) - 1 : known;
    return String.fromCharCode(FIRST + index);
  };
  const withoutUrls = text.replace(URL, (url) => keep(unescapeUrl(url)));
  const named = withoutUrls.replace(NAMED_CHARACTER, (_, name: string) => keep(NAMED[name] ?? ''));
  const lone = new Set([...loneDollars(named), ...loneBraces(named)]);
  const safe = Array.from({ length: named.length }, (_, index) => {
    const character = named.charAt(index);
    return lone.has(index) ? keep(character) : character;
  }).join('');
  const quoted = safe.replace(/(?<![\\'])'(?!')|(?<!\\)[%#&"]|\\$|\\(?=\s*$)/g, keep);
  if (FIRST + kept.length > LAST) return undefined;
  return {
    text: quoted,
    restore: (plain) => plain.replace(/[\uE000-\uF8FD]/g, (mark) => kept[mark.charCodeAt(0) - FIRST] ?? mark),
  };
}
