import { describe, expect, it } from 'vitest';
import { PaperId } from '../../src/paper.ts';
import * as build from '../../src/reply/build.ts';
import { renderText, typedCommand } from '../../src/reply/render-text.ts';

describe('renderText', () => {
  it('renders every block and action as lines', () => {
    const reply = build.reply({
      kind: 'list',
      blocks: [
        build.heading('A *title*'),
        build.paragraph('See ', build.link('the page', 'https://example.org/'), '.'),
        build.quote({ text: 'We show ε = 7.', paperId: PaperId.parse('a2024b') }),
        build.list([build.item(['first'], [['2024']]), build.item([build.strong('second')])], 6),
        build.list([build.item(['bullet'])]),
        build.preformatted('@misc{x}', 'bibtex'),
        build.note('cut'),
      ],
      actions: [build.commandAction('More', 'topic', { words: 'dp', year: '2023' }, 2)],
    });
    expect(renderText(reply).split('\n')).toEqual([
      'A *title*',
      'See the page (https://example.org/).',
      '"We show ε = 7."',
      '6. first',
      '   2024',
      '7. second',
      '- bullet',
      '@misc{x}',
      '(cut)',
      'More: /topic dp year:2023 page:2',
    ]);
  });
});

describe('typedCommand', () => {
  it('quotes what holds a space', () => {
    expect(typedCommand({ command: 'paper', args: { query: 'dp', author: 'Jane Doe' } })).toBe(
      '/paper dp author:"Jane Doe"',
    );
  });
});
