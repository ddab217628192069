import { plugins } from '@citation-js/core';
import '@citation-js/plugin-csl';
import type { Paper } from '../paper.ts';
import { toCslItem } from './csl-item.ts';

/** Stands among the authors for those that the source did not tell. */
const AND_OTHERS = 'et al.';

/** The style is compiled when it is first used, which takes about a second in which nothing else is answered: a service does it first. */
export function prepareApa(): void {
  plugins.output.format('bibliography', [{ type: 'article', title: '-' }], {
    template: 'apa',
    lang: 'en-US',
    format: 'text',
  });
}

/** A reference in the style of the American Psychological Association, plain text on one line. */
export function toApa(paper: Paper): string {
  const item = toCslItem(paper);
  const author = paper.authorsComplete ? item.author : [...item.author, { literal: AND_OTHERS }];
  const reference = plugins.output.format('bibliography', [{ ...item, author }], {
    template: 'apa',
    lang: 'en-US',
    format: 'text',
  });
  return reference.trim().replace(/\s+/g, ' ').replace(`, & ${AND_OTHERS}`, `, ${AND_OTHERS}`);
}
