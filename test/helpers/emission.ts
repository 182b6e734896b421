// Compiled scripts written by hand in the form the compiler emits, for tests of what runs them.
import type { CompiledScript } from '../../src/script/compiled-script.js';
import { perVuNames } from '../../src/script/compiler/runtime-names.js';
import { kitNames } from '../../src/suspension/kit-names.js';

export interface Emission {
  /** Statements that all VUs of a thread share: libraries. */
  readonly libraries?: string;
  /** Statements of the VU's own level, and the fields of its exports object. */
  readonly script: string;
  readonly exports: string;
  readonly suspendsInInit?: boolean;
}

export function emission({ libraries = '', script, exports, suspendsInInit = false }: Emission): CompiledScript {
  const parameters = perVuNames.join(', ');
  const names = Object.keys(kitNames)
    .map((name) => `${name}: $$${name}`)
    .join(', ');
  const code = `(function ($$kit, ${parameters}) { 'use strict';
const { ${names} } = $$kit, $$v = null; { ${libraries}
return function${suspendsInInit ? '*' : ''} $$vu($$v, $$imp, ${perVuNames.join(', ')}) { let __ITER, $$t; {
${script}
return { exports: { ${exports} }, setIteration: (i) => { __ITER = i; } }; } }; } })`;
  return {
    name: 'hand.js',
    entryPath: '/nowhere/hand.js',
    source: script,
    codeName: 'k6:hand.js',
    code,
    suspendsInInit,
    k6Modules: [],
    positions: {
      outputOffsets: new Uint32Array(),
      bundleOffsets: new Uint32Array(),
      lengths: new Uint32Array(),
      bundleLineStarts: new Uint32Array(),
      bundleMap: '',
    },
    protocols: { replays: false, iterators: false, thenables: false, asyncGenerators: false },
    modules: { starts: new Uint32Array(), names: [], paths: [] },
    promoted: [],
  } as unknown as CompiledScript;
}
