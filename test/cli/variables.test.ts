// Variables that say nonsense: which of them end a run, and with which code, is k6's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { tempScript } from '../helpers/temp.js';

const CODES: Readonly<Record<string, number>> = {
  'K6_NO_COLOR=perhaps': 0,
  'K6_PROFILING_ENABLED=perhaps': 0,
  'K6_STAGES=1s:1,1:2': 104,
  'K6_STAGES=1s:x': 104,
  'K6_LINGER=perhaps': 104,
  'K6_NO_THRESHOLDS=perhaps': 255,
  'K6_NEW_MACHINE_READABLE_SUMMARY=perhaps': 255,
  'K6_INCLUDE_SYSTEM_ENV_VARS=perhaps': 255,
  'K6_TYPE=perhaps': 255,
};

for (const [setting, code] of Object.entries(CODES)) {
  test(`${setting} ends with ${code}`, async () => {
    await using script = await tempScript('export default function () {}');
    const [name, value] = setting.split('=') as [string, string];
    const run = await runSalvo(['run', '--quiet', script.path], { env: { [name]: value } });
    assert.equal(run.code, code, run.stderr);
  });
}
