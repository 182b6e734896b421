import { basicAuthorization } from '../../protocols/net/basic-authorization.js';
import { withoutBrackets } from '../../protocols/net/endpoint.js';
import { type EnvironmentVariables, ProxyRules } from '../../protocols/net/proxy.js';

/** The Authorization header that user information in a URL stands for. */
export const userInformation = ({ username, password }: URL): string | undefined =>
  username === '' && password === ''
    ? undefined
    : basicAuthorization(decodeURIComponent(username), decodeURIComponent(password));

export const hostAndPort = ({ hostname, port, protocol }: URL): { host: string; port: number } => ({
  host: withoutBrackets(hostname),
  port: Number(port || (protocol === 'https:' ? 443 : 80)),
});

/** The proxy that the environment has for it. */
export function proxyFor(url: URL, env: EnvironmentVariables): URL | undefined {
  const { host, port } = hostAndPort(url);
  const proxy = new ProxyRules(env).for({ hostname: host, port, secure: url.protocol === 'https:' });
  if (!proxy) return undefined;
  const made = new URL(`http://${proxy.hostname}:${proxy.port}`);
  made.username = encodeURIComponent(proxy.username);
  made.password = encodeURIComponent(proxy.password);
  return made;
}
