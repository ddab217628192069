import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A question with what a right answer holds, one JSON object a line; the format is told in `test/eval/README.md`. */
export const EvaluationQuestion = z.object({
  id: z.string().min(1),
  type: z.enum(['find', 'fact', 'meta', 'none', 'messy']),
  question: z.string().min(1),
  papers: z.array(z.string()),
  answer: z.array(z.string()),
  set: z.boolean().optional(),
});
export type EvaluationQuestion = z.infer<typeof EvaluationQuestion>;

/** Throws with the line's number where a line is no question. */
export function readQuestions(path: string): EvaluationQuestion[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      const parsed = EvaluationQuestion.safeParse(JSON.parse(line));
      if (!parsed.success) throw new Error(`${path}, line ${number}: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    });
}
