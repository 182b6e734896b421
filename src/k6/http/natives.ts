import type { ModuleNatives } from '../../suspension/natives.js';

/** What waits in `k6/http`, and which methods of responses. */
export const httpNatives = {
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
} as const satisfies ModuleNatives;
