import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { evaluateDataset } from './dataset-eval.ts';

// `npm run eval -- --dataset FOLDER` measures the engine on a retrieval collection.
const { values } = parseArgs({ options: { dataset: { type: 'string' } } });
if (values.dataset === undefined) {
  process.stderr.write('Name a collection: npm run eval -- --dataset FOLDER\n');
  process.exitCode = 64;
} else if (!existsSync(values.dataset)) {
  process.stderr.write(`There is no folder ${values.dataset}\n`);
  process.exitCode = 66;
} else {
  for (const line of await evaluateDataset(values.dataset)) process.stdout.write(`${line}\n`);
}
