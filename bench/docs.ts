import { readFileSync, writeFileSync } from 'node:fs';
import { answersPage } from './docs/answers-page.ts';
import { withCommandTable } from './docs/command-table.ts';
import { documentedCommands } from './docs/documented-commands.ts';

const commands = await documentedCommands();
writeFileSync('README.md', withCommandTable(readFileSync('README.md', 'utf8'), commands));
writeFileSync('docs/answers.md', await answersPage());
process.stdout.write(`README.md: ${commands.length} commands; docs/answers.md\n`);
