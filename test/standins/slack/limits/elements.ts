import {
  checkCount,
  checkFields,
  checkLength,
  checkText,
  isObject,
  type Json,
  listOf,
  objectAt,
  type Report,
} from './violation.ts';

const REFUSED = 'invalid_blocks';
const OPTIONS = 100;
const ACTION_FIELDS = ['action_id', 'confirm', 'focus_on_load'];
const MENU_FIELDS = [...ACTION_FIELDS, 'placeholder'];
const CHOICE_FIELDS = ['options', 'option_groups', 'initial_option', 'initial_options', 'max_selected_items'];

function checkOption(report: Report, value: unknown, path: string, plain = true): void {
  const option = objectAt(report, value, path);
  if (option === undefined) return;
  checkFields(report, option, path, ['text', 'value', 'description', 'url']);
  checkText(report, option.text, `${path}/text`, 75, plain);
  checkLength(report, option.value, `${path}/value`, 150);
  if (option.description !== undefined)
    checkText(report, option.description, `${path}/description`, 75, plain);
}

function checkOptionList(
  report: Report,
  options: unknown,
  path: string,
  most: number,
  plain = true,
  least = 1,
): void {
  checkCount(report, options, path, most, least);
  for (const [at, option] of listOf(options).entries()) checkOption(report, option, `${path}/${at}`, plain);
}

function checkGroups(report: Report, groups: unknown, path: string): void {
  checkCount(report, groups, path, OPTIONS);
  for (const [at, value] of listOf(groups).entries()) {
    const group = objectAt(report, value, `${path}/${at}`);
    if (group === undefined) continue;
    checkText(report, group.label, `${path}/${at}/label`, 75, true);
    checkOptionList(report, group.options, `${path}/${at}/options`, OPTIONS);
  }
}

/** The choices of a menu, or the answer to a suggestion: options or groups of options, at most 100 of each. */
export function checkChoices(report: Report, menu: Json, path: string, least = 1): void {
  if (menu.option_groups !== undefined) {
    checkGroups(report, menu.option_groups, `${path}/option_groups`);
    return;
  }
  checkOptionList(report, menu.options, `${path}/options`, OPTIONS, true, least);
  const values = listOf(menu.options).map((option) => isObject(option) && option.value);
  if (isObject(menu.initial_option) && !values.includes(menu.initial_option.value)) {
    report('initial-option', `${path}/initial_option`, 'is none of the options', REFUSED);
  }
}

function checkConfirm(report: Report, value: unknown, path: string): void {
  const confirm = objectAt(report, value, path);
  if (confirm === undefined) return;
  checkFields(report, confirm, path, ['title', 'text', 'confirm', 'deny', 'style']);
  checkText(report, confirm.title, `${path}/title`, 100, true);
  checkText(report, confirm.text, `${path}/text`, 300);
  checkText(report, confirm.confirm, `${path}/confirm`, 30, true);
  checkText(report, confirm.deny, `${path}/deny`, 30, true);
}

type Check = (report: Report, element: Json, path: string) => void;

function menu(own: readonly string[], check: Check = () => {}): Check {
  return (report, element, path) => {
    checkFields(report, element, path, [...MENU_FIELDS, ...own]);
    if (element.placeholder !== undefined) {
      checkText(report, element.placeholder, `${path}/placeholder`, 150, true);
    }
    check(report, element, path);
  };
}

const button: Check = (report, element, path) => {
  checkFields(report, element, path, [
    ...ACTION_FIELDS,
    'text',
    'value',
    'url',
    'style',
    'accessibility_label',
  ]);
  checkText(report, element.text, `${path}/text`, 75, true);
  if (element.value !== undefined) checkLength(report, element.value, `${path}/value`, 2000, 0);
  if (element.url !== undefined) checkLength(report, element.url, `${path}/url`, 3000);
  if (element.accessibility_label !== undefined) {
    checkLength(report, element.accessibility_label, `${path}/accessibility_label`, 75);
  }
  if (element.style !== undefined && element.style !== 'primary' && element.style !== 'danger') {
    report('style', `${path}/style`, `${String(element.style)} is no style of a button`, REFUSED);
  }
};

/** Lists of at most `most` options, shown all at once. */
function openList(most: number, plain: boolean): Check {
  return (report, element, path) => {
    checkFields(report, element, path, [...ACTION_FIELDS, ...CHOICE_FIELDS]);
    checkOptionList(report, element.options, `${path}/options`, most, plain);
  };
}

const SELECT = menu(CHOICE_FIELDS, (report, element, path) => checkChoices(report, element, path));
const EXTERNAL = menu(['initial_option', 'initial_options', 'min_query_length', 'max_selected_items']);

export const ELEMENTS: Readonly<Record<string, Check>> = {
  button,
  static_select: SELECT,
  multi_static_select: SELECT,
  external_select: EXTERNAL,
  multi_external_select: EXTERNAL,
  users_select: menu(['initial_user']),
  channels_select: menu(['initial_channel', 'response_url_enabled']),
  conversations_select: menu([
    'initial_conversation',
    'default_to_current_conversation',
    'response_url_enabled',
    'filter',
  ]),
  datepicker: menu(['initial_date']),
  timepicker: menu(['initial_time', 'timezone']),
  overflow: openList(5, true),
  radio_buttons: openList(10, false),
  checkboxes: openList(10, false),
  plain_text_input: menu([
    'initial_value',
    'multiline',
    'min_length',
    'max_length',
    'dispatch_action_config',
  ]),
};

/** Elements that stand in an input block alone. */
const INPUT_ONLY = ['plain_text_input'];

/** One element with an action_id: known, within its limits, and allowed where it stands. */
export function checkElement(report: Report, value: unknown, path: string, inInput = false): void {
  const element = objectAt(report, value, path);
  if (element === undefined) return;
  const type = String(element.type);
  const check = ELEMENTS[type];
  if (check === undefined) {
    report('unknown-element', path, type, REFUSED);
    return;
  }
  if (!inInput && INPUT_ONLY.includes(type))
    report('misplaced', path, `${type} belongs into an input`, REFUSED);
  if (inInput && (type === 'button' || type === 'overflow')) {
    report('misplaced', path, `${type} is no input`, REFUSED);
  }
  if (element.action_id !== undefined) checkLength(report, element.action_id, `${path}/action_id`, 255);
  if (element.confirm !== undefined) checkConfirm(report, element.confirm, `${path}/confirm`);
  check(report, element, path);
}
