import { describe, expect, it } from 'vitest';
import { readQuestions } from '../../../bench/question.ts';
import { readWish } from '../../../src/commands/follow/read-wish.ts';

describe('readWish', () => {
  it.each([
    ['follow Okafor', 'Okafor'],
    ['Please follow the lab!', 'the lab'],
    ['can you follow cs.LG for us?', 'cs.LG'],
    ['notify me about new papers on dp-sgd', 'dp-sgd'],
    ['Notify me when there are new papers by Okafor', 'author:Okafor'],
    ['keep us posted on papers by Ada Okafor every monday', 'author:"Ada Okafor" every monday'],
    ['subscribe to federated learning', 'federated learning'],
    ['subscribe me to anything about roots, please', 'roots'],
    ['let me know when there are new papers about roots', 'roots'],
    ['I want to follow author:okafor weekly', 'author:okafor weekly'],
    ['I would like to follow everything by Okafor', 'author:Okafor'],
  ])('%s', (message, what) => {
    expect(readWish(message)).toEqual({ type: 'follow', what });
  });

  it.each([
    ['follow', { type: 'offer' }],
    ['please subscribe', { type: 'offer' }],
    ['follow this', { type: 'follow-this' }],
    ['follow that topic please', { type: 'follow-this' }],
    ['what am I following?', { type: 'following' }],
    ['What do we follow here?', { type: 'following' }],
    ['what is this channel following', { type: 'following' }],
    ['what is followed here?', { type: 'following' }],
    ['show my subscriptions', { type: 'following' }],
    ['stop following', { type: 'unfollow', rule: '' }],
    ['stop following Okafor', { type: 'unfollow', rule: 'Okafor' }],
    ['unsubscribe from roots', { type: 'unfollow', rule: 'roots' }],
    ['please stop the daily digests', { type: 'unfollow', rule: '' }],
    ['save this', { type: 'save' }],
    ['Save it for later.', { type: 'save' }],
    ['bookmark that paper', { type: 'save' }],
    ['save the second one', { type: 'save', place: 2 }],
    ['save number 3', { type: 'save', number: 3 }],
    ['save the last one', { type: 'save', place: -1 }],
    ['what have I saved?', { type: 'saved' }],
    ['show my reading list', { type: 'saved' }],
    ['anything new today?', { type: 'new' }],
    ["What's new?", { type: 'new' }],
    ['why is there nothing new today?', { type: 'new' }],
    ['why was this announced?', { type: 'why' }],
    ["why wasn't it posted?", { type: 'why' }],
  ])('%s', (message, wish) => {
    expect(readWish(message)).toEqual(wish);
  });

  it.each([
    'follow-up studies on MRI',
    'follow up work on relation extraction?',
    'which papers follow this idea?',
    'do the results follow a power law?',
    'what follows from the theorem?',
    'what is new in the relation transformer?',
    'anything newer?',
    'anything new on roots?',
    'how can we save memory?',
    'save memory during training',
    'keep only 2023',
    'which papers stop training early?',
    'why was the model retrained?',
    'tell me about new methods for segmentation',
    'send me the newest papers by Okafor',
    'what do you follow in the method section?',
    'notify',
    '',
    'stop',
    'more',
  ])('leaves "%s" to the papers', (message) => {
    expect(readWish(message)).toBeUndefined();
  });

  it('reads no question of the committed ones as a wish', () => {
    const names = [
      'questions',
      'fresh-questions',
      'second-round-questions',
      'later-questions',
      'own-questions',
    ];
    const questions = names.flatMap((name) => readQuestions(`test/eval/${name}.jsonl`));
    expect(questions.length).toBeGreaterThan(100);
    expect(questions.filter(({ question }) => readWish(question) !== undefined)).toEqual([]);
  });

  it('reads hostile texts fast', () => {
    for (const part of [
      'follow ',
      'please ',
      'save the ',
      'here ',
      'new papers by ',
      'stop following ',
      ' every',
    ])
      expect(() => readWish(part.repeat(42).slice(0, 300))).not.toThrow();
  });
});
