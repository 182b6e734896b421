import type { ModuleNatives } from '../../suspension/natives.js';

/** Methods of a Selection that call functions of the script. */
export const selectionMethods = {
  each: 'callsBack',
  map: 'callsBack',
  filter: 'callsBack',
  is: 'callsBack',
  not: 'callsBack',
} as const;

/** What waits in `k6/html`. */
export const htmlNatives = { methods: selectionMethods } as const satisfies ModuleNatives;
