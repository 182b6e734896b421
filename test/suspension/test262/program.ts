// One file of the language suite as a script: its harness at the top level, the file's own text as the iteration.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom } from '../turns.js';
import type { FrontMatter } from './front-matter.js';
import { insertAt, placesIn } from './insert.js';

/** Puts the host's side into the script's reach. `print` is how asynchronous tests tell their end. */
const HOST = `
const $262 = { destroy() {}, global: globalThis, detachArrayBuffer(buffer) { $detach(buffer); } };
let $printed = [];
const print = (text) => { $printed.push(text); };
function $b(value) { sleep(0); return value; }
`;

export interface Program {
  readonly text: string;
  readonly inserted: number;
}

/** `share` of the places where a blocking call may be inserted get one; which, the path decides. */
export function programOf(
  checkout: string,
  file: { path: string; text: string; matter: FrontMatter },
  share: number,
): Program {
  const { path, text, matter } = file;
  const random = randomFrom(hashOf(path));
  const places = share === 0 ? [] : placesIn(text).filter(() => random() < share);
  const body = insertAt(text, places, '$b');
  const isAsync = matter.flags.includes('async');
  const names = ['sta.js', 'assert.js', ...(isAsync ? ['doneprintHandle.js'] : []), ...matter.includes];
  const harness = [...new Set(names)].map((name) => harnessFile(checkout, name));
  return {
    inserted: places.length,
    text: [
      `import { sleep } from 'k6';\nimport { $detach } from 'k6/host';${HOST}`,
      ...harness,
      isAsync ? 'globalThis.$DONE = $DONE;' : '',
      `export const printed = () => $printed;`,
      `export default function () {\n${body}\n}`,
    ].join('\n'),
  };
}

const known = new Map<string, string>();
function harnessFile(checkout: string, name: string): string {
  let text = known.get(name);
  if (text === undefined) known.set(name, (text = readFileSync(join(checkout, 'harness', name), 'utf8')));
  return text;
}

function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}
