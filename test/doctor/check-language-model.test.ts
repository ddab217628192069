import { afterAll, expect, it } from 'vitest';
import { checkLanguageModel } from '../../src/doctor/check-language-model.ts';
import * as does from '../standins/language-model/behaviours.ts';
import { startLanguageModel } from '../standins/language-model/index.ts';

const standIn = await startLanguageModel();
afterAll(() => standIn.close());

const CONFIG = {
  baseUrl: standIn.baseUrl,
  model: 'parrot-7b',
  apiKey: 'sk-hunter2',
  contextTokens: 4096,
  dailyTokens: 100_000,
  timeoutMs: 5000,
};

it('says that none is needed', async () => {
  expect(await checkLanguageModel(undefined)).toMatchObject([{ level: 'note' }]);
});

it('says that the model answers, and where questions go', async () => {
  standIn.behave(does.writes('ready'));
  const findings = await checkLanguageModel(CONFIG);
  expect(findings.map(({ level }) => level)).toEqual(['fine', 'fine']);
  expect(findings[0]?.text).toContain(new URL(standIn.baseUrl).host);
});

it.each([
  [does.refuses(401), 'LLM_API_KEY'],
  [does.refuses(404), 'LLM_MODEL'],
  [does.refuses(429), 'limit'],
  [does.stalls, 'LLM_TIMEOUT_SECONDS'],
  [does.sends('<html>', { 'content-type': 'text/html' }), 'LLM_BASE_URL'],
])('says what to do where it does not', async (behaviour, advice) => {
  standIn.behave(behaviour);
  const findings = await checkLanguageModel({ ...CONFIG, timeoutMs: behaviour === does.stalls ? 50 : 5000 });
  expect(findings).toMatchObject([{ level: 'problem', advice: expect.stringContaining(advice) }]);
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});
