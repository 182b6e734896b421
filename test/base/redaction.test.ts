// Secrets are found in every form that what is written gives them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keepSecret, REDACTED, redacted, redactedName } from '../../src/base/redaction.js';
import { formEncode } from '../../src/k6/http/form.js';
import { escapeMarkup } from '../../src/report/escape.js';

const inner = (json: string): string => json.slice(1, -1);

/** What becomes of a text on its way into files, logs and addresses. */
const FORMS: Readonly<Record<string, (text: string) => string>> = {
  itself: (text) => text,
  JSON: (text) => inner(JSON.stringify(text)),
  'JSON in JSON': (text) => inner(JSON.stringify(JSON.stringify(text))),
  'JSON in a page': (text) => JSON.stringify(text).replaceAll('<', '\\u003c'),
  markup: escapeMarkup,
  'a form': (text) => formEncode({ field: text }, () => {}),
  'a part of an address': encodeURIComponent,
  'an address': (text) => encodeURI(text),
  'a table of values': (text) => text.replaceAll('"', '""'),
  Markdown: (text) => text.replace(/[\\`*_{}[\]()#+.!|<>~-]/g, '\\$&'),
};

const secret = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 16 }).map((text) => `§${text}`);

for (const [form, make] of Object.entries(FORMS)) {
  test(`a secret is found as ${form}, between other texts`, () => {
    fc.assert(
      fc.property(secret, (value) => {
        keepSecret(value);
        const written = make(value);
        const text = redacted(`before "${written}" after`);
        assert.ok(text.startsWith('before ') && text.endsWith(' after'), text);
        assert.ok(text.includes(REDACTED) && !text.includes(written), `${JSON.stringify(written)}: ${text}`);
      }),
      { numRuns: 10 },
    );
  });
}

test('one secret that begins with another is hidden whole; short ones stay in names', () => {
  keepSecret('¶¶abc');
  keepSecret('¶¶abcdef');
  keepSecret('¶¶x');
  assert.equal(redacted('a ¶¶abcdef b ¶¶abc c ¶¶x'), `a ${REDACTED} b ${REDACTED} c ${REDACTED}`);
  assert.equal(redactedName('¶¶abcdef ¶¶x'), `${REDACTED} ¶¶x`);
});

test('texts without secrets stay as they are, also long ones of what secrets are made of', () => {
  keepSecret('¤\\\\\\\\\\\\\\\\"\\"\\');
  const text = '¤'.padEnd(20_000, '\\');
  assert.equal(redacted(text), text);
  assert.equal(redacted('nothing to hide'), 'nothing to hide');
});
