import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monotonicMs } from '../base/clock.js';
import { errors } from '../base/errors/index.js';
import { BoxOffice } from './booking/box-office.js';
import { latencySource } from './booking/latency.js';
import { bookingRoutes } from './booking/routes.js';
import { WaitingQueue } from './booking/waiting-queue.js';
import { Counts, type TargetStats } from './counts.js';
import { generalRoutes } from './general.js';
import { helloRoutes } from './hello.js';
import { type Route, router } from './router.js';
import { SocketEndpoints } from './sockets/endpoints.js';

/** Ports as asked for; 0 takes any free one. */
export interface TargetSettings {
  readonly host: string;
  readonly helloPort: number;
  readonly bookingPort: number;
  readonly port: number;
  /** Between the two parts of the hello answer. */
  readonly helloDelayMs: number;
  /** Stretches the latencies of the booking service; 0 takes none. */
  readonly latencyFactor: number;
  readonly seatsPerSchedule: number;
}

/** What the seeds' scripts expect to find on this machine. */
export const TARGET_DEFAULTS: TargetSettings = {
  host: '127.0.0.1',
  helloPort: 8000,
  bookingPort: 8080,
  port: 8090,
  helloDelayMs: 2000,
  latencyFactor: 1,
  seatsPerSchedule: 10_000,
};

export interface TargetUrls {
  readonly hello: string;
  readonly booking: string;
  readonly general: string;
}

/** The servers of the embedded target, listening. */
export interface Target extends AsyncDisposable {
  readonly urls: TargetUrls;
  stats(): TargetStats;
  /** Counts from zero, all seats free. */
  reset(): void;
  stop(): Promise<void>;
}

/** Opens the target in this process. It belongs into one of its own: load and target would share a core's time. */
export async function startTarget(wanted: Partial<TargetSettings> = {}): Promise<Target> {
  const settings = { ...TARGET_DEFAULTS, ...wanted };
  const counts = new Counts();
  const office = new BoxOffice({
    concerts: 10,
    schedulesPerConcert: 3,
    seatsPerSchedule: settings.seatsPerSchedule,
    holdMs: 5 * 60_000,
    nowMs: monotonicMs,
  });
  const reset = (): void => {
    counts.reset();
    office.reset();
  };
  const booking = bookingRoutes({
    office,
    queue: new WaitingQueue(),
    latencyMs: latencySource(settings.latencyFactor),
  });
  const sockets = new SocketEndpoints(counts.sockets);
  const own = [...generalRoutes, ...ownRoutes(counts, reset)];
  const servers: Server[] = [];
  const listen = async (what: string, port: number, routes: readonly Route[]): Promise<string> => {
    const server = await open(what, settings.host, port, router(routes, counts));
    server.on('upgrade', sockets.upgrade);
    servers.push(server);
    return urlOf(server);
  };
  const stop = async (): Promise<void> => {
    sockets.closeAll();
    await Promise.all(servers.map(close));
  };
  try {
    const urls = {
      hello: await listen('hello', settings.helloPort, helloRoutes(settings.helloDelayMs)),
      booking: await listen('booking', settings.bookingPort, [...booking, ...own]),
      general: await listen('general', settings.port, own),
    };
    return { urls, stats: () => counts.stats(), reset, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function ownRoutes(counts: Counts, reset: () => void): readonly Route[] {
  return [
    { path: '/stats', uncounted: true, handle: (call) => call.json(200, counts.stats()) },
    {
      path: '/reset',
      uncounted: true,
      handle: (call) => {
        reset();
        call.json(200, counts.stats());
      },
    },
  ];
}

async function open(what: string, host: string, port: number, listener: RequestListener): Promise<Server> {
  // No limit ends a connection but the client: a closed idle connection would look like a failure of the tool.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, listener);
  try {
    server.listen({ port, host, backlog: 4096 });
    await once(server, 'listening');
    return server;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw errors.targetCannotListen(what, host, port, code === 'EADDRINUSE' ? 'the port is in use' : message);
  }
}

function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
