import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { SalvoError } from '../../src/base/errors/index.js';
import { EXIT, type ExitName } from '../../src/base/exit-codes.js';
import { paintFor } from '../../src/cli/colour.js';
import { describeFailure } from '../../src/cli/print-error.js';

const error = (parts: { hint?: string; details?: string[]; exit?: ExitName } = {}): SalvoError =>
  new SalvoError({ code: 'E_TEST', message: 'it broke', exit: 'invalidConfig', ...parts });

test('code and message, then details, then the hint', () => {
  assert.deepEqual(describeFailure(error(), 'plain'), { text: 'E_TEST: it broke\n', exitCode: 104 });
  const full = describeFailure(error({ details: ['one', 'two'], hint: 'mend it' }), 'plain');
  assert.equal(full.text, 'E_TEST: it broke\n  one\n  two\n  hint: mend it\n');
  const coloured = describeFailure(error({ hint: 'mend it' }), 'coloured');
  assert.equal(coloured.text, '\u001b[31mE_TEST\u001b[0m: it broke\n  \u001b[36mhint\u001b[0m: mend it\n');
});

test('every exit name has its number', () => {
  for (const [exit, exitCode] of Object.entries(EXIT))
    assert.equal(describeFailure(error({ exit: exit as ExitName }), 'plain').exitCode, exitCode);
});

test('what is not a SalvoError is a fault of ours, shown with its stack', () => {
  const { text, exitCode } = describeFailure(new TypeError('x is not a function'), 'plain');
  assert.equal(exitCode, 109);
  assert.match(text, /^E_INTERNAL: .*\nTypeError: x is not a function\n {4}at /);
  assert.match(describeFailure('thrown text', 'plain').text, /thrown text/);
});

test('colours: on a terminal, unless they are refused', () => {
  const stream = (isTTY: boolean) => Object.assign(new Writable(), { isTTY });
  assert.equal(paintFor(stream(true), {}), 'coloured');
  assert.equal(paintFor(stream(false), {}), 'plain');
  assert.equal(paintFor(stream(true), { NO_COLOR: '' }), 'plain');
  assert.equal(paintFor(stream(true), { TERM: 'dumb' }), 'plain');
});
