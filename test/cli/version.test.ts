import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';

const packageJson = new URL('../../../package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(packageJson, 'utf8')) as { version: string };

test('version, in words and as JSON', async () => {
  const [flag, command, json] = await Promise.all([
    runSalvo(['--version']),
    runSalvo(['version']),
    runSalvo(['version', '--json']),
  ]);
  const words = `salvo v${version} (node ${process.version}, ${process.platform}/${process.arch})\n`;
  assert.deepEqual([flag!.code, flag!.stdout], [0, words]);
  assert.deepEqual([command!.code, command!.stdout], [0, words]);
  assert.deepEqual(JSON.parse(json!.stdout), {
    version,
    node_version: process.version,
    os: process.platform,
    arch: process.arch,
  });
});
