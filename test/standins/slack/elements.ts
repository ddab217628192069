import type { Found } from './payloads.ts';
import type { Block, Message, View } from './workspace.ts';

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The elements of a block that have an action_id, however deep: actions, accessories, inputs, containers. */
function elementsIn(block: Block): Found[] {
  const found: Found[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item);
    } else if (isObject(value)) {
      if (typeof value.action_id === 'string') found.push({ block, element: value });
      for (const inner of Object.values(value)) visit(inner);
    }
  };
  visit(block);
  return found;
}

/** Everything that a person can press, choose from or fill in on a message or view. */
export function elementsOf(surface: Message | View): Found[] {
  const blocks = 'payload' in surface ? surface.payload.blocks : surface.blocks;
  return blocks.flatMap(elementsIn);
}

/** @throws Error naming what is there, where nothing has this action_id. */
export function findElement(surface: Message | View, actionId: string): Found {
  const elements = elementsOf(surface);
  const found = elements.find(({ element }) => element.action_id === actionId);
  if (found !== undefined) return found;
  const there = elements.map(({ element }) => String(element.action_id)).join(', ') || 'nothing';
  throw new Error(`Nothing to press has the action_id ${actionId}; there is: ${there}`);
}

/** A choice of a menu: what it shows and what it means. */
export type Option = {
  readonly text: { readonly type: string; readonly text: string };
  readonly value: string;
};

/** The options of a menu or of a suggestion's answer, those in groups too. */
export function optionsOf(menu: unknown): Option[] {
  if (!isObject(menu)) return [];
  const groups = Array.isArray(menu.option_groups) ? menu.option_groups.flatMap(optionsOf) : [];
  return [...(Array.isArray(menu.options) ? (menu.options as Option[]) : []), ...groups];
}

/** What filling in an element makes of it: its part of `view.state.values`, and of a block action. */
export function filledIn({ element }: Found, value: string | Option): Record<string, unknown> {
  if (element.type === 'plain_text_input') return { type: element.type, value: String(value) };
  if (typeof value !== 'string') return { type: element.type, selected_option: value };
  const option = optionsOf(element).find((candidate) => candidate.value === value);
  if (option === undefined) throw new Error(`${String(element.action_id)} has no option ${value}`);
  return { type: element.type, selected_option: option };
}

/** `view.state.values` of a form: what is filled in, what was there at first, null where it is empty. */
export function formValues(view: View, values: Readonly<Record<string, string | Option>>) {
  const state: Record<string, Record<string, unknown>> = {};
  for (const found of elementsOf(view)) {
    const { block, element } = found;
    if (block.type !== 'input' && values[String(element.action_id)] === undefined) continue;
    const given = values[String(element.action_id)];
    const empty =
      element.type === 'plain_text_input'
        ? { type: element.type, value: element.initial_value ?? null }
        : { type: element.type, selected_option: element.initial_option ?? null };
    const blockId = String(block.block_id);
    state[blockId] = {
      ...state[blockId],
      [String(element.action_id)]: given === undefined ? empty : filledIn(found, given),
    };
  }
  for (const name of Object.keys(values)) findElement(view, name);
  return state;
}
