import type { Call } from './call.js';
import type { Route } from './router.js';

const HEAD = ['Content-Type', 'text/plain'];

/** The server of the Node.js introduction: one line at once, the rest after a while. Every path gets it. */
export function helloRoutes(delayMs: number): readonly Route[] {
  return [{ path: '*', name: 'hello', handle: (call) => answerHello(call, delayMs) }];
}

function answerHello(call: Call, delayMs: number): void {
  call.response.writeHead(200, HEAD);
  call.response.write('Hello\n');
  call.after(delayMs, () => {
    call.response.end('Node.js');
    call.answered(200);
  });
}
