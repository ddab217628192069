/** What the program and the thread that runs the model say to each other. */

export type Request = { readonly id: number; readonly text: string };

export type Response =
  | { readonly kind: 'ready'; readonly model: string }
  | { readonly kind: 'vector'; readonly id: number; readonly vector: Float32Array }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
