import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createManifest } from '../../adapters/slack/manifest.ts';
import { COMMAND_DEFINITIONS } from '../../src/commands/commands.ts';
import { buildFolder, type Finished, start } from '../compiled.ts';

let build = '';
beforeAll(() => {
  build = buildFolder();
}, 120_000);

function manifest(...args: readonly string[]): Promise<Finished> {
  return start([join(build, 'src/cli/manifest.js'), ...args], { SLACK_CONFIG_TOKEN: '' }).finished;
}

describe('manifest', () => {
  it('prints nothing but the manifest', async () => {
    const { code, stdout, stderr } = await manifest();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(createManifest(COMMAND_DEFINITIONS))));
  });

  it('takes an address only where it is one, and says what a question to Slack needs', async () => {
    expect((await manifest('--http', 'https://bot.lab.example')).stdout).toContain(
      'https://bot.lab.example/slack/events',
    );
    const wrong = await manifest('--http', 'javascript:alert(1)');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('is no address such as');
    const asked = await manifest('--validate');
    expect(asked.code).toBe(1);
    expect(asked.stderr).toContain('SLACK_CONFIG_TOKEN is not set');
  });
});
