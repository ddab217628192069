import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuestions } from '../../bench/question.ts';
import { readPapers } from '../../bench/question-eval.ts';
import { EMPTY_CONTEXT } from '../../src/answers/conversation/context.ts';
import { createAnswer } from '../../src/answers/create-answer.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import { renderText } from '../../src/reply/render-text.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { sentences } from '../../src/text/sentences.ts';
import { samplePaper } from '../engine/sample-papers.ts';

const PAPERS = readPapers('test/eval/clinic/papers.json');
const engine = createEngine();
await engine.add(PAPERS);
const answer = createAnswer({ engine, now: () => new Date('2024-01-15T12:00:00Z') });

async function ask(question: string): Promise<Reply> {
  return (await answer(question, EMPTY_CONTEXT)).answer;
}

describe('createAnswer', () => {
  it('computes counts, sets and order from the fields', async () => {
    expect(renderText(await ask('How many papers do you have?'))).toContain('24 papers');
    expect((await ask("What is Kenji Tanaka's newest paper?")).papers.map(({ id }) => id)).toEqual([
      'lindqvist2021n4',
    ]);
    expect((await ask('papers by Kenji Tanaka before 2020')).papers.map(({ id }) => id)).toEqual([
      'mori2019n18',
    ]);
    expect(
      (await ask('Papers with Haruto Mori but not with Yui Nakagawa')).papers.map(({ id }) => id),
    ).toEqual(['mori2019n18']);
  });

  it('says plainly that a set is empty, and what there is', async () => {
    const reply = await ask('Which papers do you have from 2015?');

    expect(reply).toMatchObject({ answered: false, papers: [] });
    expect(renderText(reply)).toMatch(/2015.*oldest here is .* 2017/s);
  });

  it('counts the papers of a topic, never all of them', async () => {
    const some = await ask('How many papers are about vancomycin?');
    const none = await ask('How many papers are about black holes?');

    expect(some.papers.length).toBeGreaterThan(0);
    expect(some.papers.length).toBeLessThan(24);
    expect(renderText(some)).toContain('that mentions “vancomycin”');
    expect(none.answered).toBe(false);
    expect(renderText(none)).toMatch(/^0 papers/);
  });

  it('quotes the sentence that tells', async () => {
    const reply = await ask('How many Swedish males were born as singletons in the cohort?');

    expect(reply.answered).toBe(true);
    expect(reply.quotes[0]?.text).toContain('357,768');
  });

  it('spells an acronym out as its paper does', async () => {
    expect(renderText(await ask('what does DWI stand for?'))).toMatch(/^DWI: diffusion-weighted imaging/i);
  });

  it('gives a choice where a name fits several people', async () => {
    const reply = await ask('Weber');

    expect(reply.kind).toBe('choice');
    expect(renderText(reply)).toMatch(/Jonas Weber.*Lena Weber|Lena Weber.*Jonas Weber/s);
  });

  it.each([
    'What is the e-mail address of Kenji Tanaka?',
    'Anything about black holes?',
    'Which journal published the vancomycin study?',
    'How many parameters does the vancomycin model have?',
    'What is the weather in Milan?',
  ])('refuses and says what was read: %s', async (question) => {
    const reply = await ask(question);

    expect(reply.answered).toBe(false);
    expect(renderText(reply)).toContain("24 abstracts here don't");
  });

  it('names the paper whose full text may tell', async () => {
    const reply = await ask('which software was used to compute the EQ-5D index in acute coronary syndrome?');
    const [paper] = reply.papers;
    expect(reply.kind).toBe('refusal');
    expect(paper).toBeDefined();
    expect(renderText(reply)).toMatch(/^The 24 abstracts here don't say\. The full paper may: (?!http)/);
    expect(renderText(reply)).toContain(paper?.title);
  });

  it('says what can be asked where a question has nothing of the library', async () => {
    const foreign = renderText(await ask('how do I knit a jumper?'));
    expect(foreign).toMatch(/^The 24 abstracts here don't speak of that\..*\n.*I find papers/);
    expect(renderText(await ask('e-mail address of Kenji Tanaka'))).toMatch(
      /^The 24 abstracts here don't say\./,
    );
  });

  it('answers what is asked, whomever the message addresses besides', async () => {
    const plain = await ask('How many papers do you have?');
    expect(await ask('@here How many papers do you have?')).toEqual(plain);
    expect(await ask('How many papers do you have? <@U12345>')).toEqual(plain);
  });

  it('takes a word of a program for no beginning of another', async () => {
    expect((await ask('__hepatocell__')).answered).toBe(false);
    expect((await ask('hepatocell')).papers.length).toBeGreaterThan(0);
  });

  it('greets', async () => {
    expect((await ask('hello')).kind).toBe('help');
    expect((await ask('')).blocks).not.toHaveLength(0);
  });

  it('remembers what it showed', async () => {
    const { context } = await answer('papers by Kenji Tanaka', EMPTY_CONTEXT);

    expect(context.shown).toHaveLength(3);
  });

  it('quotes verbatim, at most two sentences and 350 characters, and every number of the quote is the abstract’s', async () => {
    for (const { question } of readQuestions('test/eval/clinic/questions.jsonl')) {
      const { quotes } = await ask(question);
      for (const { paperId, text } of quotes) {
        const paper = PAPERS.find(({ id }) => id === paperId);
        expect(paper?.abstract).toContain(text);
        expect(text.length).toBeLessThanOrEqual(350);
        expect(sentences(text).length).toBeLessThanOrEqual(2);
      }
    }
  });

  it('puts no number before a quote that the quote does not hold, and shows no sentence twice', async () => {
    const seen: string[] = [];
    for (const { question, type } of readQuestions('test/eval/clinic/questions.jsonl')) {
      const { quotes, blocks, kind } = await ask(question);
      const [first, second] = quotes;
      if (type !== 'fact' || kind !== 'answer' || first === undefined) continue;
      seen.push(question);
      const [lead] = blocks;
      const told = lead?.type === 'paragraph' ? lead.spans.map(({ text }) => text).join('') : '';
      for (const number of told.match(/\d[\d.,]*\d|\d/g) ?? [])
        expect(first.text, question).toContain(number);
      if (second === undefined || second.paperId !== first.paperId) continue;
      expect(
        sentences(second.text).some(({ text }) => first.text.includes(text)),
        question,
      ).toBe(false);
    }
    expect(seen.length).toBeGreaterThan(5);
  });

  it('answers anything with something', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2000 }),
      fc
        .array(
          fc.constantFrom(
            ...[
              'how many',
              'papers',
              'who',
              '__proto__',
              'constructor',
              'not',
              '"',
              '2023',
              'since',
              'CB',
              '\\frac{',
              "' OR 1=1",
              'Weber',
              '🧬',
              '\0',
              '%',
              '(',
            ],
          ),
          { maxLength: 60 },
        )
        .map((words) => words.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (question) => {
        const reply = await ask(question);
        return (
          renderText(reply) !== '' &&
          (reply.answered || reply.kind === 'none' || reply.kind === 'refusal' || reply.kind === 'answer')
        );
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});

describe('createAnswer over fields', () => {
  it.each([
    [
      'Who publishes most with Robert Hale?',
      /^(?:Laura Whitfield|Priya Raman|Tom Okafor), .*1 paper each \(with Robert Hale\)/,
    ],
    ['Who has the most papers?', /^Kenji Tanaka, Robert Hale|^.*3 papers/],
    ['How many papers are there per year?', /2017 3, 2018 4, .*2023 4/],
    ['Which is older, the EQ-5D paper or the ki-67 paper?', /^Is EQ-5D .*4 Mar 2019/],
    ['Who is the second author of “Nasal polyposis: is there an inheritance pattern?”', /^Anne Moreau\n/],
    [
      'Did Kenji Tanaka write the ki-67 paper?',
      /^No: Kenji Tanaka is not among the listed authors: Clara Vogel/,
    ],
    ['Wie viele Arbeiten gibt es von 2021?', /^3 papers of 2021/],
    ['compare EQ-5D and ki-67', /^1\. .*EQ-5D[\s\S]*2\. .*ki-67/],
  ])('%s', async (question, expected) => {
    expect(renderText(await ask(question))).toMatch(expected);
  });

  it('does not deny an author who may be among the names that were cut', async () => {
    const cut = createEngine();
    await cut.add([
      samplePaper({ id: 'a', title: 'YeastNet: a map of yeast', authors: ['Ada Lovelace'] }),
      samplePaper({ id: 'b', title: 'Bread', authors: ['Grace Hopper'] }),
    ]);
    const { answer: reply } = await createAnswer({ engine: cut, now: () => new Date('2024-01-15') })(
      'Did Grace Hopper write YeastNet?',
      EMPTY_CONTEXT,
    );

    expect(reply.answered).toBe(false);
    expect(renderText(reply)).toMatch(
      /^Grace Hopper is not among the listed authors: Ada Lovelace \(the list is cut/,
    );
  });

  it('answers two questions of one message, the second about what the first found', async () => {
    const text = renderText(await ask('Who wrote the EQ-5D paper, and when was it published?'));

    expect(text).toMatch(/^Ayşe Demir, Mehmet Yıldız\n4 Mar 2019\n/);
  });

  it('leaves out what is not wanted', async () => {
    const all = await ask('all papers from 2021');
    const some = await ask('all papers from 2021 but not about vancomycin');

    expect(all.papers).toHaveLength(3);
    expect(some.papers.map(({ id }) => id)).not.toContain('lindqvist2021n4');
    expect(some.papers).toHaveLength(2);
  });

  it('says that a paper tells nothing of a metric, a dataset or an age that its abstract lacks', async () => {
    for (const question of ['What accuracy does the EQ-5D reach?', 'Which GPU was used for ki-67?']) {
      expect((await ask(question)).answered, question).toBe(false);
    }
  });

  it('tells no property of what no paper speaks of', async () => {
    expect(await ask('How deep was the borehole at the Trakya University Hospital?')).toMatchObject({
      answered: false,
    });
  });

  it('groups an overview, with years and people', async () => {
    const reply = await ask('overview of patients');

    expect(reply.kind).toBe('overview');
    expect(renderText(reply)).toMatch(/papers that mention “patients”\n.*20\d\d: \d.*\nMost listed: /);
  });

  it('shows nothing of whoever is left out, and says so where nothing is left', async () => {
    const alone = createEngine();
    await alone.add([
      samplePaper({ id: 'a', title: 'Moss in Valleys', abstract: 'Moss grows.', authors: ['Ada Okafor'] }),
      samplePaper({ id: 'b', title: 'Moss on Roofs', abstract: 'Moss stays.', authors: ['Ada Okafor'] }),
      samplePaper({ id: 'c', title: 'Ferns', abstract: 'Ferns unfold.', authors: ['Per Lind'] }),
    ]);
    const say = createAnswer({ engine: alone, now: () => new Date('2024-01-15T12:00:00Z') });
    const { answer: none } = await say('papers on moss not by Okafor', EMPTY_CONTEXT);
    expect(none).toMatchObject({ answered: false, papers: [] });
    expect(renderText(none)).toContain('2 papers with Ada Okafor');
  });

  it('takes a shared name for whom the rest of the question leaves', async () => {
    const two = createEngine();
    await two.add([
      samplePaper({ id: 'a', title: 'Moss', authors: ['Ada Okafor'], date: '2022-01-01' }),
      samplePaper({ id: 'b', title: 'Ferns', authors: ['Ben Okafor'], date: '2023-01-01' }),
    ]);
    const say = createAnswer({ engine: two, now: () => new Date('2024-01-15T12:00:00Z') });
    expect((await say('Okafor papers of 2023', EMPTY_CONTEXT)).answer).toMatchObject({
      kind: 'list',
      papers: [{ id: 'b' }],
    });
    expect((await say('Okafor papers of 2020', EMPTY_CONTEXT)).answer.kind).toBe('none');
    expect((await say('Okafor papers', EMPTY_CONTEXT)).answer.kind).toBe('choice');
  });

  it('answers thanks as thanks, and a polite request as what it asks for', async () => {
    expect(renderText(await ask('thanks'))).toMatch(/^You’re welcome/);
    expect((await ask('Can I see the newest paper?')).papers).toEqual((await ask('newest paper')).papers);
    const plain = await ask('find papers about vancomycin');
    expect((await ask('Could you please find papers about vancomycin')).papers).toEqual(plain.papers);
  });

  it('gives field answers the same whatever the wording', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('papers by', 'everything by', 'show me', 'list all papers of'),
        fc.constantFrom('Robert Hale', 'robert hale', 'R. Hale', 'Hale, Robert'),
        async (ask_, name) => (await ask(`${ask_} ${name}`)).papers.length === 3,
      ),
      { numRuns: 16 },
    );
  });
});
