import { type ClientRequest, request } from 'node:http';
import { Agent, type AgentOptions, type RequestOptions } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { connect } from 'node:tls';
import { hostAndPort, userInformation } from './push-url.js';

type Target = { readonly host: string; readonly port: number; readonly servername?: string };
type Done = NonNullable<Parameters<Agent['createConnection']>[1]>;

/** HTTPS connections through an HTTP proxy, which is asked for a tunnel. */
export class TunnelAgent extends Agent {
  readonly #proxy: URL;
  readonly #secure: AgentOptions;

  constructor(proxy: URL, secure: AgentOptions) {
    super(secure);
    this.#proxy = proxy;
    this.#secure = secure;
  }

  /** Called by Node.js for each new connection. */
  override createConnection(target: RequestOptions, done?: Done): undefined {
    const { host, port, servername } = target as Target;
    const fail = (error: Error): void => (done as unknown as (error: Error) => void)(error);
    this.#askFor(`${host}:${port}`)
      .on('error', fail)
      .on('connect', ({ statusCode }, socket: Socket) => {
        const name = servername || (isIP(host) ? '' : host);
        if (statusCode === 200) done!(null, connect({ ...this.#secure, socket, host, servername: name }));
        else fail(new Error(`the proxy answered ${statusCode}`));
      })
      .end();
  }

  #askFor(path: string): ClientRequest {
    const authorization = userInformation(this.#proxy);
    const headers = authorization === undefined ? {} : { 'Proxy-Authorization': authorization };
    return request({ ...hostAndPort(this.#proxy), method: 'CONNECT', path, headers, agent: false });
  }
}
