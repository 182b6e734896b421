import type { NativeTable } from '../suspension/natives.js';

/**
 * Every native of every module that waits, and how. The modules themselves make them with `operation` and `callsBack`;
 * the compiler knows them from here. What is not listed never waits.
 */
export const nativeTable: NativeTable = {
  k6: { exports: { sleep: 'operation', group: 'callsBack', check: 'callsBack' } },
  'k6/data': {},
  'k6/execution': { methods: { abort: 'operation' } },
  'k6/http': {
    exports: {
      get: 'operation',
      head: 'operation',
      post: 'operation',
      put: 'operation',
      patch: 'operation',
      del: 'operation',
      options: 'operation',
      request: 'operation',
      batch: 'operation',
    },
    methods: { submitForm: 'operation', clickLink: 'operation' },
  },
  'k6/metrics': {},
  'k6/timers': {},
};
