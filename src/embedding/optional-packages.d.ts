// The optional packages' own types cannot be had where they are not installed, and the program is compiled there too.

declare module 'onnxruntime-node' {
  export class Tensor {
    constructor(type: 'int64', data: BigInt64Array, dimensions: readonly number[]);
  }
  export class InferenceSession {
    static create(
      model: Uint8Array,
      options: { intraOpNumThreads: number; interOpNumThreads: number },
    ): Promise<InferenceSession>;
    run(feeds: Readonly<Record<string, Tensor>>): Promise<Record<string, { readonly data: Float32Array }>>;
  }
}

declare module '@huggingface/tokenizers' {
  export class Tokenizer {
    constructor(tokenizer: unknown, config: unknown);
    encode(text: string): { readonly ids: readonly number[] };
  }
}
