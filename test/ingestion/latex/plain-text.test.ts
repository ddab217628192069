import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPlainText } from '../../../src/ingestion/latex/plain-text.ts';

describe('toPlainText', () => {
  it.each([
    [String.raw`$\varepsilon=7.0$ gives 73.5\% accuracy`, 'ε=7.0 gives 73.5% accuracy'],
    [String.raw`up to $9\%$ in accuracy`, 'up to 9% in accuracy'],
    [String.raw`80\%, 94\% of`, '80%, 94% of'],
    [String.raw`\unlearning and \untraining, illustrated`, 'unlearning and untraining, illustrated'],
    [String.raw`our \method{} is`, 'our method is'],
    [
      String.raw`the insights of \citet{a2019b}, \citet{c_d}, and \citet{e}. Our`,
      'the insights of, and. Our',
    ],
    [String.raw`as shown \citep{x_y} before (see \cite{a,b})`, 'as shown before (see)'],
    [String.raw`in prior work (\cite{a}; \cite{b}).`, 'in prior work.'],
    ["to ``delete'' it, the model's", "to “delete” it, the model's"],
    [
      String.raw`H\"older, Fr\'echet, Erd\H{o}s, na\"{\i}ve \L{}ukasz`,
      'Hölder, Fréchet, Erdős, naïve Łukasz',
    ],
    ['pixel-wise $l^p$-difference', 'pixel-wise lᵖ-difference'],
    ['$f$-DP curves', 'f-DP curves'],
    [String.raw`spanning ${'$'}{\sim}50\times$ in`, 'spanning ∼50× in'],
    ['from $5 and $10 to $20', 'from $5 and $10 to $20'],
    [String.raw`from $\sim$20 to $\leq$7.5 in 256$\times$256`, 'from ∼20 to ≤7.5 in 256×256'],
    [String.raw`a "normal" one, $a\neq b$`, 'a "normal" one, a ≠ b'],
    [String.raw`$\sup_{x\geq 2} f_{x} + N_\text{rec} + 1$`, 'sup_(x ≥ 2) fₓ + N_rec + 1'],
    [String.raw`$67.4 \pm 0.5\,{\rm km\,s^{-1}\,Mpc^{-1}}$`, '67.4 ± 0.5 km s⁻¹ Mpc⁻¹'],
    [String.raw`$x \not\in A$, $2^{\aleph_0}$, $e^{-x^2/2}$`, 'x ∉ A, 2^(ℵ₀), e^(-x²/2)'],
    [String.raw`$\operatorname{Spec} R$, $\deg f$, 90\deg`, 'Spec R, deg f, 90°'],
    [String.raw`La$_3$Ni$_2$O$_7$ at $10^5\,M_\odot$`, 'La₃Ni₂O₇ at 10⁵ M_⊙'],
    [String.raw`$\overline{\mathcal{M}}_{g,n}$ over $\mathbb{Z}/p\mathbb{Z}$`, 'M̄_(g,n) over ℤ/pℤ'],
    [String.raw`$B^0_s \to \mu^+\mu^-$ at $\sqrt{s}=13$ TeV`, 'B⁰ₛ → μ⁺μ⁻ at √s=13 TeV'],
    ['costs $5 million', 'costs $5 million'],
    [String.raw`costs \$5 per 100\$`, 'costs $5 per 100$'],
    ['a stray }] and { here', 'a stray }] and { here'],
    [String.raw`unbalanced $x = 5 \alpha`, 'unbalanced $x = 5 α'],
    [String.raw`\textit{Step-Decomposed Influence (SDI)}, which`, 'Step-Decomposed Influence (SDI), which'],
    [String.raw`the \enquote{intersection} rule`, 'the “intersection” rule'],
    [String.raw`$r \in \{1, 2, 4, 8\}$`, 'r ∈ {1, 2, 4, 8}'],
    ['($φ{=}0$) and $R^2 = 0.997$', '(φ=0) and R² = 0.997'],
    ['$10^{-3}$ and $x_i$, $x_{ij}$', '10⁻³ and xᵢ, xᵢⱼ'],
    [String.raw`$O(n \log n)$ and $\log{n}$`, 'O(n log n) and log n'],
    [String.raw`$\mathbb{R}^n$, $\mathcal{O}(n)$, $\hat{θ}$`, 'ℝⁿ, O(n), θ̂'],
    [String.raw`$\frac{1}{2}$ and $\frac{a+b}{c}$, $\sqrt{n}$`, '1/2 and (a+b)/c, √n'],
    [String.raw`\textbf{Bold} {\em soft} text`, 'Bold soft text'],
    [String.raw`90$^{\circ}$ and 5~nm`, '90° and 5 nm'],
    [String.raw`50% of x_i & y #1 \emph{all}`, '50% of x_i & y #1 all'],
    [
      String.raw`\href{https://a.org/b_c}{here} \url{https://x.org/~me/y_z%20}`,
      'here (https://a.org/b_c) https://x.org/~me/y_z%20',
    ],
    [String.raw`https://github.com/a/b\_c and \emph{more}`, 'https://github.com/a/b_c and more'],
  ])('reads %s', (latex, plain) => {
    expect(toPlainText(latex)).toBe(plain);
  });

  it('leaves text without TeX as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = text.replace(/[\\${}~`]/g, '');
        expect(toPlainText(plain)).toBe(plain);
      }),
    );
  });

  it('survives what nobody would write', () => {
    const hostile = [
      '{'.repeat(5000),
      '$'.repeat(999),
      '\\'.repeat(999),
      '\\frac'.repeat(500),
      `$${'^'.repeat(200)}$`,
    ];
    for (const text of hostile) expect(typeof toPlainText(text)).toBe('string');
    expect(toPlainText(`\\alpha ${'x '.repeat(500_000)}`)).toHaveLength(1_000_007);
    expect(toPlainText('$$ \\left{ \\begin{a} } ^_')).not.toBe('');
  });

  it('never throws and never leaves its own marks', () => {
    const piece = fc.constantFrom(
      '\\',
      '$',
      '{',
      '}',
      '^',
      '_',
      '~',
      '%',
      '``',
      "''",
      'a',
      ' ',
      '\\frac',
      '\\cite{a}',
      '\\begin{x}',
      '\\%',
      '[',
      ']',
      '5',
      '\\left',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(toPlainText(pieces.join(''))).not.toMatch(/[\uE000-\uF8FF]/);
      }),
    );
  });
});
