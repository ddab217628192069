import { describe, expect, it } from 'vitest';
import { visibilityOf } from '../../src/reply/visibility.ts';

describe('visibilityOf', () => {
  it('is what the platform shows, unless something is said', () => {
    expect(visibilityOf({ byDefault: 'public', command: 'paper' })).toBe('public');
    expect(visibilityOf({ byDefault: 'private', command: 'paper' })).toBe('private');
    expect(visibilityOf({ byDefault: 'public', command: 'paper', hide: true })).toBe('private');
    expect(visibilityOf({ byDefault: 'private', command: 'paper', share: true })).toBe('public');
  });

  it('keeps help to who asked, unless it is to be shared', () => {
    expect(visibilityOf({ byDefault: 'public', command: 'help' })).toBe('private');
    expect(visibilityOf({ byDefault: 'public', command: 'reset' })).toBe('private');
    expect(visibilityOf({ byDefault: 'public', command: 'help', share: true })).toBe('public');
  });

  it('shows everybody what changes for everybody, and nobody what is kept for one', () => {
    expect(visibilityOf({ byDefault: 'private', command: 'follow' })).toBe('public');
    expect(visibilityOf({ byDefault: 'private', command: 'unfollow', hide: true })).toBe('private');
    for (const command of ['save', 'saved', 'unsave', 'sample'])
      expect(visibilityOf({ byDefault: 'public', command })).toBe('private');
  });

  it('hides what is to be hidden and shared at once', () => {
    expect(visibilityOf({ byDefault: 'public', command: 'paper', hide: true, share: true })).toBe('private');
  });
});
