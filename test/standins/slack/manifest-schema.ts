import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import ajvFormats from 'ajv-formats';

const SCHEMA = join(import.meta.dirname, '..', '..', 'fixtures', 'specs', 'slack-manifest.schema.2.0.0.json');

/**
 * What Slack's published JSON schema (version 2) finds wrong with an app's manifest, one line each; nothing where it
 * is right. The schema says nothing of names that Slack keeps for itself.
 */
export function manifestErrors(manifest: unknown): string[] {
  const ajv = new Ajv({ allErrors: true, strict: false });
  ajvFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  if (validate(manifest)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath} ${message} ${JSON.stringify(params)}`.trim(),
  );
}
