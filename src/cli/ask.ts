import { setTimeout } from 'node:timers/promises';
import { COMMAND_DEFINITIONS } from '../commands/commands.ts';
import { parseLine } from '../commands/parse-line.ts';
import { type Bot, openBot } from '../compose.ts';
import { encodeConversation } from '../conversation.ts';
import { createLogger } from '../logger.ts';
import { renderText } from '../reply/render-text.ts';
import type { Reply } from '../reply/reply.ts';
import { printable } from '../text/printable.ts';
import { EXIT, tell } from './entry.ts';
import { readLines } from './lines.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run --silent ask -- [options] [QUESTION]

Answers one question, or each line of standard input where none is given. Commands work too: "/author NAME".

  --json          one line of JSON for each question
  --conversation  lines are turns of a conversation; an empty line starts a new one
  --explain       shows how the question is understood, and which words told it
  --help          this text
`;

type Options = { readonly json: boolean; readonly conversation: boolean; readonly explain: boolean };

/** The first answers after an ingestion wait so long for the papers' vectors, so that the same question gets the same answer. */
const SETTLING_MS = 10_000;

const ACTOR = { id: 'terminal:ask', name: 'ask', mayManage: true };

/** The line that is judged: quotes are substrings of the plain abstract. */
function jsonLine(question: string, reply: Reply): string {
  const { answered, kind, papers, quotes } = reply;
  return JSON.stringify({ question, answered, kind, text: renderText(reply), papers, quotes });
}

async function answerLine(bot: Bot, line: string, turn: number): Promise<Reply> {
  return bot.dispatch({
    ...parseLine(line, COMMAND_DEFINITIONS),
    actor: ACTOR,
    conversation: encodeConversation('terminal', ['ask', String(turn)]),
    isDirect: true,
    locale: 'en',
  });
}

async function settled(bot: Bot): Promise<void> {
  const cancel = new AbortController();
  await Promise.race([bot.settled(), setTimeout(SETTLING_MS, undefined, { signal: cancel.signal })]);
  cancel.abort();
}

/** Writes and waits where the reader is slower. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}

async function answerStream(bot: Bot, { json, conversation, explain }: Options): Promise<void> {
  let turn = 0;
  for await (const line of readLines(process.stdin)) {
    const isBreak = line.trim() === '' && conversation;
    if (isBreak || !conversation) turn += 1;
    if (isBreak) continue;
    if (explain) {
      await write(`${printable((await bot.explain(line)).join('\n'))}\n\n`);
      continue;
    }
    const reply = await answerLine(bot, line, turn);
    await write(json ? `${jsonLine(line, reply)}\n` : `${printable(renderText(reply))}\n\n`);
  }
}

const COMMAND_LINE = {
  usage: USAGE,
  options: {
    json: { type: 'boolean', default: false },
    conversation: { type: 'boolean', default: false },
    explain: { type: 'boolean', default: false },
  },
  allowPositionals: true,
} as const;

await runCommand(COMMAND_LINE, async (config, { values, positionals }) => {
  const logger = createLogger(config, 'warn');
  const bot = await openBot({ config, logger, now: () => new Date() });
  tell(bot.notice);
  try {
    await settled(bot);
    if (positionals.length === 0) {
      await answerStream(bot, values);
      return EXIT.ok;
    }
    const question = positionals.join(' ');
    if (values.explain) {
      await write(`${printable((await bot.explain(question)).join('\n'))}\n`);
      return EXIT.ok;
    }
    const reply = await answerLine(bot, question, 0);
    await write(`${values.json ? jsonLine(question, reply) : printable(renderText(reply))}\n`);
    return EXIT.ok;
  } finally {
    await bot.close();
  }
});
