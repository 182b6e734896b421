import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { test } from 'node:test';
import type { Host, Terminal } from '../../src/base/host.js';
import type { LogRecord } from '../../src/base/log.js';
import { jsonFormat, rawFormat, terminalFormat, textFormat } from '../../src/cli/log-format.js';
import { openLog } from '../../src/cli/open-log.js';
import { runSalvo } from '../helpers/cli.js';
import { outerOf } from '../helpers/options.js';
import { tempFolder } from '../helpers/temp.js';

const record = (parts: Partial<LogRecord> = {}): LogRecord => ({
  level: 'info',
  message: 'hello',
  timeMs: Date.UTC(2026, 7, 1, 10, 20, 30, 987),
  ...parts,
});
const withoutTime = (line: string): string => line.replace(/"?time"?[=:]"[^"]*"[, ]?/, '');

test('text: what needs quotes has them, fields in order', () => {
  const rows: readonly [Partial<LogRecord>, string][] = [
    [{}, 'level=info msg=hello\n'],
    [{ message: 'two words' }, 'level=info msg="two words"\n'],
    [{ message: '' }, 'level=info\n'],
    [{ message: 'a "quote"\nline' }, 'level=info msg="a \\"quote\\"\\nline"\n'],
    [{ level: 'warning', fields: { z: 1, a: 'x y', b: true } }, 'level=warning msg=hello a="x y" b=true z=1\n'],
    [
      { message: 'é\x1b\x7f\u00a0\u2028\u{1d173}\ud800' },
      'level=info msg="é\\x1b\\x7f\\u00a0\\u2028\\U0001d173\ufffd"\n',
    ],
    [{ fields: { url: '/a/b-c.d_e@f' } }, 'level=info msg=hello url=/a/b-c.d_e@f\n'],
  ];
  for (const [parts, line] of rows) assert.equal(withoutTime(textFormat(record(parts))), line);
});

test('JSON: one object per line, keys in order', () => {
  const line = jsonFormat(record({ message: 'a\nb', fields: { source: 'console', n: 5 } }));
  assert.equal(withoutTime(line), '{"level":"info","msg":"a\\nb","n":5,"source":"console",}\n'.replace(',}', ',}'));
  assert.deepEqual(Object.keys(JSON.parse(line)), ['level', 'msg', 'n', 'source', 'time']);
  assert.match(jsonFormat(record({ message: 'x\ud800' })), /"msg":"x\ufffd"/);
  assert.equal(
    withoutTime(jsonFormat(record({ message: '<a&b>' }))),
    '{"level":"info","msg":"\\u003ca\\u0026b\\u003e",}\n',
  );
});

test('raw: the message alone', () => {
  assert.equal(rawFormat(record({ fields: { a: 1 } })), 'hello\n');
});

test('the time is local, whole seconds, and names its offset', () => {
  const before = process.env.TZ;
  try {
    for (const [zone, written] of [
      ['UTC', '2026-08-01T10:20:30Z'],
      ['Asia/Seoul', '2026-08-01T19:20:30+09:00'],
      ['America/St_Johns', '2026-08-01T07:50:30-02:30'],
    ] as const) {
      process.env.TZ = zone;
      assert.equal(/time="([^"]*)"/.exec(textFormat(record()))![1], written);
      assert.equal(Date.parse(written), Date.UTC(2026, 7, 1, 10, 20, 30));
    }
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});

test('for people: level, seconds since the start, message, fields in a column', () => {
  const plain = terminalFormat(record().timeMs - 12_345, 'plain');
  assert.equal(plain(record()), 'INFO[0012] hello\n');
  assert.equal(
    plain(record({ level: 'error', fields: { b: 1, a: 'x y' } })),
    `ERRO[0012] ${'hello'.padEnd(44)} a="x y" b=1\n`,
  );
  const coloured = terminalFormat(record().timeMs, 'coloured');
  assert.equal(coloured(record({ level: 'warning' })), '\u001b[33mWARN\u001b[0m[0000] hello\n');
});

class Screen extends Writable implements Terminal {
  text = '';
  constructor(readonly isTTY: boolean) {
    super();
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const hostWith = (screen: { stdout: Screen; stderr: Screen }, env: Host['env'] = {}, cwd = '/'): Host => ({
  env,
  cwd,
  stdin: Readable.from([]),
  onSignal: () => {},
  ...screen,
});
const screens = (isTTY: boolean) => ({ stdout: new Screen(isTTY), stderr: new Screen(isTTY) });

test('the log goes where it is told, in the form that fits', () => {
  const rows: readonly [string[], boolean, 'stdout' | 'stderr', RegExp][] = [
    [[], false, 'stderr', /^time="[^"]+" level=info msg=hello\n$/],
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them
    [[], true, 'stderr', /^\u001b\[36mINFO\u001b\[0m\[0000\] hello\n$/],
    [['--no-color'], true, 'stderr', /^INFO\[0000\] hello\n$/],
    [['--log-format', 'json'], true, 'stderr', /^\{"level":"info","msg":"hello","time":"[^"]+"\}\n$/],
    [['--log-output', 'stdout', '--log-format=raw'], false, 'stdout', /^hello\n$/],
    [['-v', '--log-format=raw'], false, 'stderr', /^detail\nhello\n$/],
  ];
  for (const [argv, isTTY, place, text] of rows) {
    const streams = screens(isTTY);
    using open = openLog(outerOf({ argv }).global, hostWith(streams));
    open.log.debug('detail');
    open.log.info('hello');
    assert.match(streams[place].text, text, argv.join(' '));
    assert.equal(streams[place === 'stdout' ? 'stderr' : 'stdout'].text, '');
  }
});

test('no log at all, and one that nobody can write yet', () => {
  const streams = screens(false);
  using open = openLog(outerOf({ argv: ['--log-output=none'] }).global, hostWith(streams));
  open.log.error('unheard');
  assert.deepEqual([streams.stdout.text, streams.stderr.text], ['', '']);
  const loki = outerOf({ argv: ['--log-output=loki=http://x'] }).global;
  assert.throws(() => openLog(loki, hostWith(streams)), { code: 'E_UNSUPPORTED_LOG_OUTPUT' });
});

test('a file is added to, and holds what its level lets through', async () => {
  await using folder = await tempFolder({ 'run.log': 'before\n' });
  const { global } = outerOf({ argv: ['--log-output=file=run.log,level=warning', '--log-format=raw', '-v'] });
  {
    using open = openLog(global, hostWith(screens(true), {}, folder.path));
    open.log.debug('quiet');
    open.log.info('quiet');
    open.log.warn('heard');
    open.log.error('loud');
  }
  assert.equal(await readFile(join(folder.path, 'run.log'), 'utf8'), 'before\nheard\nloud\n');
  const nowhere = outerOf({ argv: ['--log-output=file=no/such/folder/x.log'] }).global;
  assert.throws(() => openLog(nowhere, hostWith(screens(true), {}, folder.path)), { code: 'E_CANNOT_WRITE' });
});

const THROWS = 'export default function () {} export function setup() { throw new Error("no seats"); }';

test('JSON on standard error stays JSON to the last line, which says why the run ended', async () => {
  await using folder = await tempFolder({ 'script.js': THROWS });
  const { code, stderr: refused } = await runSalvo(['run', '--log-format', 'json', '--vuss', '1', 'script.js']);
  assert.deepEqual([code, JSON.parse(refused).code], [255, 'E_UNKNOWN_FLAG']);
  for (const command of ['run', 'inspect']) {
    const script = command === 'run' ? 'script.js' : 'missing.js';
    const { code, stderr } = await runSalvo([command, '--log-format', 'json', script], { cwd: folder.path });
    const lines = stderr.trimEnd().split('\n');
    const last = JSON.parse(lines.at(-1)!);
    for (const line of lines) assert.doesNotThrow(() => JSON.parse(line), line);
    assert.equal(code, command === 'run' ? 107 : 255);
    assert.equal(last.level, 'error');
    assert.match(last.msg, command === 'run' ? /^Error: no seats\n {4}at setup \(/ : /missing\.js could not be read/);
    assert.equal(last.code, command === 'run' ? 'E_SCRIPT_EXCEPTION' : 'E_SCRIPT_NOT_FOUND');
  }
});

test('what ends a command is also a line of the log, as readers of k6 logs look for it', async () => {
  await using folder = await tempFolder({
    'throws.js': THROWS,
    'fails.js': "export const options = { thresholds: { iterations: ['count>1'] } }; export default function () {}",
  });
  for (const [args, code, line] of [
    [
      ['run', 'throws.js'],
      107,
      /msg="Error: no seats\\n.* code=E_SCRIPT_EXCEPTION hint="script exception" source=stacktrace$/,
    ],
    [['run', 'fails.js'], 99, /msg="thresholds on metrics 'iterations' have been crossed"/],
    [['run', '--no-color', 'missing.js'], 255, /msg=".*missing\.js could not be read/],
    [['inspect', 'missing.js'], 255, /msg=".*missing\.js could not be read/],
    [['run', '--vuss', '3', 'fails.js'], 255, /msg="unknown flag: --vuss" .*hint="did you mean --vus\?"/],
    [['nope'], 255, /msg="unknown command/],
    [['diff', 'missing.json', 'missing.json'], 255, /msg="cannot read missing\.json: ENOENT/],
  ] as const) {
    const result = await runSalvo(args, { cwd: folder.path });
    assert.equal(result.code, code);
    const lines = result.stderr.split('\n').filter((text) => / level=error /.test(text));
    assert.equal(lines.length, 1, result.stderr);
    assert.match(lines[0]!, /^time="[^"]+" level=error msg=/);
    assert.match(lines[0]!, line);
    assert.match(result.stderr.slice(result.stderr.indexOf(lines[0]!)), /\nE_[A-Z_]+: /, 'our own text follows');
  }
});

test('a log file has the reason too, and a person still reads it', async () => {
  await using folder = await tempFolder({ 'script.js': THROWS });
  const { code, stderr } = await runSalvo(['run', '-q', '--log-output', 'file=run.log', 'script.js'], {
    cwd: folder.path,
  });
  assert.equal(code, 107);
  assert.match(stderr, /^E_SCRIPT_EXCEPTION: setup\(\) threw/);
  assert.match(await readFile(join(folder.path, 'run.log'), 'utf8'), /level=error msg="Error: no seats/);
});
