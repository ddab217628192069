import type { Gap } from '../../announcements/announcements.ts';

/** What is said at once to whoever follows something of which no or not all papers can come; none where all can. */
export function gapInWords(gap: Gap): readonly string[] {
  switch (gap?.type) {
    case undefined:
      return [];
    case 'no-source':
      return [
        'arXiv is not read here: only what is dropped into the inbox or added is told. Whoever runs the bot can change that (ARXIV in .env).',
      ];
    case 'unread': {
      const { categories, mostCategories } = gap;
      const are = categories.length === 1 ? 'is' : 'are';
      return [
        `${categories.join(', ')} ${are} not read from arXiv: ${mostCategories} categories are, which is the most. Whoever runs the bot can shorten ARXIV_CATEGORIES, or somebody can unfollow a category.`,
      ];
    }
    case 'filtered':
      return [
        'Of arXiv only some papers are read here; whoever runs the bot has chosen which, and can change it (ARXIV_QUERIES in .env).',
      ];
  }
}
