import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createJudge } from './judge.ts';
import type { RouteName } from './routes.ts';

const QUIET = { allowed_mentions: { parse: [] } };
const row = (...components: object[]) => ({ type: 1, components });
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Next', custom_id: 'next', ...more });
const display = (content: string) => ({ type: 10, content });
const V2 = 1 << 15;

/** What the judge says of a body, and whether Discord would refuse it. */
function judged(route: RouteName, body: unknown) {
  const judge = createJudge();
  const refused = judge.request(route, body, []);
  return { refused: refused.length > 0, problems: judge.violations.map(({ problem }) => problem).join('\n') };
}

const message = (body: object) => judged('createMessage', { ...QUIET, ...body });
const callback = (type: number, data?: object) => judged('answerInteraction', { type, data });

test('what is right passes', () => {
  const good = [
    message({ content: 'x'.repeat(2000), components: [row(button())] }),
    message({
      flags: V2,
      components: [{ type: 17, components: [display('x'.repeat(4000)), row(button())] }],
    }),
    callback(4, { content: 'x', ...QUIET }),
    callback(5, { flags: 64 }),
    callback(6),
    callback(8, { choices: [{ name: 'a', value: 'b' }] }),
    judged('replaceCommands', [{ name: 'paper', description: 'Find', default_member_permissions: '32' }]),
  ];
  for (const { problems } of good) expect(problems).toBe('');
});

describe('Discord refuses', () => {
  const long = (count: number) => 'x'.repeat(count);
  const cases: [string, ReturnType<typeof judged>, string][] = [
    ['long content', message({ content: long(2001) }), 'content: 2001 characters'],
    ['nothing', message({ content: ' ' }), 'the message is empty'],
    [
      'embeds that are long together',
      message({ embeds: [{ description: long(4000) }, { description: long(2001) }] }),
      'embeds: 6001',
    ],
    ['a long title', message({ embeds: [{ title: long(257) }] }), 'embeds.0.title'],
    ['26 fields', message({ embeds: [{ fields: Array(26).fill({ name: 'a', value: 'b' }) }] }), 'fields'],
    [
      'a custom_id twice',
      message({ content: 'x', components: [row(button(), button())] }),
      'custom_id next twice',
    ],
    [
      'an empty custom_id',
      message({ content: 'x', components: [row(button({ custom_id: '' }))] }),
      'custom_id',
    ],
    [
      'a long custom_id',
      message({ content: 'x', components: [row(button({ custom_id: long(101) }))] }),
      'custom_id',
    ],
    ['a long label', message({ content: 'x', components: [row(button({ label: long(81) }))] }), 'label'],
    [
      'a button without a name',
      message({ content: 'x', components: [row(button({ label: '' }))] }),
      'neither label',
    ],
    [
      'a link without url',
      message({ content: 'x', components: [row({ type: 2, style: 5, label: 'x' })] }),
      'url',
    ],
    [
      'six buttons',
      message({
        content: 'x',
        components: [row(...[1, 2, 3, 4, 5, 6].map((n) => button({ custom_id: `${n}` })))],
      }),
      'components',
    ],
    [
      'six rows',
      message({
        content: 'x',
        components: [1, 2, 3, 4, 5, 6].map((n) => row(button({ custom_id: `${n}` }))),
      }),
      '6 rows',
    ],
    [
      'text components without the flag',
      message({ components: [display('x')] }),
      'needs the components flag',
    ],
    [
      'content beside the V2 layout',
      message({ content: 'x', flags: V2, components: [display('x')] }),
      'content: not together',
    ],
    [
      '4001 characters in V2',
      message({ flags: V2, components: [display(long(4000)), display('x')] }),
      '4001 characters',
    ],
    [
      '41 components in V2',
      message({ flags: V2, components: [{ type: 17, components: Array(40).fill(display('x')) }] }),
      '41, at most 40',
    ],
    [
      'a select of 26',
      message({
        content: 'x',
        components: [row({ type: 3, custom_id: 's', options: Array(26).fill({ label: 'a', value: 'a' }) })],
      }),
      'options',
    ],
    ['a long nonce', message({ content: 'x', nonce: long(26) }), 'nonce'],
    ['flags in a defer', callback(5, { flags: V2 }), 'only ephemeral'],
    ['26 choices', callback(8, { choices: Array(26).fill({ name: 'a', value: 'a' }) }), 'choices'],
    ['a long choice', callback(8, { choices: [{ name: 'a', value: long(101) }] }), 'choice value'],
    ['a choice without a name', callback(8, { choices: [{ name: '', value: 'a' }] }), 'name'],
    [
      'a long form title',
      callback(9, { custom_id: 'f', title: long(46), components: [display('x')] }),
      'title',
    ],
    [
      'six components in a form',
      callback(9, { custom_id: 'f', title: 'x', components: Array(6).fill(display('x')) }),
      '6 components',
    ],
    ['an unknown callback', callback(99, {}), 'type'],
    ['upper case in a command', judged('createCommand', { name: 'Paper', description: 'x' }), 'not allowed'],
    ['a command without description', judged('createCommand', { name: 'paper' }), 'no description'],
    [
      'two commands of one name',
      judged('replaceCommands', [
        { name: 'a', description: 'x' },
        { name: 'a', description: 'x' },
      ]),
      'twice',
    ],
    [
      'required after optional',
      judged('createCommand', {
        name: 'paper',
        description: 'x',
        options: [
          { type: 3, name: 'a', description: 'x' },
          { type: 3, name: 'b', description: 'x', required: true },
        ],
      }),
      'required option after',
    ],
    [
      'choices and completion',
      judged('createCommand', {
        name: 'paper',
        description: 'x',
        options: [
          { type: 3, name: 'a', description: 'x', autocomplete: true, choices: [{ name: 'a', value: 'a' }] },
        ],
      }),
      'autocomplete and choices',
    ],
    [
      'more than 8000 characters in a command',
      judged('createCommand', {
        name: 'paper',
        description: 'x',
        options: Array.from({ length: 25 }, (_, index) => ({
          type: 3,
          name: `o${index}`,
          description: 'x',
          choices: [{ name: 'a', value: 'v'.repeat(400) }],
        })),
      }),
      'at most 8000',
    ],
  ];
  test.each(cases)('%s', (_, { refused, problems }, expected) => {
    expect(refused).toBe(true);
    expect(problems).toContain(expected);
  });
});

describe('Discord would take it, this bot must not send', () => {
  const cases: [string, ReturnType<typeof judged>, string][] = [
    ['no word on mentions', judged('createMessage', { content: 'x' }), 'allowed_mentions'],
    [
      'mentions let through',
      judged('createMessage', { content: 'x', allowed_mentions: { parse: ['users'] } }),
      'allowed_mentions',
    ],
    [
      'a ping of whoever is replied to',
      judged('createMessage', { content: 'x', allowed_mentions: { parse: [], replied_user: true } }),
      'allowed_mentions',
    ],
    [
      'an edit of nothing but buttons',
      judged('editOriginal', { components: [row(button())] }),
      'allowed_mentions',
    ],
    ['a link to a script', message({ content: '[x](javascript:alert(1))' }), 'javascript is not http'],
    [
      'a link to a file',
      message({ flags: V2, components: [display('see <file:///etc/passwd>')] }),
      'file is not http',
    ],
    [
      'a button to a program',
      message({ content: 'x', components: [row({ type: 2, style: 5, label: 'x', url: 'steam://run/1' })] }),
      'steam is not http',
    ],
    ['an unknown field', message({ content: 'x', contents: 'y' }), 'unrecognized_keys contents'],
    [
      'an unknown field deep inside',
      message({ flags: V2, components: [{ type: 17, components: [{ ...display('x'), size: 3 }] }] }),
      'components.0.components.0: unrecognized_keys size',
    ],
  ];
  test.each(cases)('%s', (_, { refused, problems }, expected) => {
    expect(refused).toBe(false);
    expect(problems).toContain(expected);
  });

  test('an escaped link, one in code and a web link are none of that', () => {
    const content =
      '\\[x\\]\\(javascript:x) `[x](javascript:x)` [x](https://arxiv.org) <https://arxiv.org> a<b:c <@1>';
    expect(message({ content }).problems).toBe('');
  });
});

test('any body at all is judged, not crashed on', () => {
  const routes = fc.constantFrom<RouteName>(
    'createMessage',
    'answerInteraction',
    'editOriginal',
    'replaceCommands',
  );
  const type = fc.constantFrom(4, 5, 6, 7, 8, 9, 10);
  const body = fc.oneof(fc.jsonValue(), fc.record({ type, data: fc.jsonValue() }), fc.array(fc.jsonValue()));
  fc.assert(
    fc.property(routes, body, (route, given) => {
      const { refused, problems } = judged(route, given);
      expect(refused && problems === '').toBe(false);
    }),
  );
});

describe('the stand-in is judged too', () => {
  test('a reply without what the specification has, with more, or without a body', () => {
    const judge = createJudge();
    judge.reply('getGatewayBot', { status: 200, body: { url: 'ws://127.0.0.1:1' } });
    judge.reply('getUser', { status: 200, body: { id: '1', name: 'ada' } });
    judge.reply('getUser', { status: 200 });
    judge.reply('deleteMessage', { status: 200, body: {} });
    judge.event('MESSAGE_CREATE', { id: '1', guild_id: '2' });
    judge.unknownRoute('GET', '/api/v10/emojis');
    judge.defect(new Error('broken'));
    const found = judge.violations.map(({ direction, problem }) => `${direction} ${problem}`).join('\n');
    for (const part of [
      'reply session_start_limit',
      'reply body: unrecognized_keys name',
      'reply 200 without a body',
      'reply 200 with a body',
      'event content',
      'request no such route',
      'reply Error: broken',
    ]) {
      expect(found).toContain(part);
    }
  });
});
