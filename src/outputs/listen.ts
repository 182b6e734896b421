import { once } from 'node:events';
import type { Server } from 'node:http';
import { errors } from '../base/errors/index.js';
import type { HostPort } from './host-port.js';

/** Listens for who wants to look, without holding the process; `what` is named when the place is taken. */
export async function listen(server: Server, what: string, { host, port }: HostPort): Promise<void> {
  // Without a host on all interfaces.
  server.listen(port, host === '' ? undefined : host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw errors.cannotListen(what, `${host}:${port}`, cause);
  }
  server.unref();
}
