import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../adapters/discord/render.ts';
import { commandAction, item, link, linkAction, list, paragraph, reply } from '../../../src/reply/build.ts';
import type { Action, Block } from '../../../src/reply/reply.ts';
import { labelsOf, textOf } from './message-text.ts';

function shown(blocks: readonly Block[], actions: readonly Action[] = []) {
  const message = renderMessage(reply({ kind: 'list', blocks, actions }));
  return { text: textOf(message), labels: labelsOf(message) };
}

const rows = (count: number, details: number) =>
  Array.from({ length: count }, (_, index) =>
    item(
      [`Paper ${index}`],
      Array.from({ length: details }, () => ['word '.repeat(60)]),
      commandAction('Open', 'paper', { query: `p${index}` }),
    ),
  );

describe('a button beside a row', () => {
  it('does not take the room of a row that says its label already', () => {
    const people = ['Ada', 'Grace'].map((name) =>
      item([`${name} (3)`], [], commandAction(name, 'author', { name })),
    );
    const other = item(['A paper'], [], commandAction('Cite', 'cite', { paper: 'p1' }));
    expect(shown([list([...people, other], 1)]).labels).toEqual(['Open', 'Open', 'Cite']);
  });
});

describe('what does not fit into a message', () => {
  it('is said where text is left out, and so is each line that is cut', () => {
    const { text } = shown([paragraph('x'.repeat(1600)), list(rows(20, 3), 1)]);
    expect(text).toContain('xxx…');
    expect(text.endsWith('-# The rest does not fit here.')).toBe(true);

    const cutLine = shown([paragraph('a '.repeat(740), link('y', 'https://example.org/'))]).text;
    expect(cutLine.endsWith('…')).toBe(true);
  });

  it('is said where buttons are left out', () => {
    const manyRows = shown([list(rows(30, 0), 1)]);
    expect(manyRows.labels.length).toBeLessThan(30);
    expect(manyRows.text).toContain('Paper 29');
    expect(manyRows.text).toContain('Some buttons do not fit here.');

    const many = Array.from({ length: 25 }, (_, index) =>
      commandAction(`${index}`, 'paper', { query: `${index}` }),
    );
    expect(shown([], many).labels).toHaveLength(20);
    expect(shown([], many).text).toContain('Some buttons do not fit here.');
    expect(shown([], many.slice(0, 20)).text).not.toContain('fit');
  });

  it('is written where it can be no button', () => {
    const { text, labels } = shown(
      [],
      [
        linkAction('Long', `https://example.org/${'x'.repeat(600)}`),
        linkAction('None', 'javascript:alert(1)'),
        commandAction('Typed', 'paper', { query: 'x'.repeat(120) }),
      ],
    );
    expect(labels).toEqual([]);
    expect(text).toContain('[Long](https://example.org/');
    expect(text).toContain('None: no web address');
    expect(text).toContain('Typed: mention me and write');
    expect(text).not.toContain('javascript');
  });
});
