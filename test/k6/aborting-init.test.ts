// exec.test.abort() in init code of every form.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runScript } from '../helpers/script-run.js';

const FORMS = {
  'an ES module': `import exec from 'k6/execution';
    exec.test.abort('enough'); console.log('went on');
    export default function () { console.log('iteration'); }`,
  'a callback of an ES module': `import exec from 'k6/execution';
    [1].forEach(() => { exec.test.abort('enough'); }); console.log('went on');
    export default function () { console.log('iteration'); }`,
  'a try': `import exec from 'k6/execution';
    const end = () => { try { exec.test.abort('enough'); } catch { console.log('caught'); } finally { console.log('finally'); } };
    try { end(); } finally { console.log('went on'); }
    export default function () { console.log('iteration'); }`,
  'a try in a callback': `import exec from 'k6/execution'; import { sleep } from 'k6'; import http from 'k6/http';
    try { http.get('http://127.0.0.1:1/'); console.log('sent'); } catch {}
    [1].map(() => { sleep(0.001); try { exec.test.abort('enough'); } finally { console.log('finally'); } });
    export default function () { console.log('iteration'); }`,
  'behind await': `import exec from 'k6/execution';
    await null; exec.test.abort('enough'); console.log('went on');
    export default function () { console.log('iteration'); }`,
  'a CommonJS module': `const exec = require('k6/execution');
    exec.test.abort('enough'); console.log('went on');
    exports.default = function () { console.log('iteration'); };`,
  'a callback of a CommonJS module': `const exec = require('k6/execution');
    [1].forEach(() => { exec.test.abort('enough'); }); console.log('went on');
    exports.default = function () { console.log('iteration'); };`,
};

for (const [form, script] of Object.entries(FORMS))
  test(`abort() ends the test in the init code of ${form}`, async () => {
    const { code, said, stderr } = await runScript(script);
    assert.deepEqual(said, []);
    assert.equal(code, 108);
    assert.match(stderr, /test aborted: enough/);
  });
