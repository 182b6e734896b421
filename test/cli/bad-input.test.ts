// Wrong use, through the real command: what is printed where, and the exit code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { ownText } from '../helpers/output.js';
import { tempFolder } from '../helpers/temp.js';

interface Case {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly code: number;
  readonly stderr: string;
}

const CASES: readonly Case[] = [
  {
    args: ['rnu', 'script.js'],
    code: 255,
    stderr: 'E_UNKNOWN_COMMAND: unknown command: rnu\n  hint: did you mean run?\n',
  },
  {
    args: ['pause'],
    code: 255,
    stderr: 'E_UNKNOWN_COMMAND: unknown command: pause\n  hint: salvo help lists all commands\n',
  },
  { args: ['help', 'nwe'], code: 255, stderr: 'E_UNKNOWN_COMMAND: unknown command: nwe\n  hint: did you mean new?\n' },
  {
    args: ['run', '--iteratoins', '5', 'script.js'],
    code: 255,
    stderr: 'E_UNKNOWN_FLAG: unknown flag: --iteratoins\n  hint: did you mean --iterations?\n',
  },
  {
    args: ['run', '-u', 'many', 'script.js'],
    code: 255,
    stderr: 'E_INVALID_FLAGS: invalid flag: -u: must be a whole number, got "many"\n',
  },
  {
    args: ['run', '-u', 'many', '--summary-mode=legacy', '--nope', 'script.js', '-d'],
    code: 255,
    stderr:
      'E_INVALID_FLAGS: 4 invalid flags\n' +
      '  - -u: must be a whole number, got "many"\n' +
      '  - --summary-mode: must be one of compact, full, disabled, got "legacy"\n' +
      '  - --nope: unknown flag\n' +
      '  - -d: needs a value\n',
  },
  {
    args: ['run'],
    code: 255,
    stderr: 'E_MISSING_ARGUMENT: salvo run needs a script file, or - for standard input\n  hint: see salvo help run\n',
  },
  {
    args: ['run', 'a.js', 'b.js'],
    code: 255,
    stderr: 'E_TOO_MANY_ARGUMENTS: salvo run: too many arguments: b.js\n  hint: see salvo help run\n',
  },
  {
    args: ['inspect'],
    code: 255,
    stderr:
      'E_MISSING_ARGUMENT: salvo inspect needs a script file, or - for standard input\n  hint: see salvo help inspect\n',
  },
  // inspect takes the options of loading only.
  {
    args: ['inspect', '--vus', '5', 'a.js'],
    code: 255,
    stderr: 'E_UNKNOWN_FLAG: unknown flag: --vus\n  hint: see --help for all flags\n',
  },
  {
    args: ['version', 'now'],
    code: 255,
    stderr: 'E_TOO_MANY_ARGUMENTS: salvo version: too many arguments: now\n  hint: see salvo help version\n',
  },
  {
    args: ['run', '-c', 'missing.json', 'script.js'],
    code: 104,
    stderr: 'E_MISSING_CONFIG_FILE: configuration file not found: missing.json\n  hint: check --config and K6_CONFIG\n',
  },
  {
    args: ['run', 'script.js'],
    // Read before the options are, so with the general code, as in k6.
    env: { K6_LOG_OUTPUT: 'syslog' },
    code: 255,
    stderr:
      'E_INVALID_OPTIONS: invalid option: K6_LOG_OUTPUT: must be stderr, stdout, none, file=path or loki=url, got "syslog"\n',
  },
];

for (const { args, env = {}, code, stderr } of CASES) {
  test(`salvo ${args.join(' ')} ends with ${code}`, async () => {
    const result = await runSalvo(args, { env });
    assert.deepEqual({ ...result, stderr: ownText(result.stderr) }, { code, signal: null, stdout: '', stderr });
  });
}

test('a configuration file that is not JSON ends with 104', async () => {
  await using folder = await tempFolder({ 'config.json': '{ "vus": ' });
  const { code, stderr } = await runSalvo(['run', '-c', 'config.json', 'x.js'], { cwd: folder.path });
  assert.equal(code, 104);
  assert.match(ownText(stderr), /^E_MALFORMED_CONFIG_FILE: configuration file config\.json is not valid JSON: /);
});

test('the default configuration file is found in the folder of settings', async () => {
  await using folder = await tempFolder({ 'k6/config.json': 'nonsense' });
  const { code, stderr } = await runSalvo(['run', 'x.js'], { env: { XDG_CONFIG_HOME: folder.path } });
  assert.equal(code, 104);
  assert.match(stderr, /k6\/config\.json is not valid JSON/);
});

test('what looks like an archive and is none is named as that', async () => {
  await using folder = await tempFolder({ 'test.tar': `${'data'.padEnd(257, '\0')}ustar\0${'\0'.repeat(249)}` });
  const { code, stderr } = await runSalvo(['run', 'test.tar'], { cwd: folder.path });
  assert.equal(code, 255);
  assert.match(
    ownText(stderr),
    /^E_BAD_ARCHIVE: test\.tar is no archive that can be run: the checksum of an entry is wrong/,
  );
});
