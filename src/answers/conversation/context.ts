import { z } from 'zod';
import { CategoryCode, PaperDate, PaperId } from '../../paper.ts';
import type { Intent } from '../interpretation.ts';

/** Papers of one turn that a later one may speak of: more are never counted off by hand. */
export const MAX_SHOWN = 500;

const Name = z.string().min(1).max(200);

/** Parts of a paper that are shown on request. */
export const View = z.enum(['card', 'abstract', 'citation', 'link']);
export type View = z.infer<typeof View>;

const INTENTS = [
  'greeting',
  'help',
  'off-topic',
  'count',
  'who',
  'when',
  'define',
  'code',
  'list',
  'tally',
  'compare',
  'overview',
  'find',
  'yes-no',
  'fact',
] as const satisfies readonly Intent[];

/** What a turn wanted, of which papers: its constraints and the words that it searched, never its text. */
export const Scope = z.object({
  intent: z.enum(INTENTS),
  view: View.optional(),
  /** The words that asked (`how many`), as far as an answer depends on them. */
  cue: z.string().max(60),
  words: z.string().max(2000),
  /** For each person spoken of, the listed names that may be meant. */
  people: z.array(z.array(Name).max(50)).max(20),
  excluded: z.array(z.array(Name).max(50)).max(20),
  firstAuthor: z.boolean(),
  laterAuthor: z.literal(true).optional(),
  place: z.union([z.number(), z.literal('last')]).optional(),
  named: z.array(PaperId).max(50),
  categories: z.array(CategoryCode).max(50),
  from: PaperDate.optional(),
  to: PaperDate.optional(),
  hasCode: z.boolean().optional(),
  organisation: z.string().max(200).optional(),
  without: z.array(z.string().max(200)).max(50),
  tally: z
    .object({
      of: z.enum(['people', 'years', 'months', 'categories']),
      limit: z.number().optional(),
      least: z.boolean(),
      number: z.boolean(),
    })
    .optional(),
  /** The papers that it kept to, where its constraints do not tell them. */
  within: z.array(PaperId).max(MAX_SHOWN).optional(),
});
export type Scope = z.infer<typeof Scope>;

/** A command with its arguments, as a reply's `confirms` has it. */
const Asked = z.object({
  command: z.string().min(1).max(60),
  args: z.record(z.string().max(60), z.string().max(2000)),
  page: z.int().min(1).optional(),
});

/** A row of the list that was shown last, by the number that stands before it. */
export const ListedRow = z.object({
  number: z.int().min(1),
  /** Absent where the row is no paper. */
  paper: PaperId.optional(),
});
export type ListedRow = z.infer<typeof ListedRow>;

/** What one side of a conversation remembers between turns; small, plain data, kept by the caller. */
export const AnswerContext = z.object({
  /** The papers last shown, in the order shown. */
  shown: z.array(PaperId).max(MAX_SHOWN),
  /** How many of them stood before those in view. */
  before: z.int().min(0),
  /** How many were in view. */
  inView: z.int().min(0),
  /** The one paper that was spoken of last. */
  focus: PaperId.optional(),
  /** People among whom a choice was offered, by their listed names. */
  people: z.array(Name).max(50),
  /** What the papers shown were asked by. */
  scope: Scope.optional(),
  /** What was asked last, perhaps of one of them. */
  last: Scope.optional(),
  /** The rows of the list that was shown last, whatever was spoken of since; kept by dispatch alone. */
  rows: z.array(ListedRow).max(MAX_SHOWN).optional(),
  /** What was just asked to be confirmed, as what "yes" does; kept by dispatch alone, for one turn. */
  asked: Asked.optional(),
});
export type AnswerContext = z.infer<typeof AnswerContext>;

export const EMPTY_CONTEXT: AnswerContext = { shown: [], before: 0, inView: 0, people: [] };

/** Whether there is nothing to go on from. */
export function isEmpty({ shown, focus, scope, people, rows = [], asked }: AnswerContext): boolean {
  const isOfNothing = shown.length === 0 && focus === undefined && scope === undefined && people.length === 0;
  return isOfNothing && rows.length === 0 && asked === undefined;
}
