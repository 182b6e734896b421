import type { NetSettings } from '../net/settings.js';

/** Everything about HTTP that options decide, complete. */
export interface HttpSettings extends NetSettings {
  readonly userAgent: string;
  readonly maxRedirects: number;
  readonly batch: number;
  readonly batchPerHost: number;
  /** Requests per second over the whole process; 0 is no limit. */
  readonly rps: number;
  /** Who drives connections; `undici` is Node's own client where it is HTTP/2. */
  readonly httpClient: 'salvo' | 'undici';
  readonly httpDebug: '' | 'headers' | 'full';
  readonly noConnectionReuse: boolean;
  readonly noVUConnectionReuse: boolean;
  readonly noCookiesReset: boolean;
  readonly discardResponseBodies: boolean;
}
