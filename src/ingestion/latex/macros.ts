/** What TeX macros mean in running text. Symbols come from unicode2latex's table; here is what takes arguments. */

const ONE = 'm';
const CITE = 's o o m';

function named(names: string, signature: string): [string, { signature: string }][] {
  return names.split(/\s+/).map((name) => [name, { signature }]);
}

export const CITATIONS: ReadonlySet<string> = new Set(
  `cite citet citep citealt citealp citeauthor citeyear citeyearpar parencite textcite autocite footcite Citet
   Citep ref eqref cref Cref autoref pageref label footnotemark tag nocite`.split(/\s+/),
);
export const DROPPED: ReadonlySet<string> = new Set(
  'vspace hspace color phantom hphantom vphantom definecolor thispagestyle pagestyle rule'.split(' '),
);
/** Shown as its last argument. */
const CONTENT = `text textbf textit textrm textsf texttt textsc textsl textup textmd textnormal emph underline uline ul
  mbox hbox fbox mathrm mathbf mathit mathsf mathtt mathbb mathcal mathfrak mathscr boldsymbol bm pmb operatorname
  mathop mathbin mathrel mathord centering uppercase MakeUppercase boxed cancel sout textnumero num url path nolinkurl
  overbrace underbrace substack ensuremath smash ac gls acrshort acrlong`;
/** Combining marks, put after the first letter. */
export const ACCENTS: Readonly<Record<string, string>> = {
  hat: '\u0302',
  widehat: '\u0302',
  tilde: '\u0303',
  widetilde: '\u0303',
  bar: '\u0304',
  overline: '\u0304',
  vec: '\u20d7',
  dot: '\u0307',
  ddot: '\u0308',
  acute: '\u0301',
  grave: '\u0300',
  check: '\u030c',
  breve: '\u0306',
  mathring: '\u030a',
};
/** Size and style switches, spacing and delimiter sizes: nothing of them is read. */
export const INVISIBLE: ReadonlySet<string> = new Set(
  `em it bf rm tt sc sf sl cal normalfont itshape bfseries upshape scshape ttfamily sffamily rmfamily tiny scriptsize
   footnotesize small normalsize large Large LARGE huge Huge left right middle big Big bigg Bigg bigl bigr Bigl Bigr
   biggl biggr Biggl Biggr bigm limits nolimits displaystyle textstyle scriptstyle noindent ! / - @ protect xspace
   boldmath unboldmath relax nobreak allowbreak linebreak newline smallskip medskip bigskip par`.split(/\s+/),
);
export const SPACES: ReadonlySet<string> = new Set([
  ' ',
  ',',
  ':',
  ';',
  '>',
  '\\',
  'quad',
  'qquad',
  'enspace',
  'thinspace',
  'newline',
  'par',
  'hfill',
  '\n',
  'space',
]);

/** Spelt differently from their name or symbol. */
export const WORDS: Readonly<Record<string, string>> = {
  eg: 'e.g.',
  ie: 'i.e.',
  etc: 'etc.',
  etal: 'et al.',
  degree: '°',
  textdegree: '°',
  dots: '…',
  dotsc: '…',
  dotsb: '…',
  ldots: '…',
  cdots: '…',
  textellipsis: '…',
  mid: '|',
  vert: '|',
  lvert: '|',
  rvert: '|',
  '|': '‖',
  langle: '⟨',
  rangle: '⟩',
  colon: ':',
  lt: '<',
  gt: '>',
  top: '⊤',
  star: '⋆',
  mod: 'mod',
  bmod: 'mod',
  LaTeX: 'LaTeX',
  TeX: 'TeX',
  textunderscore: '_',
  backslash: '\\',
  textquotesingle: "'",
  and: 'and',
  item: '',
};

/** How many arguments each macro takes, in the notation of xparse. */
export const SIGNATURES: Readonly<Record<string, { signature: string }>> = Object.fromEntries([
  ...named([...CITATIONS].join(' ').replace(' footnotemark', ''), CITE),
  ...named([...DROPPED].join(' '), `s ${ONE}`),
  ...named(CONTENT, ONE),
  ...named(Object.keys(ACCENTS).join(' '), ONE),
  ...named('frac dfrac tfrac cfrac nicefrac binom dbinom tbinom href textcolor colorbox hyperlink SI', 'm m'),
  ...named('sqrt', 'o m'),
  ...named('enquote footnote textsuperscript textsubscript pmod', ONE),
  ...named('item', ''),
  ...named('stackrel overset underset', 'm m'),
]);
