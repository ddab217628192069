import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** The limit the model was trained with; what follows is not read. */
const MAX_TOKENS = 256;
/** More characters than that many tokens have in any text that is worth reading. */
const MAX_CHARACTERS = 8000;
const OUTPUT = 'last_hidden_state';

export type SentenceModel = {
  /** Fingerprint of the weights and the tokenizer, hexadecimal. */
  readonly hash: string;
  embed(text: string): Promise<Float32Array>;
};

/** The mean over the tokens (`hidden` has one row of `width` numbers for each), scaled to length 1. */
function meanOf(hidden: Float32Array, tokens: number): Float32Array {
  const width = hidden.length / tokens;
  const mean = new Float32Array(width);
  for (let at = 0; at < hidden.length; at++) {
    const column = at % width;
    mean[column] = (mean[column] ?? 0) + (hidden[at] ?? 0);
  }
  const length = Math.hypot(...mean);
  return length === 0 ? mean : mean.map((value) => value / length);
}

/**
 * Loads the model in a folder (ONNX weights, tokenizer). One thread: a question takes some 5 ms, an abstract some 50,
 * and others on the machine want to work too.
 */
export async function loadSentenceModel(folder: string): Promise<SentenceModel> {
  const [weights, tokenizerJson, config] = await Promise.all([
    readFile(join(folder, 'onnx', 'model_quantized.onnx')),
    readFile(join(folder, 'tokenizer.json'), 'utf8'),
    readFile(join(folder, 'tokenizer_config.json'), 'utf8'),
  ]);
  const tokenizer = new Tokenizer(JSON.parse(tokenizerJson), JSON.parse(config));
  const session = await InferenceSession.create(weights, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const end = tokenizer.encode('').ids.at(-1) ?? 0;

  /** Whole texts with their beginning and end marks; of long ones the beginning with the end mark. */
  function tokenIds(text: string): readonly number[] {
    const { ids } = tokenizer.encode(text.slice(0, MAX_CHARACTERS));
    return ids.length <= MAX_TOKENS ? ids : [...ids.slice(0, MAX_TOKENS - 1), end];
  }

  return {
    hash: createHash('sha256').update(weights).update(tokenizerJson).digest('hex').slice(0, 16),
    async embed(text) {
      const ids = tokenIds(text);
      const row = (value: (id: number) => number) =>
        new Tensor(
          'int64',
          BigInt64Array.from(ids, (id) => BigInt(value(id))),
          [1, ids.length],
        );
      const outputs = await session.run({
        input_ids: row((id) => id),
        attention_mask: row(() => 1),
        token_type_ids: row(() => 0),
      });
      const hidden = outputs[OUTPUT]?.data;
      if (hidden === undefined) throw new Error(`The model gives no ${OUTPUT}`);
      return meanOf(hidden, ids.length);
    },
  };
}
