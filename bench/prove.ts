import { parseArgs } from 'node:util';
import { shippedDataPath } from '../src/shipped-data.ts';
import { crash } from './proofs/crash.ts';
import { fuzz } from './proofs/fuzz.ts';
import { replies } from './proofs/replies.ts';
import { year } from './proofs/year.ts';
import { readPapers } from './question-eval.ts';

type ProofOptions = {
  readonly runs: number;
  readonly seed: number;
  readonly print: (line: string) => void;
};

/** A proof too long for the tests, which run a small part of it. Returns a report where it failed. */
type Proof = {
  readonly about: string;
  readonly runs: number;
  prove(options: ProofOptions): Promise<string | undefined>;
};

const PROOFS: Readonly<Record<string, Proof>> = {
  fuzz: {
    about: 'arbitrary lines through every command: none crashes, none stays without a reply',
    runs: 20_000,
    prove: (options) => fuzz({ ...options, papers: readPapers(shippedDataPath('papers.json')) }),
  },
  crash: {
    about: 'the bot is killed at any instruction while platforms lose replies: each paper is told once',
    runs: 500,
    prove: crash,
  },
  replies: {
    about:
      'arbitrary replies on both platforms: within all limits, nothing lost without a word, nobody called',
    runs: 2000,
    prove: replies,
  },
  year: {
    about: 'a simulated year of arXiv and all that goes wrong in it: nothing missed, doubled or flooded',
    runs: 365,
    prove: year,
  },
};

const USAGE = [
  'Usage: npm run prove -- NAME [--runs NUMBER] [--seed NUMBER]',
  '',
  ...Object.entries(PROOFS).map(([name, { about, runs }]) => `  ${name}  ${about} (${runs} runs)`),
  '',
].join('\n');

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is no whole number`);
  return Number(text);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' }, seed: { type: 'string' } },
});
const [name = ''] = positionals;
const proof = Object.hasOwn(PROOFS, name) ? PROOFS[name] : undefined;
if (proof === undefined) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  const runs = wholeNumber(values.runs) ?? proof.runs;
  const seed = wholeNumber(values.seed) ?? Date.now() % 1_000_000_000;
  process.stdout.write(`${name}: ${runs} runs, seed ${seed}\n`);
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const report = await proof.prove({ runs, seed, print });
  process.stdout.write(`${report ?? 'proved'}\n`);
  if (report !== undefined) process.exitCode = 1;
}
