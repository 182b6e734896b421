import { turn } from '../../suspension/strand.js';

/**
 * Names that stay as they are. Our own modules and libraries read them often, also on behalf of a script, and they
 * give a script no way out: it would have to come by the real global object first, through `new Function`.
 */
const HARMLESS = new Set(
  'performance Atomics URL URLSearchParams TextEncoder TextDecoder AbortController AbortSignal DOMException Event EventTarget'.split(
    ' ',
  ),
);

type Globals = Record<string, unknown>;

/**
 * Makes Node's own globals invisible to script code that gets hold of the thread's real global object: compiled code
 * sees its own parameters instead, but `new Function('return process')`, an indirect eval or a sloppy `this` do not.
 * Libraries of ours need these names, so each becomes an accessor that looks who asks: code from a file gets the real
 * thing, code of a script (by its file name, or without any file) what the script's own `globalThis` has.
 * Only while script code is on the stack is there anything to look at. For worker threads; there is no way back.
 */
export function hideHostGlobals(threadGlobal: object, isScript: (fileName: string) => boolean): void {
  const visible = threadGlobal as Globals;
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const property = Object.getOwnPropertyDescriptor(globalThis, name)!;
    if (
      !property.configurable ||
      HARMLESS.has(name) ||
      (name in visible && name !== 'global' && isLanguage(name, visible))
    )
      continue;
    hide(name, property, visible, isScript);
  }
}

/** The language's builtins are the same objects inside and outside; k6's own globals are not. */
const isLanguage = (name: string, visible: Globals): boolean => visible[name] === (globalThis as Globals)[name];

function hide(
  name: string,
  property: PropertyDescriptor,
  visible: Globals,
  isScript: (fileName: string) => boolean,
): void {
  const read = reader(property);
  const get = (): unknown => (turn.owner !== null && calledByScript(get, isScript) ? visible[name] : read());
  const set = (value: unknown): void => {
    if (turn.owner !== null && calledByScript(set, isScript)) return;
    Object.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
  };
  Object.defineProperty(globalThis, name, { get, set, enumerable: property.enumerable ?? false, configurable: true });
}

/** Node defines many of them when they are first asked for; that must stay so, and is remembered. */
function reader({ get, value }: PropertyDescriptor): () => unknown {
  if (get === undefined) return () => value as unknown;
  let known = false;
  let made: unknown;
  return () => {
    if (!known) {
      made = get.call(globalThis);
      known = true;
    }
    return made;
  };
}

function calledByScript(accessor: unknown, isScript: (fileName: string) => boolean): boolean {
  const { stackTraceLimit, prepareStackTrace } = Error;
  const holder: { stack?: NodeJS.CallSite[] } = {};
  Error.stackTraceLimit = 1;
  Error.prepareStackTrace = (_error, sites) => sites;
  try {
    Error.captureStackTrace(holder, accessor as () => void);
    const fileName = holder.stack?.[0]?.getFileName();
    return !fileName || isScript(fileName);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
  }
}
