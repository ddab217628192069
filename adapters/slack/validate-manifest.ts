import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { SlackManifestConfig } from '../../src/config.ts';
import type { Logger } from '../../src/logger.ts';
import { createBoltLogger } from './bolt-logger.ts';
import type { Manifest } from './manifest.ts';
import { clientOptions } from './web.ts';

const WITHIN_MS = 15_000;

const Problems = z.object({
  error: z.string(),
  errors: z.array(z.object({ message: z.string(), pointer: z.string().default('') })).default([]),
});

/**
 * What Slack finds wrong with a manifest, one line each; nothing where it would make an app from it.
 *
 * @param configToken an app configuration token, which changes nothing here
 * @throws what Slack's client throws where Slack does not answer
 */
export async function validateManifest(
  manifest: Manifest,
  { configToken, apiUrl }: SlackManifestConfig & { readonly configToken: string },
  logger: Logger,
): Promise<string[]> {
  const web = new webApi.WebClient(
    configToken,
    clientOptions({ apiUrl }, WITHIN_MS, createBoltLogger(logger)),
  );
  try {
    await web.apiCall('apps.manifest.validate', { manifest: JSON.stringify(manifest) });
    return [];
  } catch (error) {
    if (!(error instanceof webApi.WebAPIPlatformError)) throw error;
    const { error: name, errors } = Problems.parse(error.data);
    return errors.length === 0
      ? [name]
      : errors.map(({ message, pointer }) => `${pointer} ${message}`.trim());
  }
}
