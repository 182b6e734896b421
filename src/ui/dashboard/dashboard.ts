import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { every, settlesWithin } from '../../base/timers.js';
import type { DashboardSettings } from '../../outputs/dashboard-settings.js';
import { listen } from '../../outputs/listen.js';
import { livePage } from './live-page.js';

/** Browsers that watch at the same time. */
const MOST_WATCHERS = 50;
/** What a browser that does not read may leave unread before it is left out. */
const MOST_UNREAD_BYTES = 8_000_000;
/** As long as outputs wait for a place that takes nothing. */
const LAST_WORDS_MS = 5000;

/** What is shown, as it stands now. */
export interface Shown {
  readonly title: string;
  /** The report's content. */
  main(): string;
  /** The report as a file. */
  page(): string;
}

/** A page that shows the report while the run goes on: `/`, its news at `/events`, and as a file at `/report`. */
export class Dashboard {
  readonly #settings: DashboardSettings;
  readonly #shown: Shown;
  readonly #server: Server = createServer((request, response) => this.#answer(request, response));
  readonly #watchers = new Set<ServerResponse>();
  #stopTimer = (): void => {};

  private constructor(settings: DashboardSettings, shown: Shown) {
    this.#settings = settings;
    this.#shown = shown;
  }

  static async open(settings: DashboardSettings, shown: Shown): Promise<Dashboard> {
    const dashboard = new Dashboard(settings, shown);
    await listen(dashboard.#server, 'web-dashboard', settings);
    dashboard.#stopTimer = every(settings.periodMs, undefined, () => dashboard.#tell());
    return dashboard;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://${this.#settings.host || '127.0.0.1'}:${port}/`;
  }

  /** Everybody sees how it ended. A browser that does not read holds up the end for so long and no longer. */
  async close(): Promise<void> {
    this.#stopTimer();
    this.#tell();
    const told = [...this.#watchers].map((watcher) => {
      return new Promise<void>((resolve) => {
        watcher.once('close', resolve).end('event: end\ndata: {}\n\n', resolve);
      });
    });
    await settlesWithin(LAST_WORDS_MS, Promise.all(told));
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #tell(): void {
    if (this.#watchers.size === 0) return;
    // Made once for all, and not at all when nobody watches.
    const event = this.#event();
    for (const watcher of this.#watchers) {
      if (watcher.writableLength > MOST_UNREAD_BYTES) watcher.destroy();
      else watcher.write(event);
    }
  }

  #event(): string {
    return `event: state\ndata: ${JSON.stringify(this.#shown.main())}\n\n`;
  }

  #answer({ url = '/' }: IncomingMessage, response: ServerResponse): void {
    const path = url.split('?', 1)[0];
    if (path === '/' || path === '/ui/') send(response, livePage(this.#shown.title, this.#shown.main()));
    else if (path === '/report') send(response, this.#shown.page());
    else if (path === '/events' || path === '/ui/events') this.#watch(response);
    else response.writeHead(404).end();
  }

  #watch(response: ServerResponse): void {
    if (this.#watchers.size >= MOST_WATCHERS) {
      response.writeHead(503).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    this.#watchers.add(response);
    response.on('close', () => this.#watchers.delete(response)).on('error', () => {});
    response.write(this.#event());
  }
}

function send(response: ServerResponse, page: string): void {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }).end(page);
}
