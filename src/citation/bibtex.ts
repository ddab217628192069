import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import type { Paper } from '../paper.ts';
import { AND_OTHERS, type CslItem, toCslItem } from './csl-item.ts';

// The paper's id is its citation key. Letters stay what they are: BibTeX engines have read UTF-8 for long,
// and transliterating loses what has no macro; the characters that LaTeX reads as commands are escaped here.
Object.assign(plugins.config.get('@bibtex').format, {
  useIdAsLabel: true,
  checkLabel: false,
  asciiOnly: false,
});

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

function escapeLatex(text: string): string {
  return text.replace(/[\\{}$&%#_~^]/g, (character) => SPECIAL[character] ?? character);
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

function escapeItem(item: CslItem, paper: Paper): CslItem {
  const { publisher: _publisher, number: _number, abstract: _abstract, ...rest } = item;
  const [year = 0, month] = item.issued['date-parts'][0];
  return {
    ...rest,
    title: paper.title,
    author: item.author.map((name) =>
      'literal' in name
        ? { literal: escapeLatex(name.literal) }
        : { family: escapeLatex(name.family), given: escapeLatex(name.given) },
    ),
    ...(paper.venue === undefined ? {} : { 'container-title': escapeLatex(paper.venue) }),
    // With a day the month's field would hold both.
    issued: { 'date-parts': [month === undefined ? [year] : [year, month]] },
  };
}

function eprintFields({ arxivId, categories }: Paper): string {
  if (arxivId === undefined) return '';
  const [primary] = categories;
  const primaryClass = primary === undefined ? '' : `\tprimaryclass = {${primary}},\n`;
  return `\teprint = {${arxivId}},\n\tarchiveprefix = {arXiv},\n${primaryClass}`;
}

/** A BibTeX entry under the paper's id; a cut author list ends in `and others`. */
export function toBibtex(paper: Paper): string {
  const entry = plugins.output.format('bibtex', [escapeItem(toCslItem(paper), paper)]).trim();
  const withOthers = entry.replace(`{${AND_OTHERS}}},\n`, 'others},\n');
  // The address is there once, as `url`.
  const lines = withOthers
    .replace(/^\thowpublished = .*\n/m, '')
    // The writer braces every capitalised word but the first, which is where acronyms stand.
    .replace(/^\ttitle = .*$/m, () => `\ttitle = {${escapeTitle(paper.title)}},`);
  const typed = paper.venue === undefined ? lines.replace(/^@article\{/, '@misc{') : lines;
  return `${typed.slice(0, -1)}${eprintFields(paper)}}`;
}
