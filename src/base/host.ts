import type { Readable, Writable } from 'node:stream';

/** An output stream, and what a renderer must know of it. */
export interface Terminal extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** How a system asks a process to end. */
export const END_SIGNALS = ['SIGINT', 'SIGTERM'] as const;
export type EndSignal = (typeof END_SIGNALS)[number];

/** What a command may ask of the world around it. A process has one (`cli/process-host.ts`). */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: Readable;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  /** Calls back on each SIGINT or SIGTERM until `over` fires. */
  onSignal(listener: (signal: EndSignal) => void, over: AbortSignal): void;
}
