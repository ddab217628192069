import anyAscii from 'any-ascii';

const GREEK_NAMES: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ϵ: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ϑ: 'theta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  ο: 'omicron',
  π: 'pi',
  ρ: 'rho',
  ϱ: 'rho',
  σ: 'sigma',
  ς: 'sigma',
  τ: 'tau',
  υ: 'upsilon',
  φ: 'phi',
  ϕ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
};
const ASCII = /^[\0-\x7f]*$/;
/** A Greek letter alone among others is a symbol; two or more in a row are a Greek word, which is transliterated. */
const GREEK_SYMBOL = /(?<!\p{Script=Greek})\p{Script=Greek}(?!\p{Script=Greek})/gu;

function nameGreekSymbol(letter: string, offset: number, text: string): string {
  const name = GREEK_NAMES[letter];
  if (name === undefined) return letter;
  const before = /[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, offset - 2), offset)) ? '-' : '';
  const after = /^[\p{L}\p{N}]/u.test(text.slice(offset + 1, offset + 3)) ? '-' : '';
  return `${before}${name}${after}`;
}

/**
 * The form in which texts are compared: lower-case ASCII, accents dropped (`Hölzl` -> `holzl`), ligatures and
 * letters of other scripts transliterated (`Łukasz` -> `lukasz`), Greek symbols by name (`ε` -> `epsilon`,
 * `TNFα` -> `tnf-alpha`). Length may change.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const lower = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return anyAscii(lower.replace(GREEK_SYMBOL, nameGreekSymbol)).toLowerCase();
}

/** A folded text reduced to its words, one space between them: the key by which titles and names are compared. */
export function foldedKey(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
