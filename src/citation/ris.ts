import type { Paper } from '../paper.ts';
import { type CslItem, type CslName, toCslItem } from './csl-item.ts';

/** RIS has no type for a preprint; an unpublished work is what registries call one. */
const TYPES: Readonly<Record<CslItem['type'], string>> = {
  article: 'UNPB',
  'article-journal': 'JOUR',
  'paper-conference': 'CONF',
};

/** The comma says that what is before it is the whole name, not to be split. */
function nameOf(name: CslName): string {
  return 'literal' in name ? `${name.literal},` : `${name.family}, ${name.given}`;
}

/** `2022/03/19/`: three slashes however exact the date is. */
function dateOf({ date }: Paper): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${year}/${month}/${day}/`;
}

/** A RIS record, one line a field. A cut author list is told in a note: the format has no sign for it. */
export function toRis(paper: Paper): string {
  const item = toCslItem(paper);
  const fields: readonly (readonly [tag: string, value: string | undefined])[] = [
    ['TY', TYPES[item.type]],
    ['ID', item.id],
    ['TI', item.title],
    ...item.author.map((name) => ['AU', nameOf(name)] as const),
    ['PY', paper.date.slice(0, 4)],
    ['DA', dateOf(paper)],
    ['T2', item['container-title']],
    ['PB', item.publisher],
    ['AN', item.number],
    ['AB', item.abstract],
    ...paper.categories.map((code) => ['KW', code] as const),
    ['N1', item.note],
    ['DO', item.DOI],
    ['UR', item.URL],
    ['DB', item.source],
  ];
  const lines = fields.flatMap(([tag, value]) => (value === undefined ? [] : [`${tag}  - ${value}`]));
  return [...lines, 'ER  - '].join('\n').trimEnd();
}
