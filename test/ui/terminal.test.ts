import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { plainPalette } from '../../src/report/text/palette.js';
import type { ProgressState } from '../../src/ui/progress.js';
import { type DisplayMode, displayModeFor, ProgressDisplay } from '../../src/ui/terminal.js';
import { Screen } from './screen.js';
import { constantVus, scenario, state } from './states.js';

interface Shown {
  readonly screen: Screen;
  readonly display: ProgressDisplay;
  /** Lets a time pass for the display and for the run. */
  pass(ms: number): void;
}

function show(t: { after(done: () => void): void }, mode: DisplayMode, names = ['default']): Shown {
  mock.timers.enable({ apis: ['setInterval'] });
  t.after(() => mock.timers.reset());
  const screen = new Screen({ isTTY: mode === 'live' });
  let elapsedMs = 0;
  const now = (): ProgressState =>
    state(
      names.map((name) => scenario(constantVus(name, 3, 10_000), { elapsedMs })),
      { elapsedMs },
    );
  const display = new ProgressDisplay({ stdout: screen, mode, palette: plainPalette, state: now });
  const pass = (ms: number): void => {
    elapsedMs += ms;
    mock.timers.tick(ms);
  };
  return { screen, display, pass };
}

const STATUS = '07/09 VUs, 13 complete and 0 interrupted iterations';

test('a terminal is redrawn in place', (t) => {
  const { screen, display, pass } = show(t, 'live');
  display.start();
  assert.equal(screen.cursorVisible, false);
  pass(5000);
  assert.equal(
    screen.text,
    `running (05.0s), ${STATUS}\ndefault   [==================>-------------------] 3 VUs  05.0s/10s`,
  );
  display.stop();
  assert.equal(screen.text, '');
  assert.equal(screen.cursorVisible, true);
});

test('log lines stand above the drawing, in order, and none is lost', (t) => {
  const { screen, display, pass } = show(t, 'live', ['a', 'b']);
  const say = (message: string): void => display.above(() => void screen.write(`${message}\n`));
  say('before');
  display.start();
  for (let second = 1; second <= 3; second++) {
    say(`first of ${second}`);
    say(`second of ${second}`);
    pass(1000);
  }
  const lines = screen.text.split('\n');
  assert.deepEqual(lines.slice(0, 7), [
    'before',
    'first of 1',
    'second of 1',
    'first of 2',
    'second of 2',
    'first of 3',
    'second of 3',
  ]);
  assert.equal(lines[7], `running (03.0s), ${STATUS}`);
  assert.equal(lines.length, 10);
  display.stop();
  say('after');
  assert.match(screen.text, /second of 3\nafter\n$/);
});

test('a flood of log lines is no flood of drawings', (t) => {
  const { screen, display, pass } = show(t, 'live');
  display.start();
  for (let line = 0; line < 1000; line++) display.above(() => void screen.write('x\n'));
  pass(100);
  assert.equal(screen.raw.split('running').length - 1, 3);
});

test('the last state stays, below what was written after the end', (t) => {
  const { screen, display, pass } = show(t, 'live');
  display.start();
  pass(10_000);
  display.stop();
  screen.write('summary\n');
  display.finish();
  pass(10_000);
  assert.equal(
    screen.text,
    `summary\n\nrunning (10.0s), ${STATUS}\ndefault   [======================================] 3 VUs  10s\n`,
  );
});

test('without a terminal a block each second', (t) => {
  const { screen, display, pass } = show(t, 'blocks');
  display.start();
  assert.equal(screen.raw, '');
  for (let step = 0; step < 25; step++) pass(100);
  display.finish();
  const block = (time: string, part: string): string =>
    `\nrunning (${time}), ${STATUS}\ndefault   [ ${part} ] 3 VUs  ${time}/10s\n`;
  assert.equal(screen.raw, block('01.0s', ' 10%') + block('02.0s', ' 20%') + block('02.5s', ' 25%'));
});

test('quiet writes nothing, but lets others write', (t) => {
  const { screen, display, pass } = show(t, 'hidden');
  display.start();
  display.above(() => void screen.write('line\n'));
  pass(5000);
  display.finish();
  assert.equal(screen.raw, 'line\n');
});

test('the mode follows the stream and --quiet', () => {
  const terminal = new Screen();
  const pipe = new Screen({ isTTY: false });
  assert.equal(displayModeFor(terminal, { quiet: false }), 'live');
  assert.equal(displayModeFor(pipe, { quiet: false }), 'blocks');
  assert.equal(displayModeFor(terminal, { quiet: true }), 'hidden');
});
