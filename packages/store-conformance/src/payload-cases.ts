import { deepStrictEqual } from 'node:assert';
import { MAX_PAYLOAD_BYTES, MAX_PAYLOAD_DEPTH, OPERATOR_SCOPE } from '@tracker/core';
import type { JsonValue } from '@tracker/state';
import type { Play } from './play.js';
import { answers, fails, progresses } from './story.js';

function nested(depth: number): JsonValue {
  let value: JsonValue = 'the bottom';
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { '': value };
  return value;
}

/** What people and models send, by what is hard about it. */
const HOSTILE: Readonly<Record<string, JsonValue>> = {
  'the NUL character': 'a\u0000b',
  'nothing but the NUL character': '\u0000',
  'control characters': '\u0001\u0008\u001b\u007f\u009f\r\n\t',
  'lone surrogates': ['\ud800', '\udfff', 'a\udc00b', '\ud83d'],
  'characters of four bytes': '😀👩‍👩‍👧‍👦𝕊𠜎',
  'what looks like an escape': '\\u0000 \\ud800 \\x00 \\',
  'separators of lines': '\u2028\u2029\u0085',
  'a byte order mark, and what is no character': '\ufeff\ufffe\uffff',
  SQL: `'; DROP TABLE executions; --" \` $1 ?1 :a @b %s {} \\'`,
  'keys that are hard': {
    '': 1,
    '\u0000': 2,
    '\ud800': 3,
    constructor: 4,
    "'": 5,
    '😀': 6,
    ' a ': 7,
  },
  'huge and tiny numbers': [1.7976931348623157e308, 5e-324, -1e300, 2 ** 53, 2 ** 63, 1e21, 0.1],
  'whole numbers at their bounds': [9007199254740991, -9007199254740991, 4294967296, 0],
  'words that other languages take for something else': ['null', 'true', 'NaN', '0', '1e5', ''],
  'things that mean nothing': [null, [], {}, '', false, 0, [[]], [{}]],
  'two spellings of one letter': ['\u00e9', 'e\u0301'],
};

/** Payloads come back as they were given. */
export const payloadCases: readonly Play[] = [
  ...Object.entries(HOSTILE).map(([what, value]) => hostile(what, value)),
  hostile(`${MAX_PAYLOAD_DEPTH} levels of nesting`, nested(MAX_PAYLOAD_DEPTH - 1)),
  hostile('as many bytes as are allowed', 'ab'.repeat(MAX_PAYLOAD_BYTES / 2 - 100)),
  hostile(
    'as many members as fit',
    Array.from({ length: 40_000 }, (_, index) => index % 100),
  ),
  {
    name: 'ids and names may be in any script, and differ in the smallest detail',
    async run(stage) {
      const names = ['ann', 'Ann', 'ANN', 'ann ', ' ann', '%', '_', 'a%', "a'b", 'a"b', 'a\\b'];
      names.push(
        '😀',
        '\u00e9',
        'e\u0301',
        'ı',
        'ß',
        'ss',
        'null',
        '0',
        '00',
        '1e0',
        'x'.repeat(200),
      );
      const stories = [];
      for (const id of names) {
        const birth = { id, userId: `u${id}`, threadId: id, agentName: id };
        stories.push(await stage.tell(stage.ended(birth)));
      }
      for (const story of stories) {
        await stage.holds(story);
        const { userId, threadId, agentName } = story.record;
        const query = { threadId, agentName, limit: 100 };
        const listed = await stage.store.list({ userId }, query);
        deepStrictEqual(
          listed.map(({ record }) => record.id),
          [story.id],
        );
        const everywhere = await stage.store.list(OPERATOR_SCOPE, query);
        deepStrictEqual(
          everywhere.map(({ record }) => record.id),
          [story.id],
        );
      }
    },
  },
];

function hostile(what: string, value: JsonValue): Play {
  return {
    name: `a payload with ${what} comes back as it was given`,
    async run(stage) {
      const { store } = stage;
      const running = await stage.tell(stage.running({ metadata: { value } }));
      const note =
        typeof value === 'string' ? value.slice(0, 2_000) : JSON.stringify(value).slice(0, 2_000);
      const noted = await stage.tell(running.and(progresses(store.now(), note)), running);
      const ended = await stage.tell(noted.and(...answers(store.now(), value)), noted);
      await stage.holds(ended);
      const listed = await store.list(OPERATOR_SCOPE, { limit: 1 });
      deepStrictEqual(listed[0]?.record, ended.record);
      const late = noted.and(fails(store.now(), noted));
      deepStrictEqual((await stage.conflicts(late.since(noted)))?.record, ended.record);
    },
  };
}
