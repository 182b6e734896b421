// Well-known packages inside and around code that waits, against plain Node. Not part of the tests, because it asks npm
// for the packages, into a temporary folder: npm run suite:libraries [name]
import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';
import { tempFolder } from '../helpers/temp.js';
import { LEVELS, nameOf } from './adapter.js';
import { compiledRuns, endProcesses, plainRuns } from './sample-processes.js';

const PACKAGES = ['lodash@4.17.21', 'ramda@0.30.1', 'zod@3.25.76', 'immer@10.1.1', 'rxjs@7.8.2'];
const samples = resolve(import.meta.dirname, '../../../test/samples/suspension/packages');
const wanted = process.argv[2] ?? '';

await using folder = await tempFolder({ 'package.json': '{ "private": true }' });
const install = ['install', '--silent', '--no-audit', '--no-fund', ...PACKAGES];
const { status } = spawnSync('npm', install, { cwd: folder.path, stdio: 'inherit' });
if (status !== 0) throw new Error('npm could not install the packages');

let uses = 0;
let different = 0;
for (const name of readdirSync(samples).filter((file) => file.includes(wanted))) {
  const entryPath = join(folder.path, name);
  copyFileSync(join(samples, name), entryPath);
  // For plain Node the script is joined with its packages, as the compiler does it, and left as it is.
  const plainPath = join(folder.path, `plain-${name.replace('.js', '.cjs')}`);
  await build({
    entryPoints: [entryPath],
    bundle: true,
    format: 'cjs',
    external: ['k6', 'k6/*'],
    outfile: plainPath,
    target: 'es2022',
  });
  const expected = await plainRuns(plainPath);
  for (const level of LEVELS) {
    const runs = await compiledRuns({ folder: folder.path, name }, level).catch((error) => String(error));
    for (const { name: use, kind, value, log } of expected) {
      uses++;
      const found = typeof runs === 'string' ? [runs] : runs.filter((run) => run.name === use);
      const wrong = found.find(
        (run) => typeof run === 'string' || !isDeepStrictEqual([run.kind, run.value, run.log], [kind, value, log]),
      );
      if (wrong === undefined && found.length > 0) continue;
      different++;
      console.log(
        `${name} ${use}, ${nameOf(level)}: expected ${kind} ${value}\n  found ${typeof wrong === 'string' ? wrong : `${wrong?.kind} ${wrong?.value}`}`.slice(
          0,
          600,
        ),
      );
    }
  }
}
await endProcesses();
console.log(`${uses} uses, ${different} different`);
process.exitCode = different > 0 ? 1 : 0;
