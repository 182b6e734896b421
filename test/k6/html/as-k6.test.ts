// k6/html beside k6: more than a thousand questions to pages, with the answers that k6 2.2 gave to the same script
// (test/fixtures/html/k6.json): selectors, ways through a page, values, forms, addresses, all properties of all elements
// with all kinds of attributes, and what becomes of broken markup.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { scriptValue } from '../../helpers/script-value.js';

const FOLDER = resolve(import.meta.dirname, '..', '..', '..', '..', 'test', 'fixtures', 'html');
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const FROM_K6 = JSON.parse(read('k6.json')) as Record<string, Record<string, unknown>>;
const PAGES = readdirSync(FOLDER).filter((name) => name.endsWith('.html'));
const IMPORTS = `import { parseHTML } from 'k6/html';\nimport { properties, result, shown } from './harness.js';
  const S = shown;\nconst pages = ${JSON.stringify(Object.fromEntries(PAGES.map((name) => [name.replace('.html', ''), read(name)])))};`;

/** Asks one page, in a script of its own. */
const ask = (page: string, questions: readonly string[]): Promise<unknown> =>
  scriptValue(
    IMPORTS,
    `const d = parseHTML(pages[${JSON.stringify(page)}] || '');
    const q = (selector) => d.find(selector);
    const E = (selector) => q(selector).get(0);
    return { ${questions.map((question) => `${JSON.stringify(question)}: result(() => ${question})`).join(',\n')} };`,
    { 'harness.js': read('harness.js') },
  );

for (const [page, answers] of Object.entries(FROM_K6)) {
  test(`${page}: ${Object.keys(answers).length} answers as in k6`, async () => {
    assert.deepEqual(await ask(page, Object.keys(answers)), answers);
  });
}

/** Where k6 does something else: it fails or crashes, swallows errors, or does not know a selector of today. */
const OURS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  page: {
    "q('#b1').parentsUntil(E('body'))": 'Selection of [p#p2, div#d1, table#tb]',
    "q('p').is(E('#p1'))": 'boolean true',
    "q('p').filter(E('#p1'))": 'Selection of [p#p1]',
    "q('p').filter((i, one) => one.text() === 'one')": 'Selection of [p#p1]',
    "q('p').slice(7)": 'Selection of []',
    "q('p').slice(5, 2)": 'Selection of []',
    "q('p').is()": 'throws GoError: the argument to is() must be a function, a selector or a selection',
    "q('p').filter()": 'throws GoError: the argument to filter() must be a function, a selector or a selection',
    "q('p').each(() => { throw new Error('boom'); })": 'throws Error: boom',
    "q('p').map(() => { throw new Error('boom'); })": 'throws Error: boom',
    "E('#p1').contains()": 'boolean false',
    "E('#d1').firstChild().firstChild()": 'undefined',
  },
  selectors: {
    "q('p:is(.b, #p1)')": 'Selection of [p#p1, p#p2]',
    "q('p:has(> b)')": 'Selection of [p#p2]',
    "q('[data-x=1]')": 'Selection of [p#p1]',
  },
};

for (const [page, answers] of Object.entries(OURS)) {
  test(`${page}: what k6 has no answer to`, async () => {
    assert.deepEqual(await ask(page, Object.keys(answers)), answers);
  });
}
