import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { stampTwin } from '../../suspension/brand.js';
import { checkAtOnce } from '../check.js';
import type { VuContext } from '../context.js';
import type { OwnExchange, OwnServer } from '../own-exchange.js';
import { type AnyFunction, type Suspendable, suspendably } from '../suspension.js';
import { HttpVu } from './http-vu.js';
import { makeHttp } from './index.js';

/** Opening a connection has to be learnt too. */
const PER_CONNECTION = 2;
const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok';

/** A request and a check of its response. */
export const httpExchange: OwnExchange = {
  options: { httpDebug: '', hosts: {}, blacklistIPs: [], blockHostnames: [], localIPs: [] },

  async open(): Promise<OwnServer> {
    const sockets = new Set<Socket>();
    const server = createServer({ noDelay: true }, (socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('data', () => socket.write(ANSWER));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    return {
      iterationOf: (vu) => iterationOf(vu, url),
      close() {
        for (const socket of sockets) socket.destroy();
        server.close();
      },
    };
  },
};

/** What scripts are compiled to: a function with a twin that can suspend. */
function iterationOf(vu: VuContext, url: string): AnyFunction {
  const get = makeHttp(vu).get as AnyFunction;
  const { client } = HttpVu.of(vu);
  return stampTwin(
    () => undefined,
    function* (): Suspendable {
      const response = yield* suspendably(get, undefined, [url]);
      if (!checkAtOnce(response, { ok: isOk })) throw new Error('no answer');
      if (vu.iterationInInstance % PER_CONNECTION === 1) client.closeIdle();
      return undefined;
    },
  );
}

/** Without a body where the options discard them. */
const isOk = ({ status, body }: { status: number; body: unknown }): boolean =>
  status === 200 && (body === 'ok' || body === null);
