import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { examplesOf } from '../../src/commands/examples.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { Paper } from '../../src/paper.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';
import type { DocumentedCommand } from './command-table.ts';

/** All commands, their examples filled from the papers that the program ships with. */
export async function documentedCommands(): Promise<DocumentedCommand[]> {
  const engine = createEngine();
  await engine.add(z.array(Paper).parse(JSON.parse(readFileSync(shippedDataPath('papers.json'), 'utf8'))));
  return Promise.all(
    COMMAND_DEFINITIONS.map(async (definition) => ({
      ...definition,
      examples: await examplesOf(definition, engine),
    })),
  );
}
