import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { shippedDataPath } from '../src/shipped-data.ts';
import { evaluateDataset } from './dataset-eval.ts';
import { openEngine } from './engine.ts';
import { readQuestions } from './question.ts';
import { askQuestions, formatScores, formatWrong, readPapers, scoreQuestions } from './question-eval.ts';

// `npm run eval` asks the committed questions; `--questions FILE` others, `--papers FILE` of other papers,
// `--verbose` shows what went wrong, `--no-meaning` finds by words alone. `--dataset FOLDER` measures the engine on a retrieval collection.
const { values } = parseArgs({
  allowNegative: true,
  options: {
    dataset: { type: 'string' },
    questions: { type: 'string', default: 'test/eval/questions.jsonl' },
    papers: { type: 'string', default: shippedDataPath('papers.json') },
    meaning: { type: 'boolean', default: true },
    verbose: { type: 'boolean', default: false },
  },
});

async function evaluateQuestions(): Promise<string[]> {
  const { engine, hasMeaning, close } = await openEngine(readPapers(values.papers), {
    isWanted: values.meaning,
  });
  const judged = await askQuestions(readQuestions(values.questions), { engine, now: new Date() });
  await close();
  const wrong = values.verbose ? judged.filter(({ verdict }) => !verdict.right).flatMap(formatWrong) : [];
  const how = hasMeaning ? 'by words and meaning' : 'by words alone';
  return [...wrong, `${basename(values.questions)}, ${how}`, ...formatScores(scoreQuestions(judged))];
}

const needed = values.dataset === undefined ? [values.questions, values.papers] : [values.dataset];
const missing = needed.find((path) => !existsSync(path));
if (missing === undefined) {
  const lines =
    values.dataset === undefined
      ? await evaluateQuestions()
      : await evaluateDataset(values.dataset, values.meaning);
  for (const line of lines) process.stdout.write(`${line}\n`);
} else {
  process.stderr.write(`There is no ${missing}\n`);
  process.exitCode = 66;
}
