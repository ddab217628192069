import { expect, test } from 'vitest';
import { elementsOf, filledIn, findElement, formValues, optionsOf } from './elements.ts';
import type { Block, View } from './workspace.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string) => ({ text: plain(value), value });

function view(...blocks: Block[]): View {
  const payload = { type: 'modal' as const, blocks };
  return { id: 'V1', userId: 'U1', rootId: 'V1', payload, hash: '', open: true, errors: {} };
}
const menu = { type: 'static_select', action_id: 'kind', options: [option('a'), option('b')] };
const groups = { type: 'static_select', action_id: 'g', option_groups: [{ options: [option('c')] }] };
const form = view(
  { type: 'section', block_id: 'one', text: plain('x'), accessory: menu },
  { type: 'actions', block_id: 'two', elements: [groups] },
  { type: 'input', block_id: 'three', element: { type: 'plain_text_input', action_id: 'words' } },
  { type: 'input', block_id: 'four', element: { ...menu, action_id: 'first', initial_option: option('a') } },
);

test('what can be pressed is found wherever it stands', () => {
  expect(elementsOf(form).map(({ element }) => element.action_id)).toEqual(['kind', 'g', 'words', 'first']);
  expect(findElement(form, 'g').block.block_id).toBe('two');
  expect(() => findElement(form, 'x')).toThrow('there is: kind, g, words, first');
  expect(() => findElement(view(), 'x')).toThrow('there is: nothing');
});

test('options stand alone or in groups', () => {
  expect(optionsOf(menu).map(({ value }) => value)).toEqual(['a', 'b']);
  expect(optionsOf(groups).map(({ value }) => value)).toEqual(['c']);
  expect(optionsOf('none')).toEqual([]);
});

test('a choice is one of the options', () => {
  const found = findElement(form, 'kind');
  expect(filledIn(found, 'b')).toEqual({ type: 'static_select', selected_option: option('b') });
  expect(() => filledIn(found, 'z')).toThrow('no option z');
});

test('a form tells what is filled in, what was there at first, and what is empty', () => {
  expect(formValues(form, {})).toEqual({
    three: { words: { type: 'plain_text_input', value: null } },
    four: { first: { type: 'static_select', selected_option: option('a') } },
  });
  expect(formValues(form, { words: 'x', kind: 'b' })).toMatchObject({
    one: { kind: { selected_option: option('b') } },
    three: { words: { value: 'x' } },
  });
  expect(() => formValues(form, { wrods: 'x' })).toThrow('wrods');
});
