import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { tempFolder } from '../helpers/temp.js';
import type { Case } from './case.js';
import type { Observation } from './observe/observation.js';
import { observe } from './observe/observe.js';
import { runProcess } from './run-process.js';
import { CompareServer } from './server/server.js';
import { type Tool, toolEnv } from './tools.js';

const SAMPLES = 'samples.json';
const EXPORT = 'export.json';

/** Runs a case under one tool, in a folder of its own and against a server of its own. */
export async function runCase(one: Case, tool: Tool): Promise<Observation> {
  await using folder = await tempFolder({ ...one.files, [fileOf(one)]: one.script });
  await using server = await new CompareServer().listen();
  const refused = await closedPort();
  const env = { ...toolEnv(folder.path), ...addresses(server, refused), ...one.env };
  const command = [...tool.command, ...argumentsOf(one, tool)];
  const ended = await runProcess({ command, cwd: folder.path, env, signals: one.signals });
  await server.settled();
  const read = (name: string): Promise<string | undefined> =>
    readFile(join(folder.path, name), 'utf8').catch(() => undefined);
  const written = await Promise.all((one.writes ?? []).map(async (name) => [name, await read(name)] as const));
  return observe(one, {
    ...ended,
    samples: await read(SAMPLES),
    exported: await read(EXPORT),
    written: Object.fromEntries(written),
    record: server.record,
    names: new Map([
      [folder.path, 'FOLDER'],
      ...ports({ PLAIN: server.port, SECURE: server.securePort, REFUSED: refused }),
    ]),
  });
}

const fileOf = ({ file = 'script.js' }: Case): string => file;

function argumentsOf(one: Case, tool: Tool): string[] {
  const { command = 'run', args = [] } = one;
  if (command !== 'run') return [command, ...args, fileOf(one)];
  const log = one.plainLog === true ? [] : ['--log-format', 'json'];
  const results = ['--out', `json=${SAMPLES}`, '--summary-export', EXPORT, '--no-color'];
  return ['run', ...tool.runFlags, ...log, ...results, ...args, fileOf(one)];
}

/** What scripts find in `__ENV`. */
function addresses(server: CompareServer, refused: number): Record<string, string> {
  return {
    BASE: `http://127.0.0.1:${server.port}`,
    ADDRESS: `127.0.0.1:${server.port}`,
    SECURE: `https://127.0.0.1:${server.securePort}`,
    REFUSED: `http://127.0.0.1:${refused}`,
  };
}

/** As they stand in addresses, and in addresses within addresses. */
const ports = (named: Readonly<Record<string, number>>): [string, string][] =>
  Object.entries(named).flatMap(([name, port]) => [
    [`:${port}`, `:${name}`],
    [`%3A${port}`, `%3A${name}`],
  ]);

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
