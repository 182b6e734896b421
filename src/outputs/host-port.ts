import { errors } from '../base/errors/index.js';
import { withoutBrackets } from '../protocols/net/endpoint.js';

export interface HostPort {
  /** Empty for none. */
  readonly host: string;
  readonly port: number;
}

/** `host:port`, `:port`, `port` or `host`; what it leaves out is as given, but for the host in front of a colon. */
export function hostPort(output: string, text: string, otherwise: HostPort): HostPort {
  if (text === '') return otherwise;
  const [, host, port] = /^(?:(\[.*\]|[^:]*):)?(\d+)$/.exec(text) ?? [];
  if (port !== undefined && Number(port) <= 65_535) {
    return { host: host === undefined ? otherwise.host : withoutBrackets(host), port: Number(port) };
  }
  if (/^[^:/]+$/.test(text)) return { host: text, port: otherwise.port };
  throw errors.badOutputSetting(output, 'its address', text, 'must be such as localhost:1234');
}
