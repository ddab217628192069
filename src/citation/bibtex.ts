import type { Paper } from '../paper.ts';
import { type CslItem, type CslName, toCslItem } from './csl-item.ts';

/** Letters stay what they are, as BibTeX engines have read UTF-8 for long; what LaTeX reads as a command does not. */
const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  // Not `\{`: BibTeX counts a brace whatever stands before it.
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  $: '\\$',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '`': '\\textasciigrave{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
};

function escapeLatex(text: string): string {
  return (
    text
      .replace(/[\\{}$%#_~^`<>]/g, (character) => SPECIAL[character] ?? character)
      // Readers take `&amp;` for HTML.
      .replace(/&(?=[a-z#\d]+;)/gi, '\\&{}')
      .replace(/(?<!\\)&/g, '\\&')
      // Two of a kind would be read as a dash or a closing quotation mark.
      .replace(/([-',])(?=\1)/g, '$1{}')
  );
}

/** Styles write titles in lower case; braces keep acronyms and names such as `GraphSAGE` as they are. */
function protectCapitals(word: string): string {
  return /^\P{L}*\p{L}.*\p{Lu}/u.test(word) ? `{${escapeLatex(word)}}` : escapeLatex(word);
}

/** Hyphenated words are judged part by part: `{DP}-{SGD}` but `Image-to-Graph`. */
function escapeTitle(title: string): string {
  return title
    .split(/([\s:,()/-]+)/)
    .map((part, index) => (index % 2 === 0 ? protectCapitals(part) : escapeLatex(part)))
    .join('');
}

function nameOf(name: CslName): string {
  if ('literal' in name) return `{${escapeLatex(name.literal)}}`;
  const family = escapeLatex(name.family);
  return `${/,|\sand\s/i.test(family) ? `{${family}}` : family}, ${escapeLatex(name.given)}`;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** The field that holds the venue, and the entry's type. */
const TYPES: Readonly<Record<CslItem['type'], { readonly entry: string; readonly venue: string }>> = {
  article: { entry: 'misc', venue: 'howpublished' },
  'article-journal': { entry: 'article', venue: 'journal' },
  'paper-conference': { entry: 'inproceedings', venue: 'booktitle' },
};

function braced(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : `{${value}}`;
}

function escaped(value: string | undefined): string | undefined {
  return value === undefined ? undefined : braced(escapeLatex(value));
}

/** A BibTeX entry under the paper's id; a cut author list ends in `and others`. arXiv's own fields as arXiv exports them. */
export function toBibtex(paper: Paper): string {
  const item = toCslItem(paper);
  const { entry, venue } = TYPES[item.type];
  const [year, month, day] = item.issued['date-parts'][0];
  const authors = [...item.author.map(nameOf), ...(paper.authorsComplete ? [] : ['others'])];
  const isArxiv = paper.arxivId !== undefined;
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    ['title', braced(escapeTitle(item.title))],
    ['author', braced(authors.join(' and '))],
    ['year', braced(String(year))],
    // A macro: styles write it out in their language.
    ['month', month === undefined ? undefined : MONTHS[month - 1]],
    ['day', braced(day?.toString())],
    [venue, escaped(item['container-title'])],
    ['doi', braced(item.DOI)],
    ['eprint', braced(paper.arxivId)],
    ['archivePrefix', isArxiv ? '{arXiv}' : undefined],
    ['primaryClass', isArxiv ? braced(paper.categories[0]) : undefined],
    ['url', braced(item.URL)],
    ['abstract', escaped(item.abstract)],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = ${value},`]));
  return [`@${entry}{${item.id},`, ...lines, '}'].join('\n');
}
