import type { ModuleNatives } from '../suspension/natives.js';

/** What waits in `k6`. */
export const coreNatives = {
  exports: { sleep: 'operation', group: 'callsBack', check: 'callsBack' },
} as const satisfies ModuleNatives;
