import type { MakeModule } from '../context.js';
import { makeNatives } from '../natives.js';
import { type AnyFunction, current, runToEnd, type Suspendable } from '../suspension.js';
import { connecting } from './connect.js';
import { wsNatives } from './natives.js';
import { addSocketMethods } from './socket.js';

addSocketMethods();

const exports = makeNatives('ws.', wsNatives.exports, {
  connect: {
    native: (...args: unknown[]) => runToEnd(connecting(current.vu!, args), undefined, args),
    waits: () => true,
    twin: (...args: unknown[]): Suspendable => connecting(current.vu!, args),
  },
} satisfies Record<string, { native: AnyFunction; waits: () => boolean; twin: (...args: never[]) => Suspendable }>);

/** `k6/ws`. */
export const makeWs: MakeModule = () => exports;
