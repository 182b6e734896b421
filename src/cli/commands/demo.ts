import { relative } from 'node:path';
import { packageFile } from '../../base/own-files.js';
import { parseRunFlags } from '../../options/outer-sources.js';
import { runTable } from '../../options/table.js';
import type { Command } from '../command.js';
import { configFiles } from '../config-files.js';

const SCRIPT = packageFile('scenarios/demo.js');

export const demoCommand: Command = {
  usage: 'demo',
  about:
    'Starts the embedded target on free ports, runs scenarios/demo.js against it on all cores for about ten seconds, ' +
    'and stops everything. Flags of run change the load.',
  rows: runTable,
  examples: ['salvo demo', 'salvo demo --workers 1', 'salvo demo --vus 5 --duration 3s'],
  async run(argv, host) {
    const outer = parseRunFlags(argv, host.env, configFiles(host));
    const [{ spawnTarget }, { runTest }] = await Promise.all([
      import('../../target/spawn.js'),
      import('../run-test.js'),
    ]);
    await using target = await spawnTarget();
    // Elsewhere a warning would be all that it gives.
    if (process.platform !== 'win32') {
      outer.layers.defaults.set('watchPid', { value: [target.pid], path: '--watch-pid', layer: 'defaults' });
    }
    const scriptEnv = { TARGET: target.urls.booking, ...outer.scriptEnv };
    return await runTest(relative(host.cwd, SCRIPT), { ...outer, scriptEnv }, host);
  },
};
