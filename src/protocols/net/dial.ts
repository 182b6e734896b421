import { Buffer } from 'node:buffer';
import { connect as connectTcp, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { monotonicMs } from '../../base/clock.js';
import { after } from '../../base/timers.js';
import { addressText, type HttpEnvironment } from '../http/environment.js';
import type { TlsFacts } from '../http/exchange.js';
import { dialFailure, type Failure, failures, tlsFailure } from './failures.js';
import { parseOcsp, UNKNOWN_OCSP } from './ocsp.js';
import { tlsVersionName } from './tls-settings.js';
import { openTunnel } from './tunnel.js';
import type { HttpUrl } from './url.js';

const DIAL_TIMEOUT_MS = 30_000;
const LAST_PORT = 65_535;
/** Each read is over before the next one begins, whichever socket it is for. */
const SHARED = Buffer.allocUnsafeSlow(64 * 1024);
const ALPN_H2 = ['h2', 'http/1.1'];
const ALPN_H1 = ['http/1.1'];

/** Who reads what comes on a connection. The memory is the caller's again when it returns. */
export interface ByteReceiver {
  received(bytes: Buffer, length: number): void;
}

export interface DialListener {
  opened(dial: Dial): void;
  failed(dial: Dial, failure: Failure): void;
}

/** Opens one connection: name, TCP, proxy tunnel, TLS, each with its checks. Reports once, unless cancelled. */
export class Dial {
  /** What requests are written to. */
  socket!: Socket;
  /** The TCP socket below it, which counts the bytes of the wire. */
  tcp!: Socket;
  remoteIp = '';
  remotePort = 0;
  tls: TlsFacts | null = null;
  alpn = '';
  /** No request has asked for it: none has waited for it either. */
  ahead = false;
  connectingMs = 0;
  tlsHandshakingMs = 0;
  endedMs = 0;
  /** Set when requests name the whole URL because a proxy reads them. */
  proxy: HttpUrl | null = null;
  #receiver: ByteReceiver | null = null;
  /** The socket reads into memory that all of the thread's sockets share. */
  #sharesMemory = false;
  #finished = false;
  #stopTimer: () => void = () => {};

  constructor(
    private readonly environment: HttpEnvironment,
    private readonly url: HttpUrl,
    private readonly listener: DialListener,
  ) {}

  start(): void {
    const { environment, url } = this;
    this.proxy = environment.proxies.for(url);
    const { hostname, port } = this.proxy ?? url;
    const blocked = environment.rules.checkHostname(hostname);
    if (blocked) {
      this.#later(blocked);
      return;
    }
    const mapped = environment.mapped(hostname, port);
    environment.resolver.resolve(mapped.hostname, (failure, ip) => {
      if (this.#finished) return;
      const refused = failure ?? environment.rules.checkIp(ip);
      if (refused) return this.#later(refused);
      // Node would throw, and a server can send anyone there.
      if (mapped.port > LAST_PORT)
        return this.#later(failures.dial(`address ${mapped.port}: invalid port`, addressText(ip, mapped.port)));
      this.#connect(ip, mapped.port);
    });
  }

  cancel(): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#stopTimer();
    // Undefined while the name is being looked up.
    (this.tcp as Socket | undefined)?.destroy();
  }

  /** Who gets the bytes from now on. */
  receive(receiver: ByteReceiver): void {
    this.#receiver = receiver;
    if (!this.#sharesMemory) this.socket.on('data', (bytes: Buffer) => receiver.received(bytes, bytes.length));
  }

  #connect(ip: string, port: number): void {
    this.remoteIp = ip;
    this.remotePort = port;
    const startedMs = monotonicMs();
    const localAddress = this.environment.localAddresses.next();
    // TLS and undici read the socket in their own ways.
    this.#sharesMemory = this.url.scheme === 'http' && this.environment.settings.httpClient === 'salvo';
    const tcp = connectTcp({
      host: ip,
      port,
      ...(localAddress === undefined ? {} : { localAddress }),
      ...(this.#sharesMemory
        ? { onread: { buffer: SHARED, callback: (n, bytes) => this.#read(n, bytes as Buffer) } }
        : {}),
    });
    this.tcp = tcp;
    tcp.setNoDelay(true);
    this.#stopTimer = after(DIAL_TIMEOUT_MS, undefined, () => this.#fail(failures.dialTimeout(addressText(ip, port))));
    const onError = (error: Error): void => this.#fail(dialFailure(error, addressText(ip, port)));
    tcp.once('error', onError);
    tcp.once('connect', () => {
      tcp.removeListener('error', onError);
      this.endedMs = monotonicMs();
      this.connectingMs = this.endedMs - startedMs;
      if (this.url.scheme !== 'https') return this.#open(tcp);
      if (!this.proxy) return this.#handshake(tcp);
      const tunnelFailed = (failure: Failure): void => this.#fail(failure);
      openTunnel(tcp, this.proxy, this.url, { opened: () => this.#handshake(tcp), failed: tunnelFailed });
    });
  }

  #handshake(tcp: Socket): void {
    const { environment, url } = this;
    const startedMs = monotonicMs();
    let ocsp = UNKNOWN_OCSP;
    // Node hands `requestOCSP` on to the socket, though the types have it on sockets only.
    const options: ConnectionOptions & { requestOCSP: boolean } = {
      socket: tcp,
      host: url.hostname,
      ...(/^[\d.]+$|:/.test(url.hostname) ? {} : { servername: url.hostname }),
      ALPNProtocols: environment.http2 ? ALPN_H2 : ALPN_H1,
      requestOCSP: true,
      ...environment.tls.for(url.hostname),
    };
    const secure = connectTls(options);
    const onError = (error: Error): void => {
      this.#fail(tlsFailure(error, url.hostname, addressText(this.remoteIp, this.remotePort)));
    };
    secure.once('error', onError);
    secure.on('OCSPResponse', (answer: Buffer | null) => {
      if (answer) ocsp = parseOcsp(answer);
    });
    secure.once('secureConnect', () => {
      secure.removeListener('error', onError);
      this.endedMs = monotonicMs();
      this.tlsHandshakingMs = this.endedMs - startedMs;
      this.tls = { ...factsOf(secure), ocsp };
      this.alpn = secure.alpnProtocol || '';
      this.#open(secure);
    });
  }

  #read(length: number, bytes: Buffer): boolean {
    this.#receiver?.received(bytes, length);
    return true;
  }

  #open(socket: Socket): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#stopTimer();
    this.socket = socket;
    this.listener.opened(this);
  }

  #fail(failure: Failure): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#stopTimer();
    (this.tcp as Socket | undefined)?.on('error', () => {}).destroy();
    this.listener.failed(this, failure);
  }

  /** Never inside send(): the caller has not got its flight yet. */
  #later(failure: Failure): void {
    process.nextTick(() => this.#fail(failure));
  }
}

function factsOf(socket: TLSSocket): Omit<TlsFacts, 'ocsp'> {
  return {
    version: tlsVersionName(socket.getProtocol()),
    cipherSuite: socket.getCipher().standardName,
  };
}
