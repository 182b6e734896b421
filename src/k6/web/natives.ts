import type { ModuleNatives } from '../../suspension/natives.js';

/**
 * What calls back in the web's globals. They belong to no module: of `forEach` the compiler knows that it calls back, of the
 * others it is told in `optimise/builtins.ts`.
 */
export const webNatives = { methods: { forEach: 'callsBack' } } as const satisfies ModuleNatives;
export const moreWebNatives = {
  methods: { dispatchEvent: 'callsBack', abort: 'callsBack' },
} as const satisfies ModuleNatives;
