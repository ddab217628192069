/** The parts of a command's definition that the README shows. */
export type DocumentedCommand = {
  readonly name: string;
  readonly description: string;
  readonly options: readonly { readonly name: string; readonly required?: boolean }[];
  /** Whole lines to type. */
  readonly examples: readonly string[];
};

const START = '<!-- commands: made by `npm run docs` -->';
const END = '<!-- end of commands -->';

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function usage({ name, options }: DocumentedCommand): string {
  const words = options.map((option) => (option.required ? option.name : `[${option.name}]`));
  return [`/${name}`, ...words].join(' ');
}

/** A Markdown table with a row for each command: how it is typed, what it does, an example. */
export function renderCommandTable(commands: readonly DocumentedCommand[]): string {
  const rows = commands.map((command) => {
    const [example = `/${command.name}`] = command.examples;
    return `| \`${cell(usage(command))}\` | ${cell(command.description)} | \`${cell(example)}\` |`;
  });
  return ['| Command | What it does | For example |', '|---|---|---|', ...rows].join('\n');
}

/** The page with its table of commands replaced. Throws where the page has no place for it. */
export function withCommandTable(page: string, commands: readonly DocumentedCommand[]): string {
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  if (start < 0 || end < start) throw new Error(`The page has no ${START} ... ${END}`);
  return `${page.slice(0, start)}${START}\n${renderCommandTable(commands)}\n${page.slice(end)}`;
}
