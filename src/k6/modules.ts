import type { ModuleNatives, NativeTable } from '../suspension/natives.js';
import type { MakeModule } from './context.js';
import { coreNatives } from './core-natives.js';
import { executionNatives } from './execution/natives.js';
import { htmlNatives } from './html/natives.js';
import { httpNatives } from './http/natives.js';
import type { OwnExchange } from './own-exchange.js';
import { streamsNatives } from './streams/natives.js';
import { wsNatives } from './ws/natives.js';

/** A module that scripts can import. The main thread reads what it declares, worker threads load its code. */
export interface K6Module {
  /** Its functions and methods that wait, and how; all others never do. */
  readonly natives: ModuleNatives;
  /** Its code; undefined where the thread makes the module of its own globals. */
  readonly load?: () => Promise<MakeModule>;
  /** Loaded for scripts that name it only: most do without. */
  readonly late?: boolean;
  /** Run before a test, so that its first use is not the one that compiles it. */
  readonly ownExchange?: () => Promise<OwnExchange>;
}

const NONE: ModuleNatives = {};

/** Known under two names. Its handlers are tasks of the VU: nothing of it waits. */
const WEB_SOCKETS: K6Module = {
  natives: NONE,
  late: true,
  load: async () => (await import('./websockets/index.js')).makeWebSockets,
};

/** Every module, by the specifier that scripts import. */
export const modules: Readonly<Record<string, K6Module>> = {
  k6: { natives: coreNatives, load: async () => (await import('./core.js')).makeCore },
  'k6/crypto': { natives: NONE, late: true, load: async () => (await import('./crypto/index.js')).makeCrypto },
  'k6/crypto/x509': { natives: NONE, late: true, load: async () => (await import('./x509/index.js')).makeX509 },
  'k6/data': { natives: NONE, load: async () => (await import('./data.js')).makeData },
  'k6/encoding': { natives: NONE, late: true, load: async () => (await import('./encoding/index.js')).makeEncoding },
  'k6/execution': { natives: executionNatives, load: async () => (await import('./execution/index.js')).makeExecution },
  'k6/experimental/csv': { natives: NONE, late: true, load: async () => (await import('./csv/index.js')).makeCsv },
  'k6/experimental/fs': { natives: NONE, late: true, load: async () => (await import('./fs/index.js')).makeFs },
  'k6/experimental/streams': {
    natives: streamsNatives,
    late: true,
    load: async () => (await import('./streams/index.js')).makeStreams,
  },
  'k6/experimental/websockets': WEB_SOCKETS,
  'k6/html': { natives: htmlNatives, late: true, load: async () => (await import('./html/index.js')).makeHtml },
  'k6/http': {
    natives: httpNatives,
    load: async () => (await import('./http/index.js')).makeHttp,
    ownExchange: async () => (await import('./http/own-exchange.js')).httpExchange,
  },
  'k6/metrics': { natives: NONE, load: async () => (await import('./metrics.js')).makeMetrics },
  'k6/secrets': { natives: NONE, late: true, load: async () => (await import('./secrets/index.js')).makeSecrets },
  'k6/timers': { natives: NONE },
  'k6/websockets': WEB_SOCKETS,
  'k6/ws': { natives: wsNatives, late: true, load: async () => (await import('./ws/index.js')).makeWs },
};

/** What the compiler knows of them. */
export const nativeTable = (): NativeTable =>
  Object.fromEntries(Object.entries(modules).map(([specifier, { natives }]) => [specifier, natives]));
