import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../src/text/printable.ts';

describe('printable', () => {
  it('keeps words, line ends and emoji, and nothing that steers a terminal', () => {
    expect(printable('ε=7.0\r\n\u001b[31mred\u0007\t👩‍🔬\u202e!')).toBe('ε=7.0\nred 👩‍🔬!');
  });

  it('leaves nothing that is not seen, and keeps the flags that are made of tags', () => {
    expect(printable('pay\u200bpal\u00ad \u200fabc\u2060 🏴󠁧󠁢󠁳󠁣󠁴󠁿')).toBe('paypal abc 🏴󠁧󠁢󠁳󠁣󠁴󠁿');
  });

  it('leaves no half of a pair of code units, which no message may hold', () => {
    expect(printable('cut \ud83d here, \udd2c there, 🔬 whole')).toBe(
      'cut \ufffd here, \ufffd there, 🔬 whole',
    );
  });

  it('never leaves a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      }),
    );
  });
});
