import { expandUnicodeLigatures } from '@unified-latex/unified-latex-util-ligatures';
import { getParser } from '@unified-latex/unified-latex-util-parse';
import { SIGNATURES } from './macros.ts';
import { braceDepth, protect } from './protect.ts';
import { CITATION_MARK, type LatexNode, NEGATION_MARK, render } from './render.ts';

/** No abstract is longer; the parser takes seconds for a megabyte. */
const LONGEST = 20_000;
const DEEPEST = 100;
/** Without one of these there is no TeX in it. */
const TEX = /[\\${}~]|``/;
const ESCAPED = new Set(['%', '&', '_', '#', '$', '{', '}']);

const parser = getParser({ macros: { ...SIGNATURES } });

/** Spaces after an argument or a sub- or superscript, which the parser drops in math. */
const SPACE_AFTER_ARGUMENT = /(\}|[_^](?:\\[a-zA-Z]+|[^\s{}\\$])) +(?=[^\s$[{])/g;

/** The library's ligatures swallow the space after an escaped character; a string in its place keeps it. */
function escapedToStrings(nodes: readonly LatexNode[]): LatexNode[] {
  return nodes.map((node): LatexNode => {
    if (node.type === 'macro' && ESCAPED.has(node.content) && node.escapeToken !== '')
      return { type: 'string', content: node.content };
    if (node.type === 'macro' && node.args !== undefined) {
      const args = node.args.map((argument) => ({
        ...argument,
        content: escapedToStrings(argument.content),
      }));
      return { ...node, args };
    }
    if (node.type === 'group' || node.type === 'inlinemath' || node.type === 'displaymath')
      return { ...node, content: escapedToStrings(node.content) };
    return node;
  });
}

/** Takes out citations with the brackets and spaces that were only theirs. */
function tidy(text: string): string {
  const marks = `${CITATION_MARK}(?:[\\s,;~]*${CITATION_MARK})*`;
  return text
    .replace(new RegExp(`\\s?[(\\[]\\s?${marks}\\s?[)\\]]`, 'g'), '')
    .replace(new RegExp(`\\s?${marks}(?=\\s|[.,;:!?)\\]]|$)`, 'g'), '')
    .replaceAll(CITATION_MARK, '')
    .replace(new RegExp(`${NEGATION_MARK}\\s?(\\S)`, 'gu'), (_, symbol: string) =>
      `${symbol}\u0338`.normalize('NFC'),
    )
    .replaceAll(NEGATION_MARK, '')
    .replace(/[ \u00A0]{2,}|\u00A0/g, ' ')
    .replace(/(?<=[\p{L}\p{N}\p{M})\]])([=≤≥≈≠↦→∈⊂]) (?=\S)/gu, ' $1 ')
    .trim();
}

/**
 * Readable plain text of a LaTeX fragment: `$\varepsilon=7.0$` is `ε=7.0`, `73.5\%` is `73.5%`, an unknown
 * macro is the word of its name, citations are left out, addresses stay as they are.
 * Text without TeX comes back unchanged, and so does what cannot be parsed (over-long, nested past reason).
 */
export function toPlainText(latex: string): string {
  if (!TEX.test(latex) || latex.length > LONGEST || braceDepth(latex) > DEEPEST) return latex;
  const safe = protect(latex);
  if (safe === undefined) return latex;
  try {
    const tree = parser.parse(safe.text.replace(SPACE_AFTER_ARGUMENT, '$1\\ '));
    tree.content = escapedToStrings(tree.content);
    expandUnicodeLigatures(tree);
    return safe.restore(tidy(render(tree.content)));
  } catch {
    return latex;
  }
}
