import { readFileSync, writeFileSync } from 'node:fs';
import { withCommandTable } from './docs/command-table.ts';
import { documentedCommands } from './docs/documented-commands.ts';

const commands = await documentedCommands();
writeFileSync('README.md', withCommandTable(readFileSync('README.md', 'utf8'), commands));
process.stdout.write(`README.md: ${commands.length} commands\n`);
