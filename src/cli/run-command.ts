import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { EXIT, run } from './entry.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Line<O extends Options> = Pick<
  ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>,
  'values' | 'positionals'
>;

const HELP = { help: { type: 'boolean', short: 'h' } } as const;

export type CommandLine<O extends Options> = {
  /** Shown for `--help`. */
  readonly usage: string;
  readonly options: O;
  /** Whether words beside the options are expected; elsewhere they are an error. */
  readonly allowPositionals?: boolean;
};

/** Runs a command of the command line with its options read; `--help` prints its usage instead. */
export async function runCommand<const O extends Options>(
  { usage, options, allowPositionals = false }: CommandLine<O>,
  command: (config: Config, line: Line<O>) => Promise<number>,
): Promise<void> {
  await run(async (config, args) => {
    const line = parseArgs({ args: [...args], allowPositionals, options: { ...options, ...HELP } });
    if ('help' in line.values) {
      process.stdout.write(usage);
      return EXIT.ok;
    }
    return command(config, line as Line<O>);
  });
}
