import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { parseLine } from '../../src/commands/parse-line.ts';
import { openBot } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { encodeConversation } from '../../src/conversation.ts';
import { createLogger } from '../../src/logger.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { sentences } from '../../src/text/sentences.ts';
import * as does from '../standins/language-model/behaviours.ts';
import { startLanguageModel } from '../standins/language-model/index.ts';

/** The bot as the programs start it, over the papers that come with it. */

const folder = mkdtempSync(join(tmpdir(), 'labrarian-writer-'));
const standIn = await startLanguageModel();
afterAll(async () => {
  await standIn.close();
  rmSync(folder, { recursive: true, force: true });
});

const QUESTIONS = [
  'How does differential privacy affect the accuracy of medical image models?',
  'How many papers have code?',
  'What is the capital of Australia?',
];

async function ask(env: Readonly<Record<string, string>>): Promise<{ replies: Reply[]; log: string }> {
  const config = loadConfig({ DATA_DIR: folder, MEANING: 'no', LOG_LEVEL: 'trace', ...env }, folder);
  let log = '';
  const logger = createLogger(config, 'warn', { write: (line) => (log += line) });
  const bot = await openBot({ config, logger, now: () => new Date('2026-06-30T12:00:00Z') });
  const replies: Reply[] = [];
  for (const question of QUESTIONS)
    replies.push(
      await bot.dispatch({
        ...parseLine(question, COMMAND_DEFINITIONS),
        actor: { id: 'terminal:test', name: 'test', mayManage: true },
        conversation: encodeConversation('terminal', ['test']),
        isDirect: true,
        locale: 'en',
      }),
    );
  await bot.close();
  return { replies, log };
}

const MODEL = {
  LLM_BASE_URL: standIn.baseUrl,
  LLM_MODEL: 'parrot-7b',
  LLM_API_KEY: 'sk-hunter2',
  LLM_CONTEXT_TOKENS: '32768',
};

it('asks no model by default; one that fails changes no reply', async () => {
  const plain = await ask({});
  expect(standIn.requests).toEqual([]);

  standIn.behave(does.refuses(401));
  const failing = await ask(MODEL);
  expect(failing.replies).toEqual(plain.replies);
  expect(standIn.requests).toHaveLength(1);
  expect(standIn.requests[0]?.headers.authorization).toBe('Bearer sk-hunter2');
  expect(failing.log).toContain('Status 401');
  for (const { log } of [plain, failing]) expect(log).not.toMatch(/hunter2|differential|capital/);
});

it('shows the words of one that keeps to the papers, all of which it has read', async () => {
  standIn.behave(
    does.writes((prompt) => {
      expect(does.passagesOf(prompt).size).toBe(50);
      const [number, abstract = ''] = [...does.passagesOf(prompt)][0] ?? [];
      const [first] = sentences(abstract);
      return `${first?.text.replace(/[.]$/, '')} [${number}].`;
    }),
  );
  const { replies } = await ask(MODEL);
  const [written, counted] = replies.map(renderText);
  expect(written).toContain('Written by a language model (parrot-7b) from the quoted abstracts.');
  expect(written).toMatch(/ \[1\]\.\n/);
  expect(counted).not.toContain('language model');
});
