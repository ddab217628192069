import type { CommandState } from '../../src/reply/reply.ts';

/** What people ask, as each platform has it typed. */
export type Question = CommandState & { readonly slash: string; readonly text: string };

const question = (command: string, args: Readonly<Record<string, string>>, slash: string): Question => ({
  command,
  args,
  slash,
  text: Object.values(args).join(' '),
});

export const QUESTIONS: readonly Question[] = [
  question('paper', { query: 'differential privacy' }, '/paper'),
  question('author', { name: 'kaissis' }, '/author'),
  question('topic', { words: 'medical imaging' }, '/topics'),
  question('paper', { query: 'relationformer' }, '/paper'),
  question('ask', { question: 'how many papers have code?' }, '/labrarian'),
  question('topic', { words: 'cs.LG' }, '/topics'),
  question('ask', { question: 'Which papers use graph neural networks?' }, '/labrarian'),
  question('author', { name: 'rueckert' }, '/author'),
  question('paper', { query: 'graph transformers' }, '/paper'),
  question('ask', { question: 'what is the weather?' }, '/labrarian'),
];
