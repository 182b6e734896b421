// Runs a case of door-cases.ts with a command and judges what came of it.
import { dirname, join } from 'node:path';
import { countingServer } from '../helpers/servers.js';
import { tempFolder } from '../helpers/temp.js';
import type { DoorCase } from './door-cases.js';

export interface DoorResult {
  readonly code: number | null;
  /** In the order of the output. */
  readonly printed: readonly string[];
  readonly errors: number;
  readonly requests: number;
  readonly stderr: string;
}

type Command = (
  args: readonly string[],
  cwd: string,
) => Promise<{ readonly code: number | null; readonly stderr: string }>;

export async function runDoorCase({ files, entry = 'script.js' }: DoorCase, command: Command): Promise<DoorResult> {
  await using folder = await tempFolder(files);
  await using server = await countingServer();
  const path = join(folder.path, entry);
  const { code, stderr } = await command(['run', '--quiet', '-e', `URL=${server.url}`, path], dirname(path));
  const lines = stderr.split('\n');
  const printed = lines
    .flatMap((line) => /level=info msg=(.*?) source=console/.exec(line)?.slice(1) ?? [])
    .map(unquoted);
  const errors = lines.filter((line) => line.includes('level=error')).length;
  return { code, printed, errors, requests: server.requests, stderr };
}

const unquoted = (text: string): string => (text.startsWith('"') ? (JSON.parse(text) as string) : text);

/** What is not as expected, in words; empty when all is. */
export function wrongIn({ code, printed, errors, requests }: DoorCase, found: DoorResult): string[] {
  const wrong: string[] = [];
  if (found.code !== code) wrong.push(`exit code ${found.code}, expected ${code}`);
  const isPrinted =
    typeof printed === 'function'
      ? printed(found.printed)
      : JSON.stringify(printed.toSorted()) === JSON.stringify(found.printed.toSorted());
  if (!isPrinted) wrong.push(`printed ${JSON.stringify(found.printed)}, expected ${JSON.stringify(printed)}`);
  if (errors !== undefined && found.errors !== errors) wrong.push(`${found.errors} errors, expected ${errors}`);
  if (requests !== undefined && found.requests !== requests)
    wrong.push(`${found.requests} requests, expected ${requests}`);
  return wrong;
}
