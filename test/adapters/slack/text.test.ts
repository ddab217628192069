import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTypedInSlack, commandOf, slashOf } from '../../../adapters/slack/commands.ts';
import { escapedWithin, escapeMarkup, typedText } from '../../../adapters/slack/text.ts';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';

describe('escapedWithin', () => {
  it('never cuts an entity or a grapheme, and keeps to its limit', () => {
    const signs = fc.string({ unit: fc.constantFrom('&', '<', '>', 'a', ' ', '👩‍🔬'), maxLength: 200 });
    fc.assert(
      fc.property(signs, fc.integer({ min: 20, max: 120 }), (text, limit) => {
        const escaped = escapedWithin(text, limit);
        expect(escaped.length).toBeLessThanOrEqual(limit);
        expect(escaped.replace(/&(amp|lt|gt);/g, '')).not.toMatch(/[&<>]/);
        expect(escaped.replaceAll('👩‍🔬', '')).not.toMatch(/[\ud800-\udfff]/);
      }),
    );
  });

  it('leaves a short text whole', () => {
    expect(escapedWithin('a < b & c > d', 100)).toBe('a &lt; b &amp; c &gt; d');
    expect(escapedWithin('<!channel>', 100)).toBe('&lt;!channel&gt;');
  });
});

describe('typedText', () => {
  it('gives back what was typed before Slack escaped it', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 });
    fc.assert(fc.property(text, (typed) => typedText(escapeMarkup(typed)) === typed));
  });

  it.each([
    ['<https://arxiv.org/abs/1|arxiv.org/abs/1> x', 'https://arxiv.org/abs/1 x'],
    ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
    ['<@U0ADA|ada> <@U0ADA>', '@ada @U0ADA'],
    ['<#C0GEN|general>', '#general'],
    ['<!channel> <!subteam^S1|@lab>', '@channel @lab'],
    ['a &lt; b &amp;amp; c', 'a < b &amp; c'],
  ])('reads %s', (delivered, typed) => {
    expect(typedText(delivered)).toBe(typed);
  });
});

describe('commands as they are typed in Slack', () => {
  it('are found again by their slash command', () => {
    for (const { name } of COMMAND_DEFINITIONS) {
      const [slash = '', rest] = slashOf(name).split(' ');
      expect(rest ?? commandOf(slash)).toBe(name);
    }
    expect(commandOf('/labrarian')).toBeUndefined();
    expect(commandOf('/topic')).toBe('topic');
  });

  it('stand in sentences, and addresses and other words stay as they are', () => {
    const typed = (text: string) => asTypedInSlack(text, COMMAND_DEFINITIONS);
    expect(typed('See /help. Or "/cite x"; /paper y, /topic')).toBe(
      'See /labrarian help. Or "/labrarian cite x"; /paper y, /topics',
    );
    const untouched = 'https://x.example/help and/or /new/old tcp/ask /nothing';
    expect(typed(untouched)).toBe(untouched);
  });
});
