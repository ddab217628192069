import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../../bench/preview/chromium.ts';
import { PREVIEW_LINES } from '../../../bench/preview/lines.ts';
import { type PreviewedReply, placeOf, previewPage } from '../../../bench/preview/page.ts';
import { previewedReplies } from '../../../bench/preview/replies.ts';
import { openOnPhone } from '../../../bench/preview/screenshots.ts';
import { paragraph, reply } from '../../../src/reply/build.ts';

const PLATFORMS = ['discord', 'slack'] as const;
/** Run in the browser: what does not fit into its box. */
const TOO_WIDE = `[...document.querySelectorAll('.v2-container, .slack')]
  .filter((box) => box.scrollWidth > box.clientWidth)
  .map((box) => box.closest('.platform').id)`;
let replies: PreviewedReply[];
let page: string;
beforeAll(async () => {
  replies = await previewedReplies();
  page = await previewPage(replies);
});

describe('the page', () => {
  it('holds every reply, as both platforms show it', () => {
    expect(replies.map(({ name }) => name)).toEqual(Object.keys(PREVIEW_LINES));
    for (const { name } of replies)
      for (const platform of PLATFORMS) expect(page).toContain(`id="${placeOf(name, platform)}"`);
  });

  it('holds what a paper says only as text', async () => {
    const hostile = '</script><script>alert(1)</script><img src=x onerror=alert(2)>';
    const shown = reply({ kind: 'notice', blocks: [paragraph(hostile)] });
    const made = await previewPage([{ name: 'hostile', typed: hostile, reply: shown }]);
    expect(made).not.toContain('<script>alert');
    expect(made).not.toContain('<img src=x');
    expect(made).toContain('&lt;img src=x onerror=alert(2)&gt;');
  });
});

describe('in Chromium, as wide as a phone', () => {
  const executable = findChromium();

  it('is drawn without complaints, without a network, and no reply is wider than the screen', async (test) => {
    if (executable === undefined) return test.skip('there is no Chromium: apt-get install chromium');
    const folder = mkdtempSync(join(tmpdir(), 'labrarian-preview-'));
    const file = join(folder, 'preview.html');
    writeFileSync(file, page);
    const { page: opened, problems, close } = await openOnPhone(file, executable);
    try {
      for (const { name } of replies) {
        for (const platform of PLATFORMS) {
          const place = opened.locator(`[id="${placeOf(name, platform)}"]`);
          expect((await place.innerText()).trim(), `${name} in ${platform}`).not.toBe('');
        }
      }
      expect(await opened.evaluate(TOO_WIDE)).toEqual([]);
      // A custom element that nothing defines would show its text and nothing of Discord.
      expect(await opened.locator('discord-message:not(:defined)').count()).toBe(0);
      expect(problems).toEqual([]);
    } finally {
      await close();
      rmSync(folder, { recursive: true });
    }
  }, 120_000);
});
