import { readFileSync, writeFileSync } from 'node:fs';
import { COMMAND_DEFINITIONS } from '../src/commands/commands.ts';
import { withCommandTable } from './docs/command-table.ts';

writeFileSync('README.md', withCommandTable(readFileSync('README.md', 'utf8'), COMMAND_DEFINITIONS));
process.stdout.write(`README.md: ${COMMAND_DEFINITIONS.length} commands\n`);
