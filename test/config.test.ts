import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EnvironmentSchema, loadConfig } from '../src/config.ts';

describe('loadConfig', () => {
  it('has defaults for everything', () => {
    expect(loadConfig({}, '/lab')).toEqual({
      dataDir: '/lab/data/local',
      logLevel: undefined,
      mayColour: true,
    });
  });

  it('treats an empty variable as not set', () => {
    expect(loadConfig({ DATA_DIR: '', LOG_LEVEL: '' }, '/lab').dataDir).toBe('/lab/data/local');
  });

  it('keeps an absolute folder', () => {
    expect(loadConfig({ DATA_DIR: '/srv/papers' }, '/lab').dataDir).toBe('/srv/papers');
  });

  it('names every bad variable in one message', () => {
    expect(() => loadConfig({ DATA_DIR: '   ', LOG_LEVEL: 'loud' }, '/lab')).toThrow(
      /DATA_DIR[\s\S]*LOG_LEVEL: expected one of trace/,
    );
  });
});

describe('.env.example', () => {
  it('has every key of the schema with a comment above it, and no other', () => {
    const lines = readFileSync(join(import.meta.dirname, '..', '.env.example'), 'utf8').split('\n');
    const keys = lines.flatMap((line, index) => {
      const key = /^# ([A-Z][A-Z_]+)=/.exec(line)?.[1];
      if (key === undefined) return [];
      expect(lines[index - 1]).toMatch(/^# \S/);
      return [key];
    });

    expect(keys.sort()).toEqual(Object.keys(EnvironmentSchema.shape).sort());
  });
});
