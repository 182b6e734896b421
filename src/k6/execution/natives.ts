import type { ModuleNatives } from '../../suspension/natives.js';

/** What waits in `k6/execution`: methods of `exec.test`. */
export const executionNatives = { methods: { abort: 'operation' } } as const satisfies ModuleNatives;
