import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';

/** A phone's width and height in CSS pixels. */
const PHONE = { width: 390, height: 844 };

export type Opened = { readonly page: Page; readonly problems: readonly string[]; close(): Promise<void> };

/**
 * Opens a page without a network, as wide as a phone; `problems` are what the console says and what the page asked of the network.
 *
 * @param file path of an HTML file
 * @param executablePath Chromium
 */
export async function openOnPhone(file: string, executablePath: string): Promise<Opened> {
  // Debian's wrapper and containers: neither a sandbox of its own nor much shared memory is to be had there.
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--hide-scrollbars'],
  });
  const page = await browser.newPage({ viewport: PHONE, deviceScaleFactor: 1, offline: true });
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) problems.push(`asked for ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  return { page, problems, close: () => browser.close() };
}

/** Writes PNGs into a folder. @param places ids of elements, by the name of their file */
export async function takeScreenshots(
  page: Page,
  places: Readonly<Record<string, string>>,
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [name, place] of Object.entries(places))
    await page
      .locator(`[id="${place}"]`)
      .screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
