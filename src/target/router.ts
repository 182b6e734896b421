import type { RequestListener } from 'node:http';
import { Call } from './call.js';
import type { Counts } from './counts.js';

/** What the target does for one kind of request. */
export interface Route {
  /** Undefined: any method. GET stands for HEAD as well. */
  readonly method?: string;
  /** A path with `:names` for parts that vary; `*` fits every path. */
  readonly path: string;
  readonly handle: (call: Call) => void;
  /** Name in the statistics, when it is not method and path. */
  readonly name?: string;
  /** Questions about the target itself are not part of the traffic. */
  readonly uncounted?: true;
}

/** Finds the route of each request, counts the request and hands it over. */
export function router(routes: readonly Route[], counts: Counts): RequestListener {
  const known = routes.map((route) => compileRoute(route, counts));
  const unknown = compileRoute({ path: '*', name: 'unknown', handle: answerUnknown }, counts);
  const byUrl = new Map(known.filter(isFixed).map((route) => [route.path, route]));
  return (request, response) => {
    const url = request.url!;
    const route = byUrl.get(url) ?? findRoute(known, request.method!, partsOf(url)) ?? unknown;
    const params = route.varies ? paramsOf(route, partsOf(url)) : NO_PARAMS;
    if (route.counter) counts.arrived(route.counter, request.socket);
    route.handle(new Call(request, response, params, route.counter && counts));
  };
}

interface CompiledRoute extends Route {
  readonly parts: readonly string[];
  readonly varies: boolean;
  readonly counter: { requests: number } | undefined;
}

const NO_PARAMS: readonly string[] = [];

/** Such a route is found by its URL alone. */
const isFixed = ({ method, path }: Route): boolean => method === undefined && path !== '*' && !path.includes(':');

function compileRoute(route: Route, counts: Counts): CompiledRoute {
  const parts = partsOf(route.path);
  const name = route.name ?? `${route.method === undefined ? '' : `${route.method} `}${route.path}`;
  return {
    ...route,
    parts,
    varies: parts.some((part) => part.startsWith(':')),
    counter: route.uncounted ? undefined : counts.route(name),
  };
}

const partsOf = (url: string): string[] => {
  const query = url.indexOf('?');
  return (query < 0 ? url : url.slice(0, query)).split('/').slice(1);
};

function findRoute(
  routes: readonly CompiledRoute[],
  method: string,
  parts: readonly string[],
): CompiledRoute | undefined {
  const wanted = method === 'HEAD' ? 'GET' : method;
  return routes.find((route) => (route.method === undefined || route.method === wanted) && fits(route, parts));
}

function fits({ path, parts: pattern }: CompiledRoute, parts: readonly string[]): boolean {
  if (path === '*') return true;
  return pattern.length === parts.length && pattern.every((part, i) => part === parts[i] || part.startsWith(':'));
}

const paramsOf = ({ parts: pattern }: CompiledRoute, parts: readonly string[]): string[] =>
  parts.filter((_, i) => pattern[i]!.startsWith(':'));

function answerUnknown(call: Call): void {
  call.json(404, { message: `nothing at ${call.request.method} ${call.request.url}` });
}
