import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { COMMAND_DEFINITIONS } from '../../../src/commands/commands.ts';
import { readHowTo } from '../../../src/commands/how-to/read-how-to.ts';

const isName = (word: string) => ['ada', 'okafor'].includes(word);
const read = (message: string) => readHowTo(message, COMMAND_DEFINITIONS, isName)?.name;

describe('readHowTo', () => {
  it.each([
    ['how do I add my own papers?', 'add'],
    ['Where do I put new papers?', 'add'],
    ['where is the inbox?', 'add'],
    ['what is the inbox', 'add'],
    ['can I import a BibTeX file?', 'add'],
    ['how are papers added?', 'add'],
    ['how can we upload PDFs to the library?', 'add'],
    ['wie kann ich ein Paper hinzufügen?', 'add'],
    ['how do I remove a paper?', 'remove'],
    ['how do I follow an author?', 'follow'],
    ['how do I follow Ada Okafor?', 'follow'],
    ['Wie folge ich einem Autor?', 'follow'],
    ['can you post new papers here?', 'follow'],
    ['is it possible to get notified about new papers?', 'follow'],
    ['is there a way to subscribe to a topic in this channel', 'follow'],
    ['how do I change the time of the digest?', 'follow'],
    ['how can I export my library?', 'cite'],
    ['how do I turn off notifications?', 'unfollow'],
    ['who can add papers?', 'add'],
    ['how do I make the bot forget our conversation?', 'reset'],
    ['how do I unfollow?', 'unfollow'],
    ['how do I stop the daily digest?', 'unfollow'],
    ['how can I save a paper?', 'save'],
    ['where are my saved papers?', 'saved'],
    ['where do I find my reading list?', 'saved'],
    ['how do I remove a paper from my reading list?', 'unsave'],
    ['how do I undo?', 'undo'],
    ['how can I undo the last action?', 'undo'],
    ['how do I cite a paper?', 'cite'],
    ['how can I get bibtex for a paper?', 'cite'],
    ['how do I find papers by an author?', 'author'],
    ['how do I search for a topic?', 'topic'],
    ['how do I find similar papers?', 'related'],
    ['how do I ask a question?', 'ask'],
    ['what commands are there?', 'help'],
    ['how do I use this bot?', 'help'],
    ['what does /follow do?', 'follow'],
    ['how do I use /why?', 'why'],
  ])('%s: /%s', (message, command) => {
    expect(read(message)).toBe(command);
  });

  it.each([
    'how do I add noise to gradients?',
    'how do we add noise to a paper?',
    'how can differential privacy be followed by model compression?',
    'how do papers on graphs keep privacy?',
    'how can one remove bias from models?',
    'how do I remove the influence of training examples?',
    'where is the code?',
    'who may have added noise?',
    'how do I use differential privacy?',
    'how do I track people in video?',
    'what is the newest paper?',
    'can you list papers by an author?',
    'can you find papers about privacy?',
    'can you cite it?',
    'can you save images privately?',
    'which papers follow patients over time?',
    'how do authors announce topics in social media?',
    'what does Okafor add?',
    'follow Ada Okafor',
    '/add',
    'how?',
    '',
  ])('leaves to the papers: %s', (message) => {
    expect(read(message)).toBeUndefined();
  });

  it('takes no question of any set for one about the bot', () => {
    const Line = z.object({ question: z.string() });
    const files = readdirSync('test/eval', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('questions.jsonl'))
      .map((file) => join('test/eval', file));
    const questions = files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => Line.parse(JSON.parse(line)).question),
    );
    expect(questions.length).toBeGreaterThan(300);
    expect(questions.filter((question) => read(question) !== undefined)).toEqual([]);
  });

  it('knows for every verb of a definition how it is asked for', () => {
    for (const { name, spokenOf } of COMMAND_DEFINITIONS) {
      if (spokenOf === undefined) continue;
      for (const verb of spokenOf.verbs) {
        const found = spokenOf.things.map((thing) => read(`how do I ${verb} a ${thing}?`));
        expect(found, `${name}: ${verb}`).not.toContain(undefined);
      }
    }
  });
});
