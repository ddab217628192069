import { createLibrary } from '../../../src/library/create-library.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { describeAnnouncementStore } from '../../contracts/announcement-store.ts';

const at = new Date('2026-11-24T08:00:00Z');

describeAnnouncementStore('SQLite', async () => {
  const store = await openStore({ file: ':memory:', now: at });
  const library = createLibrary({
    store: store.papers,
    parseAuthorName: (name) => ({ name, given: '', family: name }),
  });
  return {
    store: store.announcements,
    async arrive(paper, kind = 'new') {
      await library.ingest([paper], 'stream', { news: { source: 'test', at, kindOf: () => kind } });
    },
    close: () => store.close(),
  };
});
