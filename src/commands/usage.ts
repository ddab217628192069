import { code, item, list, note, paragraph } from '../reply/build.ts';
import type { Block } from '../reply/reply.ts';
import type { CommandDefinition } from './command.ts';

/** `/cite PAPER [format]`. */
export function usage({ name, options }: CommandDefinition): string {
  const shown = options
    .filter(({ rest, choices }) => rest || choices !== undefined)
    .filter((option) => option.rest || options.length <= 2)
    .map(({ name: option, required, choices }) => {
      const label = choices === undefined ? option.toUpperCase() : choices.join('|');
      return required ? label : `[${label}]`;
    });
  return [`/${name}`, ...shown].join(' ');
}

/** What shows a command's use: examples, and what no example shows. */
export function exampleBlocks({ spokenOf }: CommandDefinition, examples: readonly string[]): Block[] {
  return [
    ...(examples.length > 0
      ? [paragraph('For example:'), list(examples.map((example) => item([code(example)])))]
      : []),
    ...(spokenOf?.tip === undefined ? [] : [note(spokenOf.tip)]),
  ];
}
