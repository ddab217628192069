import type { getParser } from '@unified-latex/unified-latex-util-parse';
import { latex2unicode } from 'unicode2latex';
import { ACCENTS, CITATIONS, DROPPED, INVISIBLE, SPACES, WORDS } from './macros.ts';

type Tree = ReturnType<ReturnType<typeof getParser>['parse']>;
export type LatexNode = Tree['content'][number];
type Macro = Extract<LatexNode, { type: 'macro' }>;

/** Stands where a citation was, until the spaces and brackets around it are tidied. */
export const CITATION_MARK = '\uF8FF';
/** Strikes through the symbol behind it: `\not\in`. */
export const NEGATION_MARK = '\uF8FE';

/** Letters for sub- and superscripts that the table of macros does not have. */
const MORE_SUBSCRIPTS: Readonly<Record<string, string>> = {
  i: 'ᵢ',
  j: 'ⱼ',
  r: 'ᵣ',
  u: 'ᵤ',
  v: 'ᵥ',
  β: 'ᵦ',
  γ: 'ᵧ',
  ρ: 'ᵨ',
  φ: 'ᵩ',
  χ: 'ᵪ',
};
const MORE_SUPERSCRIPTS: Readonly<Record<string, string>> = {
  α: 'ᵅ',
  β: 'ᵝ',
  γ: 'ᵞ',
  δ: 'ᵟ',
  ε: 'ᵋ',
  θ: 'ᶿ',
  φ: 'ᵠ',
  χ: 'ᵡ',
  '∘': '°',
  '°': '°',
  "'": '′',
  '*': '*',
  '∗': '*',
  '†': '†',
  '⊤': 'ᵀ',
  T: 'ᵀ',
  N: 'ᴺ',
  M: 'ᴹ',
  K: 'ᴷ',
  D: 'ᴰ',
  B: 'ᴮ',
  L: 'ᴸ',
  P: 'ᴾ',
  R: 'ᴿ',
};
const LONGEST_SCRIPT = 6;

const table = new Map<string, string>();
for (const [macro, value] of Object.entries<string | { text: string; math: string }>(latex2unicode))
  table.set(macro, typeof value === 'string' ? value : value.math);

function symbol(name: string): string | undefined {
  const found = table.get(`\\${name}`)?.normalize('NFC');
  if (found === undefined || /\p{M}/u.test(found)) return undefined;
  // Mathematical italic letters read as plain ones; double-struck ℝ and the like lie elsewhere and stay.
  return found.replace(/[\u{1D400}-\u{1D7FF}]/gu, (letter) => letter.normalize('NFKC'));
}

function script(mark: '^' | '_', body: string): string {
  // Scripts inside scripts are left unparsed.
  const text = body.trim().replace(/([_^])([\p{L}\p{N}])/gu, (_, inner, letter) => script(inner, letter));
  if (text === '') return '';
  const more = mark === '^' ? MORE_SUPERSCRIPTS : MORE_SUBSCRIPTS;
  const letters = [...text].map((letter) => more[letter] ?? table.get(`${mark}{${letter}}`));
  const isShort = letters.length <= LONGEST_SCRIPT && !/\p{L}{3}/u.test(text);
  if (isShort && letters.every((letter) => letter !== undefined)) return letters.join('');
  if (text.length === 1 || (mark === '_' && /^[\p{L}\d]+$/u.test(text))) return `${mark}${text}`;
  return `${mark}(${text})`;
}

/** In brackets where it is more than one factor. */
function operand(text: string): string {
  return /^[\p{L}\p{N}\p{M}.…∞]+$/u.test(text.trim()) ? text.trim() : `(${text.trim()})`;
}

function accented(text: string, mark: string): string {
  const [first = '', ...rest] = [...text];
  return rest.length > 0 ? text : `${first}${mark}`.normalize('NFC');
}

function link(address: string, text: string): string {
  return text === '' || text === address ? address : `${text} (${address})`;
}

function args(macro: Macro): string[] {
  return (macro.args ?? []).map((argument) => render(argument.content));
}

function renderCall(name: string, values: readonly string[]): string | undefined {
  const last = values.at(-1) ?? '';
  const before = values.at(-2) ?? '';
  if (CITATIONS.has(name)) return CITATION_MARK;
  if (DROPPED.has(name)) return '';
  const accent = ACCENTS[name];
  if (accent !== undefined) return accented(last, accent);
  switch (name) {
    case '^':
    case '_':
      return script(name, last);
    case 'textsuperscript':
      return /^(?:st|nd|rd|th)$/.test(last) ? last : script('^', last);
    case 'textsubscript':
      return script('_', last);
    case 'frac':
    case 'dfrac':
    case 'tfrac':
    case 'cfrac':
    case 'nicefrac':
      return `${operand(before)}/${operand(last)}`;
    case 'binom':
    case 'dbinom':
    case 'tbinom':
      return `(${before} choose ${last})`;
    case 'sqrt':
      return `${script('^', before)}√${operand(last)}`;
    case 'pmod':
      return `(mod ${last})`;
    case 'enquote':
      return `“${last}”`;
    case 'footnote':
      return ` (${last})`;
    case 'href':
      return link(before, last);
    case 'SI':
      return `${before} ${last}`;
    case 'mathbb':
    case 'mathcal':
      return symbol(`${name}{${last}}`) ?? last;
    default:
      return undefined;
  }
}

function renderMacro(macro: Macro): string {
  const name = macro.content;
  if (INVISIBLE.has(name)) return '';
  if (SPACES.has(name)) return ' ';
  if (name === 'not') return NEGATION_MARK;
  const values = args(macro);
  const called = renderCall(name, values);
  if (called !== undefined) return called;
  const word = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  if (word !== undefined) return word;
  if (values.length > 0) return values.at(-1) ?? '';
  // A macro of the author's own: its name is the word it was made for.
  return symbol(name) ?? name;
}

/** In TeX a macro's name ends at the first other letter; printed, `\log n` needs its space back. */
function needsSpace(before: string, macro: Macro, after: LatexNode | undefined): string {
  const isWord = /^[a-z]{2,}$/i.test(macro.content) && /\p{L}{2}$/u.test(before);
  const next = after?.type === 'string' || after?.type === 'group' ? render([after]) : '';
  return isWord && /^[\p{L}\d]/u.test(next) ? ' ' : '';
}

function isScriptBody(before: LatexNode | undefined): boolean {
  return before?.type === 'string' && /[_^]$/.test(before.content);
}

/** Outside math the parser leaves `s^` and `{-1}` apart. */
function scriptOpenedBy(content: string, after: LatexNode | undefined): string | undefined {
  const mark = content.at(-1);
  if (after?.type !== 'group' || (mark !== '^' && mark !== '_')) return undefined;
  return content.slice(0, -1) + script(mark, render(after.content));
}

/** The readable text of parsed TeX. */
export function render(nodes: readonly LatexNode[]): string {
  let text = '';
  for (const [index, node] of nodes.entries()) {
    switch (node.type) {
      case 'string':
        text += scriptOpenedBy(node.content, nodes[index + 1]) ?? node.content;
        break;
      case 'whitespace': {
        const previous = nodes[index - 1];
        const isSwallowed = previous?.type === 'macro' && INVISIBLE.has(previous.content);
        if (!isSwallowed) text += ' ';
        break;
      }
      case 'parbreak':
        text += ' ';
        break;
      case 'macro': {
        const isDegree = node.content === 'deg' && /\d\s*$/.test(text);
        const printed = isDegree ? '°' : renderMacro(node);
        text += printed + (node.args === undefined ? needsSpace(printed, node, nodes[index + 1]) : '');
        break;
      }
      case 'group':
        if (isScriptBody(nodes[index - 1])) break;
        text += render(node.content);
        break;
      case 'inlinemath':
      case 'displaymath':
      case 'mathenv':
      case 'environment':
        text += render(node.content);
        break;
      case 'verb':
      case 'verbatim':
        text += node.content;
        break;
      default:
        break;
    }
  }
  return text;
}
