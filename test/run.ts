// Runs the test files through Node's own runner. Node 20 and 22 disagree on what a folder or a glob means as an
// argument, so the files are listed here. What they spawn is the bundle that is shipped. Arguments select files by a part of their path.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = import.meta.dirname;
const wanted = process.argv.slice(2);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.js'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort()
  .map((name) => join(root, name));

if (files.length === 0) {
  console.error(`no test file matches ${wanted.join(', ')}`);
  process.exit(1);
}
const runner = spawn(process.execPath, ['--enable-source-maps', '--test', '--test-reporter=spec', ...files], {
  stdio: 'inherit',
  env: { ...process.env, SALVO_TEST_TREE: 'bundle' },
});
runner.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
