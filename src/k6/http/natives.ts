import type { ModuleNatives } from '../../suspension/natives.js';
import { selectionMethods } from '../html/natives.js';

/** Methods of a response that wait. */
export const responseMethods = { submitForm: 'operation', clickLink: 'operation' } as const;

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
  // A response gives out Selections too.
  methods: { ...responseMethods, ...selectionMethods },
} as const satisfies ModuleNatives;
