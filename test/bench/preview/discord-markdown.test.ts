import { describe, expect, it } from 'vitest';
import { markdownHtml } from '../../../bench/preview/discord-markdown.ts';

describe("Discord's markdown as HTML", () => {
  it('keeps two quotations apart as Discord does, and shows no line end of a block twice', () => {
    const quoted = (text: string) => `<discord-quote><div>${text}</div></discord-quote>`;
    expect(markdownHtml('> One\n\n> Two').replaceAll('<br></div>', '</div>')).toBe(
      `${quoted('One')}<br>${quoted('Two')}`,
    );
    expect(markdownHtml('```\nx\n```\nafter')).toBe('<pre class="code">x</pre>after');
    expect(markdownHtml('### Title\nbelow')).toBe('<discord-header level="3">Title</discord-header>below');
  });

  it('shows escaped signs and escapes what HTML would read', () => {
    expect(markdownHtml('\\*a\\* <b> & "c"')).toBe('*a* &lt;b&gt; &amp; &quot;c&quot;');
  });

  it('refuses what no reply may hold', () => {
    for (const live of ['@everyone', '<@123456789012345678>', '||hidden||'])
      expect(() => markdownHtml(live)).toThrow('no reply may hold');
  });
});
