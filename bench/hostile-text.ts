import fc from 'fast-check';

/** What people and programs type that no parser likes: markup of other languages, names of the language's own parts. */
const FRAGMENTS = [
  '__proto__',
  'constructor',
  "'; DROP TABLE papers; --",
  '"unclosed',
  '$\\frac{a}{b',
  '\\textit{',
  '{{{{{{',
  '((((((',
  '<script>alert(1)</script>',
  '[link](javascript:0)',
  '../../etc/passwd',
  '%00',
  '\u0000\u0007\u001b[31m',
  '\u202e',
  '\ud800',
  '👩‍🔬🇩🇪',
  '北京',
  'author:',
  'since:2023-13-45',
  'between 9999 and 0000',
  '1e309',
  '-0',
  'a-'.repeat(200),
  '?'.repeat(500),
];

/** How the question or argument may begin, so that it gets past the first reader. */
const OPENINGS = [
  '',
  'who wrote ',
  'how many papers since ',
  'papers by ',
  'what is ',
  'compare ',
  'related to ',
];

/** Text of every kind and length: characters of all planes, fragments of other languages, words run together, up to `maxLength`. */
export function hostileText(maxLength: number): fc.Arbitrary<string> {
  const long = fc
    .tuple(
      fc.constantFrom('a', ' ', '{', '$x', 'é', 'the ', '\n', '\\', '😀'),
      fc.integer({ min: 1, max: maxLength }),
    )
    .map(([piece, length]) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length));
  const pieces = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(...FRAGMENTS),
  );
  const mixed = fc
    .tuple(fc.constantFrom(...OPENINGS), fc.array(pieces, { maxLength: 6 }))
    .map(([opening, rest]) => `${opening}${rest.join(' ')}`);
  return fc.oneof({ arbitrary: mixed, weight: 9 }, { arbitrary: long, weight: 1 });
}
