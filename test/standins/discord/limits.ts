import { ButtonStyle, ComponentType, InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { commandLimits } from './command-limits.ts';
import type { AttachedFile } from './message-payload.ts';
import { componentsOf, isMessageBody, messageOf } from './message-routes.ts';
import type { RouteName } from './routes.ts';

/**
 * Discord's limits that its specification does not state or states too wide, from its documentation
 * (developers/docs: resources/message, components/reference, interactions/receiving-and-responding).
 * Written apart from what the bot renders with, so that the two check each other. Lengths in UTF-16 units.
 */
const CONTENT = 2000;
const EMBEDS_SUM = 6000;
const V2_TEXT_SUM = 4000;
const V2_COMPONENTS = 40;
const LEGACY_ROWS = 5;
const ROW_BUTTONS = 5;
const CUSTOM_ID = 100;
const BUTTON_LABEL = 80;
const BUTTON_URL = 512;
const SELECT_OPTIONS = 25;
const SELECT_TEXT = 100;
const PLACEHOLDER = 150;
const CHOICES = 25;
const CHOICE_TEXT = 100;
const MODAL_TITLE = 45;
const MODAL_COMPONENTS = 5;

type Node = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly Node[] => (Array.isArray(value) ? (value as Node[]) : []);

function tooLong(where: string, value: unknown, max: number): string[] {
  const { length } = text(value);
  return length > max ? [`${where}: ${length} characters, at most ${max}`] : [];
}

function embedsTotal(embeds: readonly Node[]): number {
  const parts = embeds.flatMap(({ title, description, footer, author, fields }) => [
    title,
    description,
    (footer as Node | undefined)?.text,
    (author as Node | undefined)?.name,
    ...list(fields).flatMap(({ name, value }) => [name, value]),
  ]);
  return parts.reduce<number>((sum, part) => sum + text(part).trim().length, 0);
}

function buttonProblems(button: Node): string[] {
  const isLink = button.style === ButtonStyle.Link;
  const named = text(button.label) !== '' || Boolean(button.emoji);
  return [
    ...tooLong('button label', button.label, BUTTON_LABEL),
    ...tooLong('button url', button.url, BUTTON_URL),
    ...(named ? [] : ['button: neither label nor emoji']),
    ...(isLink && (!button.url || button.custom_id) ? ['link button: needs a url and no custom_id'] : []),
    ...(!isLink && (!button.custom_id || button.url) ? ['button: needs a custom_id and no url'] : []),
  ];
}

function selectProblems(select: Node): string[] {
  const options = list(select.options);
  const values = options.map(({ value }) => text(value));
  return [
    ...(options.length === 0 || options.length > SELECT_OPTIONS
      ? [`select: ${options.length} options, 1 to ${SELECT_OPTIONS}`]
      : []),
    ...(new Set(values).size < values.length ? ['select: the same value twice'] : []),
    ...tooLong('select placeholder', select.placeholder, PLACEHOLDER),
    ...options.flatMap((option) =>
      ['label', 'value', 'description'].flatMap((key) =>
        tooLong(`select option ${key}`, option[key], SELECT_TEXT),
      ),
    ),
  ];
}

function rowProblems(row: Node): string[] {
  const inside = list(row.components);
  const buttons = inside.filter(({ type }) => type === ComponentType.Button);
  if (inside.length === 0) return ['row: nothing in it'];
  if (buttons.length > ROW_BUTTONS) return [`row: ${buttons.length} buttons, at most ${ROW_BUTTONS}`];
  const mixed = inside.length > 1 && buttons.length < inside.length;
  return mixed ? ['row: a select stands alone in its row'] : [];
}

function twice(what: string, values: readonly unknown[]): string[] {
  const again = values.filter((value, index) => values.indexOf(value) !== index);
  return again.map((value) => `${what} ${String(value)} twice in a message`);
}

function componentProblems(all: readonly Node[]): string[] {
  const customIds = all.flatMap(({ custom_id }) => (typeof custom_id === 'string' ? [custom_id] : []));
  const ids = all.flatMap(({ id }) => (typeof id === 'number' && id > 0 ? [id] : []));
  const badIds = customIds.filter((id) => id.length < 1 || id.length > CUSTOM_ID);
  return [
    ...badIds.map((id) => `custom_id: ${id.length} characters, 1 to ${CUSTOM_ID}`),
    ...twice('custom_id', customIds),
    ...twice('component id', ids),
    ...all.flatMap((component) => {
      if (component.type === ComponentType.Button) return buttonProblems(component);
      if (component.type === ComponentType.StringSelect) return selectProblems(component);
      if (component.type === ComponentType.ActionRow) return rowProblems(component);
      if (component.type === ComponentType.Container && list(component.components).length === 0) {
        return ['container: nothing in it'];
      }
      return [];
    }),
  ];
}

/** The layout of `IsComponentsV2`: all text in components, nothing beside them. */
function v2Problems(body: Node, all: readonly Node[]): string[] {
  const total = all
    .filter(({ type }) => type === ComponentType.TextDisplay)
    .reduce((sum, { content }) => sum + text(content).length, 0);
  const besides = ['content', 'embeds', 'poll', 'sticker_ids'].filter((key) => {
    const value = body[key];
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  });
  return [
    ...besides.map((key) => `${key}: not together with the components flag`),
    ...(all.length > V2_COMPONENTS ? [`components: ${all.length}, at most ${V2_COMPONENTS} in all`] : []),
    ...(total > V2_TEXT_SUM ? [`components: ${total} characters of text, at most ${V2_TEXT_SUM}`] : []),
  ];
}

function legacyProblems(body: Node, isNew: boolean): string[] {
  const rows = list(body.components);
  const foreign = isNew && rows.some(({ type }) => type !== ComponentType.ActionRow);
  return [
    ...tooLong('content', body.content, CONTENT),
    ...(rows.length > LEGACY_ROWS ? [`components: ${rows.length} rows, at most ${LEGACY_ROWS}`] : []),
    ...(foreign ? ['components: this type needs the components flag'] : []),
  ];
}

function messageLimits(body: Node, isNew: boolean, files: readonly AttachedFile[]): string[] {
  const all = componentsOf(body);
  const isV2 = (Number(body.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
  const sum = embedsTotal(list(body.embeds));
  const isEmpty =
    isNew &&
    !body.poll &&
    files.length === 0 &&
    text(body.content).trim() === '' &&
    list(body.embeds).length === 0;
  return [
    ...(isV2 ? v2Problems(body, all) : legacyProblems(body, isNew)),
    ...(sum > EMBEDS_SUM ? [`embeds: ${sum} characters in all, at most ${EMBEDS_SUM}`] : []),
    ...componentProblems(all),
    ...(isEmpty && all.length === 0 ? ['content: the message is empty'] : []),
  ];
}

function modalLimits(data: Node): string[] {
  const components = list(data.components);
  return [
    ...tooLong('modal title', data.title, MODAL_TITLE),
    ...(components.length < 1 || components.length > MODAL_COMPONENTS
      ? [`modal: ${components.length} components, 1 to ${MODAL_COMPONENTS}`]
      : []),
    ...componentProblems(componentsOf(data)),
  ];
}

function choiceLimits(data: Node): string[] {
  const choices = list(data.choices);
  return [
    ...(choices.length > CHOICES ? [`choices: ${choices.length}, at most ${CHOICES}`] : []),
    ...choices.flatMap(({ name, value }) => [
      ...(text(name) === '' ? ['choice: no name'] : []),
      ...tooLong('choice name', name, CHOICE_TEXT),
      ...tooLong('choice value', value, CHOICE_TEXT),
    ]),
  ];
}

function deferLimits(data: Node): string[] {
  const others = Number(data.flags ?? 0) & ~MessageFlags.Ephemeral;
  return others === 0 ? [] : [`defer: flags ${others}, only ephemeral is allowed`];
}

function callbackLimits(body: Node, files: readonly AttachedFile[]): string[] {
  const data = (body.data ?? {}) as Node;
  switch (body.type) {
    case InteractionResponseType.ChannelMessageWithSource:
      return messageLimits(data, true, files);
    case InteractionResponseType.UpdateMessage:
      return messageLimits(data, false, files);
    case InteractionResponseType.DeferredChannelMessageWithSource:
      return deferLimits(data);
    case InteractionResponseType.ApplicationCommandAutocompleteResult:
      return choiceLimits(data);
    case InteractionResponseType.Modal:
      return modalLimits(data);
    default:
      return [];
  }
}

/** What a request exceeds: Discord answers it with 400. */
export function bodyLimits(route: RouteName, body: unknown, files: readonly AttachedFile[]): string[] {
  if (route === 'answerInteraction') return callbackLimits(body as Node, files);
  if (isMessageBody(route)) {
    const isNew = route === 'createMessage' || route === 'createFollowUp';
    return messageLimits(messageOf(route, body), isNew, files);
  }
  return commandLimits(route, body);
}
