import { plugins } from '@citation-js/core';
import '@citation-js/plugin-ris';
import type { Paper } from '../paper.ts';
import { toCslItem } from './csl-item.ts';

/** A RIS record; a cut author list ends in the author `et al.`, as the format has no other way to say it. */
export function toRis(paper: Paper): string {
  const record = plugins.output.format('ris', [toCslItem(paper)]);
  return (
    record
      // Long values come broken in the midst of words.
      .replace(/\n(?![A-Z][A-Z0-9] {2}- )/g, '')
      .replace(/^(DA {2}- .*)$/m, (date) => date.replace(/\/(\d)(?=\/)/g, '/0$1'))
      .trim()
  );
}
