import type { Engine } from '../engine/engine.ts';

/** `author:ada okafor` without quotation marks: where that is somebody's whole name, all of it is the author. */

type Args = Readonly<Record<string, string>>;

const MAX_WORDS = 3;
/** The commands whose filters stand among their words, and the argument that has those. */
const WORDS: Readonly<Record<string, string>> = { paper: 'query', topic: 'words' };

async function isSomebody(name: string, engine: Engine): Promise<boolean> {
  const found = await engine.author(name);
  return found.kind === 'one' && found.spelling !== 'corrected';
}

/** The arguments with the words that belong to the author's name with it, whether they stand first or last among the words. */
export async function withWholeName(command: string, args: Args, engine: Engine): Promise<Args> {
  const key = WORDS[command] ?? '';
  const { author } = args;
  const typed = args[key];
  if (author === undefined || typed === undefined || /\s/.test(author) || typed.includes('"')) return args;
  const words = typed.trim().split(/\s+/);
  for (let length = Math.min(MAX_WORDS, words.length); length > 0; length -= 1) {
    for (const start of [0, words.length - length]) {
      const name = [author, ...words.slice(start, start + length)].join(' ');
      if (!(await isSomebody(name, engine))) continue;
      const rest = words.toSpliced(start, length).join(' ');
      const { [key]: _, ...others } = args;
      return { ...others, author: name, ...(rest !== '' && { [key]: rest }) };
    }
  }
  return args;
}
