// Secrets within base64: in headers, above all.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keepSecret, REDACTED, redacted } from '../../src/base/redaction.js';

const secret = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 16 }).map((text) => `§${text}`);

test('a secret is found within base64, wherever it stands in what was encoded, in both alphabets', () => {
  const around = fc.string({ unit: 'grapheme-ascii', maxLength: 7 });
  fc.assert(
    fc.property(
      secret,
      around,
      around,
      fc.constantFrom('base64' as const, 'base64url' as const),
      (value, before, after, form) => {
        keepSecret(value);
        const encoded = Buffer.from(`${before}${value}${after}`).toString(form);
        const text = redacted(`Authorization: Basic ${encoded}.`);
        assert.ok(text.startsWith('Authorization: Basic ') && text.includes(REDACTED), text);
        // Of the secret's own digits one or two beside its ends may be left.
        const left = text.slice('Authorization: Basic '.length, -1).replace(REDACTED, '');
        const digits = (length: number): number => Math.ceil((length * 8) / 6);
        const others = digits(Buffer.byteLength(before)) + digits(Buffer.byteLength(after));
        assert.ok(left.replaceAll('=', '').length <= others + 4, `${text} of ${encoded}`);
      },
    ),
    { numRuns: 15 },
  );
});

test('short secrets are not looked for in base64', () => {
  keepSecret('abc-123');
  const text = Buffer.from('abc-123').toString('base64');
  assert.equal(redacted(text), text);
});
