import type { ModuleNatives } from '../../suspension/natives.js';

/** What waits in `k6/experimental/streams`: `start` is called while a stream is made, all else later, in jobs of the VU. */
export const streamsNatives = {
  constructs: { ReadableStream: 'callsBack', WritableStream: 'callsBack' },
} as const satisfies ModuleNatives;
