import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SlackStandIn, startSlack } from '../../standins/slack/index.ts';
import type { View } from '../../standins/slack/workspace.ts';
import { buttonsOf, errorsIn, idOf, type SlackBot, startSlackBot } from './slack-bot.ts';

function textOf(view: View | undefined): string {
  return JSON.stringify(view?.payload.blocks ?? []);
}

describe.each(['socket', 'http'] as const)('windows over %s', (transport) => {
  let slack: SlackStandIn;
  let bot: SlackBot;
  beforeAll(async () => {
    slack = await startSlack();
    bot = await startSlackBot(slack, { transport });
  });
  afterAll(async () => {
    await bot.stop();
    expect(slack.violations).toEqual([]);
    expect(errorsIn(bot)).toEqual([]);
    await slack.close();
  });

  async function openedForm(): Promise<View> {
    const ada = slack.person('ada');
    const { message } = await ada.command('/paper');
    if (message === undefined) throw new Error('No message');
    const { view } = await ada.press(message, idOf(message, 'Search'));
    if (view === undefined) throw new Error('No form');
    return view;
  }

  /** The window after its form was sent, when the reply stands in it. */
  async function sent(values: Readonly<Record<string, string>>): Promise<View> {
    const ada = slack.person('ada');
    const view = await openedForm();
    const chosen = Object.entries(values).map(async ([field, typed]) => {
      if (field === 'words') return [field, typed] as const;
      const [option] = await ada.suggest(view, field, typed);
      if (option === undefined) throw new Error(`Nothing completes ${typed}`);
      return [field, option] as const;
    });
    const isFilled = () => !/Looking it up|external_select/.test(textOf(view));
    await ada.submit(view, Object.fromEntries(await Promise.all(chosen)), { until: isFilled });
    return view;
  }

  it('offers the form where a command came without an argument, and nowhere else', async () => {
    const ada = slack.person('ada');
    for (const command of ['/paper', '/author', '/topics'])
      expect(buttonsOf((await ada.command(command)).message)).toContain('Search');
    expect(buttonsOf((await ada.command('/paper', 'privacy')).message)).not.toContain('Search');
    expect(buttonsOf((await ada.command('/labrarian', 'help')).message)).not.toContain('Search');
  });

  it('completes titles and names', async () => {
    const ada = slack.person('ada');
    const view = await openedForm();
    const titles = await ada.suggest(view, 'paper', 'relation');
    expect(titles[0]?.text.text).toContain('Relationformer');
    const names = await ada.suggest(view, 'author', 'kaiss');
    expect(names.map(({ text }) => text.text).join()).toContain('Kaissis');
    expect(await ada.suggest(view, 'paper', 'xyzzyq')).toEqual([]);
  });

  it.each([
    ['is slow', () => new Promise<never>(() => undefined)],
    ['fails', () => Promise.reject(new Error('a defect'))],
  ])('completes nothing where completion %s', async (_, suggest) => {
    const other = await startSlack();
    const slow = await startSlackBot(other, {
      transport,
      parts: { suggest, times: { suggestWithinMs: 10 } },
    });
    const ada = other.person('ada');
    const { message } = await ada.command('/paper');
    if (message === undefined) throw new Error('No message');
    const { view } = await ada.press(message, idOf(message, 'Search'));
    if (view === undefined) throw new Error('No form');
    expect(await ada.suggest(view, 'paper', 'relation')).toEqual([]);
    expect(other.violations).toEqual([]);
    await slow.stop();
    await other.close();
  });

  it('says so where Slack brings a press too late to open a window for it', async () => {
    const ada = slack.person('ada');
    const { message } = await ada.command('/paper');
    if (message === undefined) throw new Error('No message');
    const held = slack.hold();
    const pressed = ada.press(message, idOf(message, 'Search'));
    slack.advance(4000);
    await held.release();
    expect((await pressed).message?.text).toBe(
      'That took too long for Slack. Please press the button again.',
    );
    bot.log.splice(0);
  });

  it('shows a chosen paper, and what its buttons lead to in the same window', async () => {
    const view = await sent({ paper: 'relation' });
    expect(textOf(view)).toContain('Relationformer');
    expect(buttonsOf(view)).not.toContain('Share with channel');
    await slack.person('ada').press(view, idOf(view, 'Cite'), { until: () => textOf(view).includes('@') });
    expect(textOf(view)).toContain('rich_text_preformatted');
  });

  it("shows an author's papers, those about some words, or an answer", async () => {
    expect(textOf(await sent({ author: 'kaiss' }))).toContain('Kaissis');
    expect(textOf(await sent({ author: 'kaiss', words: 'privacy' }))).toContain('Open 1');
    expect(textOf(await sent({ words: 'how many papers have code?' }))).toContain('16 papers with code');
  });

  it('asks for something where the form is empty', async () => {
    const view = await openedForm();
    await slack.person('ada').submit(view, {}, { until: () => Object.keys(view.errors).length > 0 });
    expect(Object.values(view.errors)).toEqual(['Choose a paper or an author, or write some words.']);
  });

  it('has a page with a box to ask in, the newest papers and help', async () => {
    const ada = slack.person('ada');
    const { view: home } = await ada.openHome();
    if (home === undefined) throw new Error('No page');
    expect(textOf(home)).toContain('plain_text_input');
    expect(buttonsOf(home)).toContain('Open 1');
    expect(textOf(home)).toContain('/labrarian help');

    const opened = await ada.press(home, idOf(home, 'Open 1'), {
      until: ({ view }) => view !== undefined && buttonsOf(view).includes('Cite'),
    });
    expect(opened.view?.payload.type).toBe('modal');
    const asked = await ada.press(home, 'question', {
      value: 'how many papers have code?',
      until: ({ view }) => textOf(view).includes('16 papers with code'),
    });
    expect(asked.view?.payload.type).toBe('modal');
    const form = await ada.press(home, idOf(home, 'Search by title or author'));
    expect(textOf(form.view)).toContain('external_select');
  });

  it('does nothing when the messages tab is opened', async () => {
    const before = slack.callsOf('views.publish').length;
    await slack.person('grace').openHome({ tab: 'messages', until: ({ ack }) => ack !== undefined });
    await bot.settled();
    expect(slack.callsOf('views.publish')).toHaveLength(before);
  });

  it('says that a button in a window is from an earlier version', async () => {
    const view = await sent({ paper: 'relation' });
    const blocks = view.payload.blocks as { elements?: { action_id?: string; value?: string }[] }[];
    const cite = blocks
      .flatMap(({ elements }) => elements ?? [])
      .find(({ action_id: id }) => id === idOf(view, 'Cite'));
    Object.assign(cite ?? {}, { value: '9' });
    await slack.person('ada').press(view, idOf(view, 'Cite'), {
      until: () => textOf(view).includes('Ask again'),
    });
  });
});
