import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';

const MAX_BYTES = 150_000;

it("shows the README's pictures, none so large that the page is slow to load", () => {
  const readme = readFileSync('README.md', 'utf8');
  const pictures = [...readme.matchAll(/docs\/[\w-]+\.(?:png|svg)/g)].map(([path]) => path);
  expect(pictures).toEqual(expect.arrayContaining(['docs/discord.png', 'docs/slack.png']));
  for (const path of pictures) {
    expect(existsSync(path), path).toBe(true);
    expect(statSync(path).size, path).toBeLessThan(MAX_BYTES);
  }
});
