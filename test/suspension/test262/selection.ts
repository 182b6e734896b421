// Which files of a checkout of the language suite say something here, and why others don't.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FrontMatter } from './front-matter.js';

/** The language, and builtins that call functions of the script. */
const FOLDERS = [
  'language',
  ...['Array', 'TypedArray', 'TypedArrayConstructors', 'Function', 'Reflect', 'Proxy', 'Promise', 'Map', 'Set'].map(
    builtin,
  ),
  ...['WeakMap', 'WeakSet', 'String', 'RegExp', 'JSON', 'Object', 'Symbol', 'Iterator', 'Error', 'Number'].map(builtin),
  ...['GeneratorFunction', 'GeneratorPrototype', 'AsyncFunction', 'AsyncGeneratorFunction'].map(builtin),
  ...['AsyncGeneratorPrototype', 'AsyncFromSyncIteratorPrototype', 'AsyncIteratorPrototype'].map(builtin),
  ...['ArrayIteratorPrototype', 'MapIteratorPrototype', 'SetIteratorPrototype', 'StringIteratorPrototype'].map(builtin),
  ...['RegExpStringIteratorPrototype', 'BigInt', 'Date', 'Boolean', 'NativeErrors', 'AggregateError'].map(builtin),
];
function builtin(name: string): string {
  return `built-ins/${name}`;
}

/** Thousands of files about tables of characters, which call nothing. */
const WITHOUT_CALLS = /\/(property-escapes|CharacterClassEscapes|unicodeSets)\//;
/** Modules have no insides here that a script could not have. */
const MODULES = /^language\/(module-code|import|export)\//;

/** Paths below `test/`, sorted. */
export function filesOf(checkout: string, filter: string): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(checkout, 'test', folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js') && !name.includes('_FIXTURE'))
      .map((name) => `${folder}/${name}`),
  )
    .filter((path) => path.includes(filter) && !WITHOUT_CALLS.test(path) && !MODULES.test(path))
    .sort();
}

const FLAGS: Readonly<Record<string, string>> = {
  raw: 'raw',
  module: 'module',
  noStrict: 'sloppy only',
  CanBlockIsFalse: 'agents',
  CanBlockIsTrue: 'agents',
};

const FEATURES: Readonly<Record<string, string>> = {
  Atomics: 'shared memory',
  SharedArrayBuffer: 'shared memory',
  'cross-realm': 'another realm',
  ShadowRealm: 'another realm',
  IsHTMLDDA: 'no such object in Node',
  Temporal: 'not in Node 20',
  'dynamic-import': 'dynamic import',
  'tail-call-optimization': 'not in Node',
  'host-gc-required': 'needs gc()',
};

/** Why a file is left out; undefined: it is run. */
export function reasonToSkip(text: string, { flags, features, negative }: FrontMatter): string | undefined {
  for (const flag of flags) if (Object.hasOwn(FLAGS, flag)) return FLAGS[flag];
  for (const feature of features) if (Object.hasOwn(FEATURES, feature)) return FEATURES[feature];
  if (negative && negative.phase !== 'runtime') return 'syntax error';
  if (/\$262\.(createRealm|agent|evalScript|gc|AbstractModuleSource|IsHTMLDDA)/.test(text)) return 'host hooks';
  return undefined;
}
