import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { shippedDataPath } from '../src/shipped-data.ts';
import { evaluateDataset } from './dataset-eval.ts';
import { openEngine } from './engine.ts';
import { readQuestions } from './question.ts';
import { askQuestions, formatScores, formatWrong, readPapers, scoreQuestions } from './question-eval.ts';
import { differences, openWithStream, readStream } from './stream-check.ts';

// `npm run eval` asks the committed questions; `--questions FILE` others, `--papers FILE` of other papers,
// `--verbose` shows what went wrong, `--no-meaning` finds by words alone. `--dataset FOLDER` measures the engine on a retrieval collection.
// `--with-stream FILE` puts `--stream-papers` (2,000) of a collection of new papers into the stream beside the library, and fails where that
// changes anything that is said of the library.
const { values } = parseArgs({
  allowNegative: true,
  options: {
    dataset: { type: 'string' },
    questions: { type: 'string', default: 'test/eval/questions.jsonl' },
    papers: { type: 'string', default: shippedDataPath('papers.json') },
    meaning: { type: 'boolean', default: true },
    verbose: { type: 'boolean', default: false },
    'with-stream': { type: 'string' },
    'stream-papers': { type: 'string', default: '2000' },
  },
});

async function compareWithStream(path: string): Promise<string[]> {
  const papers = readPapers(values.papers);
  const stream = readStream(path, Number(values['stream-papers']), papers);
  const meaning = { isWanted: values.meaning };
  const [plain, full] = [await openEngine(papers, meaning), await openWithStream(papers, stream, meaning)];
  const questions = readQuestions(values.questions);
  const found = await differences([plain.engine, full.engine], { questions, stream, now: new Date() });
  const size = full.engine.size('stream');
  await plain.close();
  await full.close();
  process.exitCode = found.length === 0 ? 0 : 1;
  const told = found.length === 0 ? 'everything said of the library is the same' : 'said otherwise:';
  return [`With ${size} papers in the stream: ${told}`, ...found];
}

async function evaluateQuestions(): Promise<string[]> {
  const { engine, hasMeaning, close } = await openEngine(readPapers(values.papers), {
    isWanted: values.meaning,
  });
  const judged = await askQuestions(readQuestions(values.questions), { engine, now: new Date() });
  await close();
  const wrong = values.verbose ? judged.filter(({ verdict }) => !verdict.right).flatMap(formatWrong) : [];
  const how = hasMeaning ? 'by words and meaning' : 'by words alone';
  const compared = values['with-stream'] === undefined ? [] : await compareWithStream(values['with-stream']);
  return [
    ...wrong,
    `${basename(values.questions)}, ${how}`,
    ...formatScores(scoreQuestions(judged)),
    ...compared,
  ];
}

const needed =
  values.dataset === undefined
    ? [
        values.questions,
        values.papers,
        ...(values['with-stream'] === undefined ? [] : [values['with-stream']]),
      ]
    : [values.dataset];
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
