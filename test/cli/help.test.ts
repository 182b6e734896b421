// Help as a user sees it. The screens are kept as files; UPDATE_SCREENS=1 writes them anew.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commands } from '../../src/cli/commands/index.js';
import { helpColumns, renderCommandHelp, renderOverview } from '../../src/cli/help.js';
import { flagOf } from '../../src/options/names.js';
import { globalRows } from '../../src/options/table/global.js';
import { idleOptions } from '../../src/options/without-effect.js';
import { runSalvo } from '../helpers/cli.js';

const SCREENS = join(import.meta.dirname, '..', '..', '..', 'test', 'cli', 'screens');

function assertScreen(name: string, shown: string): void {
  const file = join(SCREENS, `${name}.txt`);
  if (process.env.UPDATE_SCREENS) writeFileSync(file, shown);
  assert.equal(shown, readFileSync(file, 'utf8'), `${name}.txt: run the test with UPDATE_SCREENS=1 if this is meant`);
}

test('the overview', () => assertScreen('overview', renderOverview(commands, 80)));

for (const [name, entry] of Object.entries(commands)) {
  test(`help of ${name}: its screen, every flag that does something, no line too long`, async () => {
    const command = await entry.load();
    assertScreen(name, renderCommandHelp(command, 80));
    for (const columns of [50, 80, 100]) {
      const lines = renderCommandHelp(command, columns).split('\n');
      // Usage and examples are to be copied, so they are never broken.
      const long = lines.filter((line) => line.length > columns && !line.includes('salvo '));
      assert.deepEqual(long, []);
    }
    const shown = renderCommandHelp(command, 80);
    for (const [key, row] of Object.entries({ ...command.rows, ...globalRows })) {
      const flag = flagOf(key, row);
      if (flag === undefined) continue;
      const pattern = new RegExp(`--${flag}[\\s<[]`);
      if (idleOptions.has(key)) assert.doesNotMatch(shown, pattern, flag);
      else assert.match(shown, pattern, flag);
    }
  });
}

test('help is as wide as the terminal, within reason', () => {
  assert.deepEqual(
    [20, 90, 300, undefined].map((columns) => helpColumns({ columns })),
    [50, 90, 100, 80],
  );
});

test('every way to ask for help', async () => {
  const overview = renderOverview(commands, 80);
  const ofNew = renderCommandHelp(await commands.new!.load(), 80);
  const rows: readonly [string[], string][] = [
    [[], overview],
    [['help'], overview],
    [['--help'], overview],
    [['-h'], overview],
    [['help', '--help'], overview],
    [['--no-color'], overview],
    [['help', 'new'], ofNew],
    [['new', '--help'], ofNew],
    [['new', 'x.js', '-h'], ofNew],
    [['-q', 'new', '-h'], ofNew],
  ];
  const results = await Promise.all(rows.map(([args]) => runSalvo(args)));
  for (const [index, { code, stdout, stderr }] of results.entries())
    assert.deepEqual(
      { code, stdout, stderr },
      { code: 0, stdout: rows[index]![1], stderr: '' },
      rows[index]![0].join(' '),
    );
});
