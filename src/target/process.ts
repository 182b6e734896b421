// The target's own process when another one starts it (see spawn.ts): tells its addresses, ends with its parent.
import { endWithParent } from '../base/child-process.js';
import { SalvoError } from '../base/errors/index.js';
import { startTarget, type TargetSettings } from './target.js';

/** What the child says once: where it listens, or why it could not. */
export type TargetMessage =
  | { readonly urls: Awaited<ReturnType<typeof startTarget>>['urls'] }
  | { readonly failure: string };

// The tool still needs the target for its graceful stop.
let stop = (): void => {};
endWithParent(() => stop());
process.once('message', (settings: Partial<TargetSettings>) => void serve(settings));

async function serve(settings: Partial<TargetSettings>): Promise<void> {
  try {
    const target = await startTarget(settings);
    stop = () => void target.stop();
    // The parent may have gone while this one started.
    if (!process.connected) stop();
    tell({ urls: target.urls });
  } catch (error) {
    if (!(error instanceof SalvoError)) throw error;
    tell({ failure: error.message });
    process.disconnect();
  }
}

function tell(message: TargetMessage): void {
  if (process.connected) process.send?.(message);
}
