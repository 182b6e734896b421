// What a run's server saw: every request with its headers in the order of their arrival, and every connection.
import type { IncomingMessage } from 'node:http';

export interface RecordedRequest {
  readonly line: string;
  readonly headers: readonly string[];
  body: string;
  /** The connection was gone before the answer had been handed to the system. */
  cut: boolean;
  readonly arrivedMs: number;
  /** Answered, or the connection gone; infinite until then. */
  closedMs: number;
}

export class ServerRecord {
  readonly requests: RecordedRequest[] = [];
  connections = 0;

  /** Keeps a request; its body is filled in while it arrives. */
  add(request: IncomingMessage): RecordedRequest {
    const { method, url, httpVersion, rawHeaders } = request;
    const headers: string[] = [];
    for (let at = 0; at < rawHeaders.length; at += 2) headers.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
    const kept = {
      line: `${method} ${url} HTTP/${httpVersion}`,
      headers,
      body: '',
      cut: false,
      arrivedMs: performance.now(),
      closedMs: Infinity,
    };
    this.requests.push(kept);
    return kept;
  }
}
