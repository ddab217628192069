/** What the program and the thread that runs the model say to each other. */

/** `close` is answered by the thread's end, once it has finished what it was asked before. */
export type Request =
  | { readonly kind: 'embed'; readonly id: number; readonly text: string }
  | { readonly kind: 'close' };

export type Response =
  | { readonly kind: 'ready'; readonly model: string }
  | { readonly kind: 'vector'; readonly id: number; readonly vector: Float32Array }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
