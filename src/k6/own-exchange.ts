import type { ModuleOptions, VuContext } from './context.js';
import type { AnyFunction } from './suspension.js';

/** How a module runs through its own code before a test: it exchanges something with a server in the same thread. */
export interface OwnExchange {
  /** Instead of the script's: options that could forbid this exchange, or show it to the user. */
  readonly options: Partial<ModuleOptions>;
  open(): Promise<OwnServer>;
}

/** The server of one exchange, on the loopback. */
export interface OwnServer {
  /** What the VU runs in each iteration; it throws when the answer is not that of the server. */
  iterationOf(vu: VuContext): AnyFunction;
  close(): void;
}
