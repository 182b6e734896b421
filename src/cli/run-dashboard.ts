import type { Host } from '../base/host.js';
import type { Logger } from '../base/log.js';
import type { RunState } from '../engine/handle.js';
import { dashboardSettings } from '../outputs/dashboard-settings.js';
import type { Dashboard, Shown } from '../ui/dashboard/dashboard.js';
import type { RunOrigin } from './run-facts.js';

/** The page that shows a run while it goes on, for those who want one. */
export class RunDashboard {
  #opened: Promise<Dashboard | undefined> = Promise.resolve(undefined);
  readonly #origin: RunOrigin;
  readonly #env: Host['env'];
  readonly #log: Logger;

  constructor(origin: RunOrigin, { env }: Host, log: Logger) {
    this.#origin = origin;
    this.#env = env;
    this.#log = log;
  }

  /** A page that cannot be shown is no reason not to run. */
  starting(state: RunState): void {
    const settings = dashboardSettings(state.plan.options, this.#env);
    if (!settings || settings.port === -1) return;
    this.#opened = this.#shown(state)
      .then(async (shown) => {
        const { Dashboard } = await import('../ui/dashboard/dashboard.js');
        const dashboard = await Dashboard.open(settings, shown);
        this.#log.info(`web dashboard: ${dashboard.url}`);
        return dashboard;
      })
      .catch((error: Error) => {
        this.#log.warn(error.message);
        return undefined;
      });
  }

  async close(): Promise<void> {
    await (await this.#opened)?.close();
  }

  async #shown(state: RunState): Promise<Shown> {
    const { renderMain, renderPage, titleOf } = await import('../report/html/page.js');
    const { factsOf } = await import('./run-facts.js');
    const now = (): Parameters<typeof renderPage> => {
      const summary = state.summarize();
      return [summary, factsOf(this.#origin, summary)];
    };
    return { title: titleOf(now()[1]), main: () => renderMain(...now()), page: () => renderPage(...now()) };
  }
}
