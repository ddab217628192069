import { renderText } from '../../src/reply/render-text.ts';
import { shippedDataPath } from '../../src/shipped-data.ts';
import { dispatchOver } from '../dispatch-over.ts';
import { readPapers } from '../question-eval.ts';

/** Questions as people type them, under what they show. The last two are refused. */
const QUESTIONS: readonly (readonly [string, string])[] = [
  ['A paper by what it does', 'Which paper lets adversarial agents keep attacking clinical chatbots?'],
  ['A fact in it', 'How many experts are in the FUTURE-AI consortium?'],
  ['An abbreviation', 'wat does SDI stand for'],
  ['A set', 'chest x-ray papers with code, newest first'],
  ['Times as people say them', 'papers from last spring'],
  ['What the listing tells', 'With whom has Kaissis written the most papers?'],
  ['Two questions in one', 'Who wrote RATCHET, and where is the code?'],
  ['In German', 'Aus wie vielen Ländern kommen die Experten von FUTURE-AI?'],
  ['What is not so', 'Did Rueckert write the ChEX paper in 2023?'],
  ['The abstract does not tell', 'How many GPUs did it take to train LungEvaty?'],
  ['Nothing of the kind is here', 'anything about earthquakes?'],
];

/** The page of questions and answers, each asked of the papers that come with the program, by words alone. */
export async function answersPage(): Promise<string> {
  const bot = await dispatchOver(readPapers(shippedDataPath('papers.json')));
  const parts = [
    '# Questions and answers',
    'Made by `npm run docs` from the papers that come with Labrarian, as the terminal shows them on 30 June 2026; a test compares this page with a new run.',
  ];
  for (const [shows, question] of QUESTIONS) {
    await bot.say('/reset');
    const reply = await bot.say(question);
    parts.push(`## ${shows}\n\n> ${question}`, `\`\`\`text\n${renderText(reply)}\n\`\`\``);
  }
  return `${parts.join('\n\n')}\n`;
}
