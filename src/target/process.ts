// The target's own process when another one starts it (see spawn.ts): tells its addresses, ends with its parent.
import { SalvoError } from '../base/errors/index.js';
import { startTarget, type TargetSettings } from './target.js';

/** What the child says once: where it listens, or why it could not. */
export type TargetMessage =
  | { readonly urls: Awaited<ReturnType<typeof startTarget>>['urls'] }
  | { readonly failure: string };

// Ctrl-C in a terminal reaches every process of the group; the tool still needs the target for its graceful stop.
process.on('SIGINT', () => {});
process.once('message', (settings: Partial<TargetSettings>) => void serve(settings));

async function serve(settings: Partial<TargetSettings>): Promise<void> {
  try {
    const target = await startTarget(settings);
    // The channel also closes when the parent dies, in whatever way.
    process.once('disconnect', () => void target.stop());
    tell({ urls: target.urls });
  } catch (error) {
    if (!(error instanceof SalvoError)) throw error;
    tell({ failure: error.message });
    process.disconnect();
  }
}

function tell(message: TargetMessage): void {
  process.send?.(message);
}
