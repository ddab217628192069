import { plugins } from '@citation-js/core';
import '@citation-js/plugin-csl';
import type { Paper } from '../paper.ts';
import { AND_OTHERS, toCslItem } from './csl-item.ts';

/** A reference in the style of the American Psychological Association, plain text on one line. */
export function toApa(paper: Paper): string {
  const reference = plugins.output.format('bibliography', [toCslItem(paper)], {
    template: 'apa',
    lang: 'en-US',
    format: 'text',
  });
  return reference.trim().replace(/\s+/g, ' ').replace(`, & ${AND_OTHERS}`, `, ${AND_OTHERS}`);
}
