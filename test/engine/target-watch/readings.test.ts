// What systems tell of processes, read by both ways; and the texts that are hard to read.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { endianness } from 'node:os';
import { test } from 'node:test';
import fc from 'fast-check';
import { commandName } from '../../../src/engine/target-watch/linux/command-name.js';
import { accepts, parseNetTcp, staysHere } from '../../../src/engine/target-watch/linux/net-tcp.js';
import { ProcSource } from '../../../src/engine/target-watch/linux/proc-source.js';
import { parseStat } from '../../../src/engine/target-watch/linux/stat.js';
import { procUnits, unitsIn } from '../../../src/engine/target-watch/linux/units.js';
import { parseCpuTime, parsePs } from '../../../src/engine/target-watch/ps/parse-ps.js';
import { PsSource } from '../../../src/engine/target-watch/ps/ps-source.js';

const onLinux = { skip: process.platform !== 'linux' && 'reads /proc' };
const withPs = { skip: process.platform === 'win32' && 'there is no ps' };

/** `/proc/PID/stat` as the kernel writes it, with a name of any kind. */
const statText = (
  name: string,
  facts: { pid: number; parent: number; ticks: readonly number[]; pages: number },
): string =>
  `${facts.pid} (${name}) S ${facts.parent} 7 7 0 -1 4194560 2 3 0 0 ${facts.ticks.join(' ')} 20 0 11 0 98765 1234567 ${facts.pages} 18446744073709551615 1 1 0 0\n`;

test('law: a process is read rightly whatever it calls itself', () => {
  const number = fc.integer({ min: 0, max: 4_000_000 });
  const name = fc.string({ unit: fc.constantFrom(...') (\n0 SZa1'), maxLength: 15 });
  fc.assert(
    fc.property(
      name,
      number,
      number,
      fc.tuple(number, number, number, number),
      number,
      (name, pid, parent, ticks, pages) => {
        const reading = parseStat(statText(name, { pid, parent, ticks, pages }), { msPerTick: 10, pageBytes: 4096 });
        assert.deepEqual(reading, {
          pid,
          parentPid: parent,
          startedAt: '98765',
          name,
          cpuMs: (ticks[0] + ticks[1]) * 10,
          reapedCpuMs: (ticks[2] + ticks[3]) * 10,
          memoryBytes: pages * 4096,
          ended: false,
        });
      },
    ),
  );
  assert.equal(parseStat('', { msPerTick: 10, pageBytes: 4096 }), undefined);
  assert.equal(parseStat('12 (cut) S 1 2', { msPerTick: 10, pageBytes: 4096 }), undefined);
});

test('the units are those of the C library', onLinux, () => {
  const ask = (name: string): number => Number(execFileSync('getconf', [name], { encoding: 'utf8' }));
  assert.deepEqual(procUnits(), { msPerTick: 1000 / ask('CLK_TCK'), pageBytes: ask('PAGESIZE') });
  assert.deepEqual(unitsIn(Buffer.alloc(0)), { msPerTick: 10, pageBytes: 4096 });
});

test('a reading has what is wanted first, then what is new', onLinux, async () => {
  const source = new ProcSource();
  const all = await source.read([]);
  assert.ok(all.has(process.pid) && all.has(process.ppid));
  const again = await source.read([process.pid]);
  assert.equal([...again.keys()][0], process.pid);
  assert.ok(!again.has(process.ppid), 'a process that is known and not wanted was read again');
  source.forget();
  assert.ok((await source.read([])).has(process.ppid));
  const own = again.get(process.pid)!;
  assert.ok(Math.abs(own.cpuMs - process.cpuUsage().user / 1000 - process.cpuUsage().system / 1000) < 1000);
  assert.ok(own.memoryBytes > 10e6 && own.memoryBytes < process.memoryUsage.rss() * 3);
});

test('ps tells of this process what /proc tells', withPs, async () => {
  const own = (await new PsSource().read())?.get(process.pid);
  assert.ok(own, 'ps did not list this process');
  assert.equal(own.parentPid, process.ppid);
  assert.ok(own.memoryBytes > 10e6);
  // Full seconds on some systems.
  assert.ok(Math.abs(own.cpuMs - (process.cpuUsage().user + process.cpuUsage().system) / 1000) < 2500);
});

test('the lines of ps', () => {
  const [nginx, spaced, zombie, ...rest] = parsePs(
    [
      '  501     1 Ss    5312   0:12.34 Thu Oct  2 08:15:00 2025 /usr/sbin/nginx',
      '  502   501 S+  123456  00:01:02 Thu Oct 12 08:15:01 2025 /Applications/My App.app/My App',
      '  503   501 Z         0   0:00.00 Thu Oct 12 08:15:01 2025 (sh)',
      'no line of a process',
      '',
    ].join('\n'),
  );
  assert.deepEqual(nginx, {
    pid: 501,
    parentPid: 1,
    startedAt: 'Thu Oct  2 08:15:00 2025',
    name: '/usr/sbin/nginx',
    cpuMs: 12_340,
    reapedCpuMs: 0,
    memoryBytes: 5312 * 1024,
    ended: false,
  });
  assert.equal(spaced?.name, '/Applications/My App.app/My App');
  assert.equal(zombie?.ended, true);
  assert.deepEqual(rest, []);
  assert.equal(parseCpuTime('3-04:05:06'), (((3 * 24 + 4) * 60 + 5) * 60 + 6) * 1000);
});

test('a name shows the program and its script, and nothing else of the command line', () => {
  assert.equal(
    commandName(['/usr/bin/node', '--max-old-space-size=99', '/srv/app/server.js', '--token=secret']),
    'node server.js',
  );
  assert.equal(commandName(['nginx: master process /usr/sbin/nginx -g daemon off;', '']), 'nginx');
  assert.equal(commandName(['/usr/bin/java', '-jar', '/opt/shop.jar', 'password']), 'java shop.jar');
  assert.equal(commandName(['']), '');
});

test('sockets of both families', { skip: endianness() !== 'LE' && 'the sample is of a little-endian machine' }, () => {
  const rest = '00000000:00000000 00:00000000 00000000  1000        0';
  const [v4, any6, mapped, lan, cut] = parseNetTcp(
    [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      `   0: 0100007F:1F90 00000000:0000 0A ${rest} 111 1 0000000000000000 100 0 0 10 0`,
      `   1: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A ${rest} 222 1 0 100`,
      `   2: 0000000000000000FFFF00000100007F:D431 0000000000000000FFFF00000100007F:0050 01 ${rest} 333 1 0 100`,
      `   3: 0500A8C0:D432 0A00A8C0:1F90 01 ${rest} 444 1 0 100`,
      '   4: 0500A8C0:D432 0A00A8C0:1F90 01 0000',
    ].join('\n'),
  );
  assert.deepEqual(v4, {
    localAddress: '7F000001',
    localPort: 8080,
    remoteAddress: '00000000',
    remotePort: 0,
    state: 'listening',
    inode: 111,
  });
  assert.equal(mapped!.remoteAddress, '7F000001');
  assert.ok(staysHere(mapped!) && accepts(any6!, mapped!) && !accepts(v4!, mapped!));
  assert.ok(!staysHere(lan!));
  assert.equal(cut, undefined);
});
