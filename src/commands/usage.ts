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
