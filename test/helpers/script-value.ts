// What a script worked out, for tests of modules that only compute: the script runs through the command.
import assert from 'node:assert/strict';
import { runSalvo } from './cli.js';
import { tempFolder } from './temp.js';

/** For scripts: bytes as hex and back; the name of the error that a call fails with. */
const HELPERS = `
const hex = (bytes) => Array.from(new Uint8Array(bytes.buffer || bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
const unhex = (text) => new Uint8Array((text.match(/../g) || []).map((byte) => parseInt(byte, 16)));
const thrown = (call) => { try { return 'gave ' + String(call()); } catch (error) { return error.name + ': ' + error.message; } };
const failed = async (promise) => { try { return 'gave ' + String(await promise); } catch (error) { return error.name; } };
`;

/**
 * Runs one iteration and gives back the JSON of what `work` returned. `files` stand beside the script, for `open()`.
 */
export async function scriptValue(
  imports: string,
  work: string,
  files: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const script = `${imports}\n${HELPERS}\nasync function work() {\n${work}\n}\nexport default async function () {
    console.log('value ' + JSON.stringify(await work()));
  }`;
  await using folder = await tempFolder({ ...files, 'script.js': script });
  const { code, stdout, stderr } = await runSalvo(['run', '--quiet', '--log-format=raw', 'script.js'], {
    cwd: folder.path,
  });
  const line = /^value (.*)$/m.exec(stderr)?.[1];
  assert.ok(code === 0 && line !== undefined, `${stdout}\n${stderr}`);
  return JSON.parse(line);
}
