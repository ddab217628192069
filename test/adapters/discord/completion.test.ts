import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choices } from '../../../adapters/discord/completion.ts';
import type { Suggest } from '../../../src/adapter.ts';
import { botOnDiscord } from './bot-on-discord.ts';

describe('completion', () => {
  it('offers titles whose value is an id, which the command takes', async () => {
    const { discord } = await botOnDiscord();
    const ada = discord.user('ada');
    const [first] = await ada.autocomplete('paper', 'query', 'kernel norm');
    expect(first?.name).toContain('Kernel Normalized');
    expect(first?.value).not.toContain(' ');
    const view = await ada.slash('paper', { query: String(first?.value) });

    expect(JSON.stringify(view.message?.components)).toContain(first?.name.slice(0, 40));
    expect(await ada.autocomplete('author', 'name', 'kais')).not.toEqual([]);
    expect(await ada.autocomplete('topic', 'words', 'diff')).not.toEqual([]);
    expect(await ada.autocomplete('help', 'command', 'ci')).toEqual([{ name: 'cite', value: 'cite' }]);
  });

  it('sends nothing where it is not ready in time', async () => {
    const { discord } = await botOnDiscord({
      parts: { suggest: () => new Promise(() => undefined) },
      timing: { completeWithinMs: 20 },
    });

    expect(await discord.user('ada').autocomplete('paper', 'query', 'x')).toEqual([]);
  });

  it('drops a key once the next is pressed, and does not mix what two people type', async () => {
    const waiting = new Map<string, () => void>();
    const suggest: Suggest = ({ text }) =>
      new Promise((resolve) => waiting.set(text, () => resolve([{ label: text, value: text }])));
    const { discord } = await botOnDiscord({ parts: { suggest } });
    const [ada, bob] = [discord.user('ada'), discord.user('bob')];
    const stale = ada.startAutocomplete('paper', 'query', 'p');
    const other = bob.startAutocomplete('paper', 'query', 'b');
    await expect.poll(() => waiting.size).toBe(2);
    const last = ada.startAutocomplete('paper', 'query', 'pr');
    await stale.until(({ choices: found }) => found !== undefined);
    expect(stale.choices).toEqual([]);

    await expect.poll(() => waiting.size).toBe(3);
    for (const resolve of waiting.values()) resolve();
    await last.until(({ choices: found }) => found !== undefined);
    await other.until(({ choices: found }) => found !== undefined);
    expect(last.choices).toEqual([{ name: 'pr', value: 'pr' }]);
    expect(other.choices).toEqual([{ name: 'b', value: 'b' }]);
  });

  it('survives its own failure', async () => {
    const { discord, log } = await botOnDiscord({
      parts: { suggest: () => Promise.reject(new Error('a defect')) },
    });

    expect(await discord.user('ada').autocomplete('paper', 'query', 'x')).toEqual([]);
    expect(log.join('')).toContain('a defect');
  });
});

describe('choices', () => {
  it('keep the limits whatever is suggested, and never cut a value', () => {
    const suggestion = fc.record({
      label: fc.string({ unit: 'binary', maxLength: 300 }),
      value: fc.string({ maxLength: 150 }),
    });
    fc.assert(
      fc.property(fc.array(suggestion, { maxLength: 40 }), (suggestions) => {
        const made = choices(suggestions);
        expect(made.length).toBeLessThanOrEqual(25);
        for (const { name, value } of made) {
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(100);
          expect(value.length).toBeLessThanOrEqual(100);
          expect(suggestions.map((one) => one.value)).toContain(value);
        }
      }),
    );
  });

  it('cut between graphemes', () => {
    const [choice] = choices([{ label: '👩‍🔬'.repeat(40), value: 'x' }]);
    expect(choice?.name).toBe(`${'👩‍🔬'.repeat(19)}…`);
  });
});
