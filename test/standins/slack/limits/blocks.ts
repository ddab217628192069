import { checkElement } from './elements.ts';
import {
  checkCount,
  checkFields,
  checkLength,
  checkText,
  isObject,
  type Json,
  listOf,
  type Report,
} from './violation.ts';

const REFUSED = 'invalid_blocks';

export type SurfaceKind = 'message' | 'modal' | 'home';

type Check = (report: Report, block: Json, path: string) => void;

const section: Check = (report, block, path) => {
  checkFields(report, block, path, ['block_id', 'text', 'fields', 'accessory', 'expand']);
  if (block.text === undefined && block.fields === undefined) {
    report('empty', path, 'a section wants a text or fields', REFUSED);
  }
  if (block.text !== undefined) checkText(report, block.text, `${path}/text`, 3000);
  if (block.fields !== undefined) {
    checkCount(report, block.fields, `${path}/fields`, 10);
    for (const [at, field] of listOf(block.fields).entries()) {
      checkText(report, field, `${path}/fields/${at}`, 2000);
    }
  }
  if (isObject(block.accessory) && block.accessory.type === 'image') {
    checkImage(report, block.accessory, `${path}/accessory`);
  } else if (block.accessory !== undefined) checkElement(report, block.accessory, `${path}/accessory`);
};

const checkImage: Check = (report, image, path) => {
  checkFields(report, image, path, ['block_id', 'image_url', 'slack_file', 'alt_text', 'title']);
  checkLength(report, image.alt_text, `${path}/alt_text`, 2000);
  if (image.slack_file === undefined) checkLength(report, image.image_url, `${path}/image_url`, 3000);
  if (image.title !== undefined) checkText(report, image.title, `${path}/title`, 2000, true);
};

const header: Check = (report, block, path) => {
  checkFields(report, block, path, ['block_id', 'text']);
  checkText(report, block.text, `${path}/text`, 150, true);
};

const context: Check = (report, block, path) => {
  checkFields(report, block, path, ['block_id', 'elements']);
  checkCount(report, block.elements, `${path}/elements`, 10);
  for (const [at, element] of listOf(block.elements).entries()) {
    const inner = `${path}/elements/${at}`;
    if (isObject(element) && element.type === 'image') checkImage(report, element, inner);
    else checkText(report, element, inner, 3000);
  }
};

const actions: Check = (report, block, path) => {
  checkFields(report, block, path, ['block_id', 'elements']);
  checkCount(report, block.elements, `${path}/elements`, 25);
  for (const [at, element] of listOf(block.elements).entries()) {
    checkElement(report, element, `${path}/elements/${at}`);
  }
};

const input: Check = (report, block, path) => {
  checkFields(report, block, path, ['block_id', 'label', 'element', 'hint', 'optional', 'dispatch_action']);
  checkText(report, block.label, `${path}/label`, 2000, true);
  if (block.hint !== undefined) checkText(report, block.hint, `${path}/hint`, 2000, true);
  checkElement(report, block.element, `${path}/element`, true);
};

const markdown: Check = (report, block, path) => {
  checkFields(report, block, path, ['block_id', 'text']);
  checkLength(report, block.text, `${path}/text`, 12_000);
};

const table: Check = (report, block, path) => {
  checkFields(report, block, path, ['block_id', 'rows', 'column_settings']);
  checkCount(report, block.rows, `${path}/rows`, 100);
  for (const [at, row] of listOf(block.rows).entries()) {
    checkCount(report, row, `${path}/rows/${at}`, 20);
  }
};

const richText: Check = (report, block, path) => {
  checkFields(report, block, path, ['block_id', 'elements']);
  checkCount(report, block.elements, `${path}/elements`, 100, 0);
};

const BLOCKS: Readonly<Record<string, Check>> = {
  section,
  header,
  context,
  actions,
  input,
  markdown,
  table,
  rich_text: richText,
  image: checkImage,
  divider: (report, block, path) => checkFields(report, block, path, ['block_id']),
};

/** Blocks that exist in messages alone. */
const MESSAGE_ONLY = ['markdown', 'table'];
/** All markdown blocks of a message together. */
const MARKDOWN_TOTAL = 12_000;
/** Slack refuses messages whose blocks, written as JSON, are longer; it does not document the number. */
const MESSAGE_TOTAL = 13_200;
const MOST: Readonly<Record<SurfaceKind, number>> = { message: 50, modal: 100, home: 100 };

function repeated(ids: readonly unknown[]): string[] {
  const texts = ids.filter((id) => typeof id === 'string');
  return [...new Set(texts.filter((id, at) => texts.indexOf(id) !== at))];
}

function actionIds(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(actionIds);
  if (!isObject(value)) return [];
  return [value.action_id, ...Object.values(value).flatMap(actionIds)];
}

/** All blocks of a message, modal or home: their number, each one's limits, and ids that nothing else has. */
export function checkBlocks(
  report: Report,
  blocks: readonly unknown[],
  surface: SurfaceKind,
  path: string,
): void {
  checkCount(report, blocks, path, MOST[surface], 0);
  for (const [at, block] of blocks.entries()) {
    const here = `${path}/${at}`;
    const type = isObject(block) ? String(block.type) : '';
    const check = BLOCKS[type];
    if (!isObject(block) || check === undefined) {
      report('unknown-block', here, type, REFUSED);
      continue;
    }
    if (surface !== 'message' && MESSAGE_ONLY.includes(type)) {
      report('misplaced', here, `${type} belongs into messages`, REFUSED);
    }
    if (block.block_id !== undefined) checkLength(report, block.block_id, `${here}/block_id`, 255);
    check(report, block, here);
  }
  for (const id of repeated(blocks.map((block) => isObject(block) && block.block_id))) {
    report('repeated-id', path, `block_id ${id}`, REFUSED);
  }
  for (const id of repeated(actionIds(blocks))) report('repeated-id', path, `action_id ${id}`, REFUSED);
  if (surface !== 'message') return;
  const markdownLength = blocks
    .filter((block) => isObject(block) && block.type === 'markdown')
    .reduce<number>((sum, block) => sum + String(isObject(block) && block.text).length, 0);
  if (markdownLength > MARKDOWN_TOTAL) {
    report('length', path, `${markdownLength} characters of markdown`, 'msg_blocks_too_long');
  }
  const total = JSON.stringify(blocks).length;
  if (total > MESSAGE_TOTAL) {
    report('total', path, `${total} characters of JSON, allowed are ${MESSAGE_TOTAL}`, 'msg_blocks_too_long');
  }
}
