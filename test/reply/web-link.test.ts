import { describe, expect, it } from 'vitest';
import { webLink } from '../../src/reply/web-link.ts';

describe('webLink', () => {
  it('takes http and https addresses and tells their host', () => {
    expect(webLink('https://arxiv.org/abs/2205.10089')).toEqual({
      href: 'https://arxiv.org/abs/2205.10089',
      host: 'arxiv.org',
    });
    expect(webLink('http://lab.example:8080/a b|c>')?.href).toBe('http://lab.example:8080/a%20b%7Cc%3E');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://arxiv.org@evil.example/',
    'https://name:secret@arxiv.org/',
    '//arxiv.org/abs/1',
    'arxiv.org',
    '',
  ])('refuses %s', (address) => {
    expect(webLink(address)).toBeUndefined();
  });

  it('shows a host of look-alike letters for what it is', () => {
    expect(webLink('https://аrxiv.org/')?.host).toBe('xn--rxiv-43d.org');
  });
});
