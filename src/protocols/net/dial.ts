import { connect, type Socket } from 'node:net';
import { monotonicMs } from '../../base/clock.js';
import { after } from '../../base/timers.js';
import { addressText, type Endpoint } from './endpoint.js';
import { type Failure, failures } from './failures.js';
import { handshake } from './handshake.js';
import { Link } from './link.js';
import type { Network } from './network.js';
import { dialFailure, tlsFailure } from './system-failures.js';
import { tlsFactsOf } from './tls-facts.js';
import { openTunnel } from './tunnel.js';
import type { Url } from './url.js';

const DIAL_TIMEOUT_MS = 30_000;
const LAST_PORT = 65_535;

/** What a protocol asks of its connections. */
export interface DialOptions {
  /** What the TLS handshake offers, the preferred protocol first. */
  readonly alpn: readonly string[];
  /** Plain sockets read into memory that is shared; false for a reader that keeps what it is given. */
  readonly sharedMemory: boolean;
  /** Proxies are asked for a way through also without TLS: what goes over the connection is not for them to read. */
  readonly tunnel?: boolean;
}

/** One of the two is called, once, and never before dial() has returned. */
export interface DialListener {
  opened(link: Link): void;
  /** The link is known as far as it came; it has no socket to be used. */
  failed(failure: Failure, link: Link): void;
}

/** A connection that is being opened. */
export interface Dialling {
  /** Gives up; the listener is not called any more. What is returned tells how far it came. */
  cancel(): Link;
}

/** Opens a connection: name, TCP, proxy tunnel, TLS, each with its checks. */
export function dial(network: Network, endpoint: Endpoint, options: DialOptions, listener: DialListener): Dialling {
  const dialling = new Dial(network, endpoint, options, listener);
  dialling.start();
  return dialling;
}

class Dial implements Dialling {
  readonly #network: Network;
  readonly #endpoint: Endpoint;
  readonly #options: DialOptions;
  readonly #listener: DialListener;
  readonly #link = new Link();
  #proxy: Url | undefined;
  #finished = false;
  #stopTimer: () => void = () => {};

  constructor(network: Network, endpoint: Endpoint, options: DialOptions, listener: DialListener) {
    this.#network = network;
    this.#endpoint = endpoint;
    this.#options = options;
    this.#listener = listener;
  }

  start(): void {
    const network = this.#network;
    this.#proxy = network.proxies.for(this.#endpoint);
    const { hostname, port } = this.#proxy ?? this.#endpoint;
    const blocked = network.rules.checkHostname(hostname);
    if (blocked) {
      this.#failLater(blocked);
      return;
    }
    const mapped = network.mapped(hostname, port);
    network.resolver.resolve(mapped.hostname, (failure, ip) => {
      if (this.#finished) return;
      const refused = failure ?? network.rules.checkIp(ip);
      if (refused) return this.#failLater(refused);
      // Node would throw, and a server's redirect can name any port.
      if (mapped.port > LAST_PORT) return this.#failLater(failures.badPort(mapped.port));
      this.#connect(ip, mapped.port);
    });
  }

  cancel(): Link {
    if (this.#finished) return this.#link;
    this.#finished = true;
    this.#stopTimer();
    this.#tcp?.destroy();
    return this.#link;
  }

  /** Undefined while the name is being looked up. */
  get #tcp(): Socket | undefined {
    return this.#link.tcp;
  }

  #connect(ip: string, port: number): void {
    const link = this.#link;
    const endpoint = this.#endpoint;
    const address = addressText(ip, port);
    link.remoteIp = ip;
    link.remotePort = port;
    const startedMs = monotonicMs();
    const localAddress = this.#network.localAddresses.next();
    const tunnelled = this.#proxy !== undefined && (endpoint.secure || this.#options.tunnel === true);
    const shared = this.#options.sharedMemory && !endpoint.secure && !tunnelled;
    const tcp = connect({
      host: ip,
      port,
      ...(localAddress === undefined ? {} : { localAddress }),
      ...(shared ? { onread: link.shareMemory() } : {}),
    });
    link.tcp = tcp;
    tcp.setNoDelay(true);
    this.#stopTimer = after(DIAL_TIMEOUT_MS, undefined, () => this.#fail(failures.dialTimeout(address)));
    const onError = (error: Error): void => this.#fail(dialFailure(error, address));
    tcp.once('error', onError);
    tcp.once('connect', () => {
      tcp.removeListener('error', onError);
      link.openedAtMs = monotonicMs();
      link.connectingMs = link.openedAtMs - startedMs;
      if (!tunnelled) link.proxy = this.#proxy;
      if (!tunnelled) return this.#through(tcp, address);
      openTunnel(tcp, this.#proxy!, endpoint, {
        opened: () => this.#through(tcp, address),
        failed: (failure) => this.#fail(failure),
      });
    });
  }

  #through(tcp: Socket, address: string): void {
    if (this.#endpoint.secure) this.#secure(tcp, address);
    else this.#open(tcp);
  }

  #secure(tcp: Socket, address: string): void {
    const link = this.#link;
    const { hostname } = this.#endpoint;
    const startedMs = monotonicMs();
    handshake(
      tcp,
      { hostname, alpn: this.#options.alpn, settings: this.#network.tls },
      {
        failed: (error) => this.#fail(tlsFailure(error, hostname, address)),
        secured: (socket, ocsp) => {
          link.openedAtMs = monotonicMs();
          link.tlsHandshakingMs = link.openedAtMs - startedMs;
          link.tls = tlsFactsOf(socket, ocsp);
          link.alpn = socket.alpnProtocol || '';
          this.#open(socket);
        },
      },
    );
  }

  #open(socket: Socket): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#stopTimer();
    this.#link.socket = socket;
    this.#listener.opened(this.#link);
  }

  #fail(failure: Failure): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#stopTimer();
    this.#tcp?.on('error', () => {}).destroy();
    this.#listener.failed(failure, this.#link);
  }

  #failLater(failure: Failure): void {
    process.nextTick(() => this.#fail(failure));
  }
}
