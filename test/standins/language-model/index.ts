import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { type Behaviour, writes } from './behaviours.ts';

/** What the client may send: nothing beside it, since some endpoints refuse fields that they do not know. */
const Body = z.strictObject({
  model: z.string(),
  messages: z.array(z.strictObject({ role: z.enum(['system', 'user']), content: z.string() })),
  stream: z.literal(true),
});

/** One request as it came; `body` has passed the schema. */
export type RecordedRequest = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: z.infer<typeof Body>;
  /** The last message. */
  readonly prompt: string;
};

export type LanguageModelStandIn = {
  /** With `/v1`. */
  readonly baseUrl: string;
  readonly requests: readonly RecordedRequest[];
  /** What it does from now on; it writes `Hello [1].` before anything is said. */
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
};

/** A loopback endpoint for `/chat/completions` that does what it is told, lies and failures included. */
export async function startLanguageModel(): Promise<LanguageModelStandIn> {
  const requests: RecordedRequest[] = [];
  let behaviour: Behaviour = writes('Hello [1].');
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Body.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    if (request.url !== '/v1/chat/completions' || !body.success) {
      response.writeHead(400).end();
      return;
    }
    const prompt = body.data.messages.at(-1)?.content ?? '';
    requests.push({ path: request.url, headers: request.headers, body: body.data, prompt });
    behaviour(response, prompt);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    behave: (next) => {
      behaviour = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
