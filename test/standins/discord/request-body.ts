import type { IncomingMessage } from 'node:http';
import { invalidJson } from './api-error.ts';
import type { AttachedFile } from './message-payload.ts';

export type RequestBody = { readonly body: unknown; readonly files: readonly AttachedFile[] };

async function bytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw invalidJson();
  }
}

/** JSON, or a form with `payload_json` and files beside it. No body: undefined. @throws ApiError 50109 */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const raw = await bytes(request);
  const type = request.headers['content-type'] ?? '';
  if (raw.length === 0) return { body: undefined, files: [] };
  if (!type.startsWith('multipart/form-data')) {
    return { body: parsed(raw.toString('utf8')), files: [] };
  }
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
  const json = form.get('payload_json');
  const files = await Promise.all(
    [...form.values()]
      .filter((value) => typeof value !== 'string')
      .map(async (file) => ({ name: file.name, type: file.type, text: await file.text() })),
  );
  return { body: typeof json === 'string' ? parsed(json) : undefined, files };
}
