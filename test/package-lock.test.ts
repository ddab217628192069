import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = dirname(import.meta.dirname);

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

const Manifest = z.object({
  scripts: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  optionalDependencies: z.record(z.string(), z.string()),
  allowScripts: z.record(z.string(), z.boolean()),
});

const { packages } = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
const manifest = Manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const entries = Object.entries(packages).filter(([path]) => path !== '');

test('the lock names no registry and pins every package by its content', () => {
  expect(entries.length).toBeGreaterThan(100);
  expect(entries.filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
  expect(entries.filter(([, entry]) => entry.integrity === undefined)).toEqual([]);
});

// npm leaves out optional packages that it could not find, and then refuses its own lock on `npm ci`.
test('every optional dependency has an entry of its own', () => {
  const locked = new Set(entries.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 13)));
  const missing = entries.flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !locked.has(name))
      .map((name) => `${path} -> ${name}`),
  );

  expect(missing).toEqual([]);
});

test('versions are exact and scripts need no shell', () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const versions = Object.values({ ...dependencies, ...devDependencies, ...optionalDependencies });

  expect(versions.filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  expect(Object.values(manifest.scripts).filter((script) => !/^node [\w./ -]+$/.test(script))).toEqual([]);
});

// Without either line one version of npm fails in the script and drops the package; .ci/check-install.mjs installs with both.
test("the embedding runtime's install script, which fetches from elsewhere, is not run by any npm", () => {
  expect(manifest.allowScripts['onnxruntime-node']).toBe(false);
  expect(readFileSync(join(root, '.npmrc'), 'utf8').split('\n')).toContain('onnxruntime-node-install=skip');
});
