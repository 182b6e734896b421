import type { Logger } from '../../base/log.js';
import type { VuContext } from '../../k6/context.js';
import { GoError } from '../../k6/go-error.js';
import { TextDecoder } from '../../k6/text-coding/text-decoder.js';
import { TextEncoder } from '../../k6/text-coding/text-encoder.js';
import { makeWebGlobals } from '../../k6/web/index.js';
import { makeMoreWebGlobals } from '../../k6/web/more.js';
import { makeWebCrypto } from '../../k6/webcrypto/index.js';
import type { perVuNames } from '../../script/compiler/runtime-names.js';
import type { VuLoop } from '../../suspension/event-loop.js';
import { turn } from '../../suspension/strand.js';
import type { Realm } from '../realm/realm.js';
import type { ImportModule } from '../runtime/modules.js';
import { makeConsole, type ScriptConsole } from './console.js';
import type { ScriptFiles } from './files.js';
import { furnish, makeVuGlobal } from './globals.js';
import { keepPerVu } from './per-vu.js';
import { structuredCloneIn } from './structured-clone.js';
import { VuTimers } from './timers.js';

/** A value for each name that scripts find around them. */
export type Bindings = Readonly<Record<(typeof perVuNames)[number], unknown>>;

/** What the bindings of a thread are made of. */
export interface BindingParts {
  readonly realm: Realm;
  readonly log: Logger;
  readonly files: ScriptFiles;
  readonly webApis: boolean;
  /** The imports of the VU that runs, for `require`. */
  readonly importerOf: (vu: VuContext) => ImportModule;
}

/**
 * What all VUs of a realm share, and what libraries see, which belong to no VU. The functions find out whose code is
 * running; so one of each is enough for ten thousand VUs.
 */
export function makeSharedBindings({ realm, log, files, webApis, importerOf }: BindingParts): Bindings {
  const shared = realm.own({
    console: makeConsole(log),
    open: (path: unknown, mode?: unknown) => files.open(runningVu(), path, mode),
    require: (specifier: unknown) => requireModule(runningVu(), String(specifier), importerOf),
    setTimeout: (fn: unknown, ms?: unknown, ...args: unknown[]) =>
      VuTimers.of(running()).set('setTimeout', fn, ms, args),
    setInterval: (fn: unknown, ms?: unknown, ...args: unknown[]) =>
      VuTimers.of(running()).set('setInterval', fn, ms, args),
    clearTimeout: (id: unknown) => VuTimers.of(running()).clear(id),
    clearInterval: (id: unknown) => VuTimers.of(running()).clear(id),
    crypto: makeWebCrypto(runningVu),
    TextEncoder,
    TextDecoder,
    GoError: realm.intrinsics.GoError,
  });
  furnish(realm, { ...shared, ...webGlobals(realm, webApis) });
  keepPerVu(realm);
  return { ...shared, __VU: undefined, __ENV: realm.own({}), globalThis: realm.global, global: realm.global };
}

const webGlobals = (realm: Realm, all: boolean): Record<string, unknown> => ({
  ...makeWebGlobals(realm),
  structuredClone: structuredCloneIn(realm),
  ...(all ? makeMoreWebGlobals(realm) : undefined),
});

/** One VU's own: its number, its environment, a console whose methods it may replace, its `globalThis`. */
export function makeVuBindings(
  realm: Realm,
  shared: Bindings,
  vu: VuContext,
  env: Readonly<Record<string, string>>,
): Bindings {
  const own = {
    __VU: vu.idInInstance,
    __ENV: realm.copyOf(env),
    console: realm.copyOf(shared.console as ScriptConsole),
  };
  const global = makeVuGlobal(realm, own);
  return { ...shared, ...own, globalThis: global, global };
}

function running(): VuLoop<VuContext> {
  if (turn.owner === null) throw new Error('script code runs outside of every VU');
  return turn.owner as VuLoop<VuContext>;
}

const runningVu = (): VuContext => running().vu;

function requireModule(vu: VuContext, specifier: string, importerOf: BindingParts['importerOf']): unknown {
  if (vu.stage !== 'init')
    throw new GoError(`require(${JSON.stringify(specifier)}) is only available in the init stage`);
  return importerOf(vu)(specifier);
}
