import type { ModuleNatives } from '../../suspension/natives.js';

/** Methods of a socket after which the script's handlers may have something to do at once. */
export const socketMethods = {
  send: 'dispatches',
  sendBinary: 'dispatches',
  ping: 'dispatches',
  close: 'dispatches',
} as const;

/** What waits in `k6/ws`. */
export const wsNatives = { exports: { connect: 'connects' }, methods: socketMethods } as const satisfies ModuleNatives;
