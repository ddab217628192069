import type { LanguageModelConfig } from '../config.ts';
import { CompletionError, complete } from '../language-model/chat-completion.ts';
import { type Finding, fine, note, problem } from './finding.ts';

const QUESTION = 'Write the one word: ready';

function failure({ failure: kind, message }: CompletionError): Finding {
  const text = `The language model does not answer: ${message} (${kind}).`;
  if (/\b40[13]\b/.test(message)) return problem(text, 'Check LLM_API_KEY.');
  if (/\b404\b/.test(message))
    return problem(text, 'Check LLM_MODEL, and that LLM_BASE_URL ends as its server says, mostly in /v1.');
  if (/\b429\b/.test(message)) return problem(text, 'The account has reached its limit there.');
  if (kind === 'timeout')
    return problem(
      text,
      'A model that is just being loaded may need longer: try again, or raise LLM_TIMEOUT_SECONDS.',
    );
  return problem(text, 'Check LLM_BASE_URL, and that its server runs and streams /chat/completions.');
}

/** Whether the model answers, by a question of one line, which costs a few tokens. */
export async function checkLanguageModel(config: LanguageModelConfig | undefined): Promise<Finding[]> {
  if (config === undefined) return [note('None: answers are quoted from the papers, which needs none.')];
  const { model, contextTokens, dailyTokens, timeoutMs } = config;
  try {
    const options = { endpoint: config, timeoutMs, now: () => new Date() };
    await complete([{ role: 'user', content: QUESTION }], options);
  } catch (error) {
    if (!(error instanceof CompletionError)) throw error;
    return [failure(error)];
  }
  return [
    fine(`${model} answers. Questions and abstracts are sent to ${new URL(config.baseUrl).host}.`),
    fine(`It gets up to ${contextTokens} tokens a question, ${dailyTokens} a day.`),
  ];
}
