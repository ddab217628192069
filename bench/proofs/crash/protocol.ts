import { z } from 'zod';
import { Schedule } from '../../../src/announcements/rule.ts';
import { ConversationId } from '../../../src/conversation.ts';

/** What the proof and the process that it kills say to each other. */

/** Where a process may kill itself, each counted by itself: no gap between two instructions that matter lies elsewhere. */
export const POINTS = ['statement', 'in a transaction', 'request', 'answer'] as const;
const Point = z.enum(POINTS);
export type Point = z.infer<typeof Point>;

const Follow = z.object({
  conversation: ConversationId,
  isDirect: z.boolean(),
  /** Absent: everything. */
  category: z.string().optional(),
  schedule: Schedule,
});
export type Follow = z.infer<typeof Follow>;

const ProofPaper = z.object({ number: z.int(), category: z.string() });
export type ProofPaper = z.infer<typeof ProofPaper>;

export const Task = z.object({
  file: z.string(),
  /** The simulated time is so much later than the machine's. */
  offsetMs: z.number(),
  discord: z.object({ apiUrl: z.string(), token: z.string(), applicationId: z.string() }),
  slack: z.object({ apiUrl: z.string(), botToken: z.string() }),
  follows: z.array(Follow),
  /** All that the source has told so far. */
  papers: z.array(ProofPaper),
  /** What is to be tried again later than this is left to the next process. */
  patienceMs: z.number(),
  kill: z.object({ point: Point, after: z.int() }).optional(),
  /** A poster that has forgotten that it tried before: for the test that the proof can fail. */
  isForgetful: z.boolean(),
});
export type Task = z.infer<typeof Task>;

/** Moves the time. */
export const Moved = z.object({ offsetMs: z.number() });
export type Moved = z.infer<typeof Moved>;

const Passed = z.record(Point, z.int());
export const FromChild = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('wait'), ms: z.number() }),
  /** How many points of each kind it has passed. */
  z.object({ type: z.literal('done'), passed: Passed }),
]);
export type FromChild = z.infer<typeof FromChild>;
export type Passed = z.infer<typeof Passed>;
