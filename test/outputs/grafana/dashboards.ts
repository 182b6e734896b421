// The dashboards of grafana/, as Grafana would ask their questions.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const GRAFANA = join(import.meta.dirname, '..', '..', '..', '..', 'grafana');

interface Target {
  readonly query?: string;
  readonly expr?: string;
  readonly datasource: { readonly uid: string };
}
interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly targets?: readonly Target[];
}
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

export interface Question {
  readonly panel: string;
  readonly text: string;
}

export const dashboard = (name: string): Dashboard =>
  JSON.parse(readFileSync(join(GRAFANA, 'dashboards', name), 'utf8')) as Dashboard;

/** Every query of every panel, with Grafana's variables filled in. */
export const questionsOf = ({ panels }: Dashboard): Question[] =>
  panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ query, expr }) => ({ panel: title, text: filled(query ?? expr!) })),
  );

const filled = (text: string): string =>
  text
    .replaceAll('$timeFilter', 'time > now() - 1h')
    .replaceAll('$__interval_ms', '1000')
    .replaceAll('$__interval', '1s')
    .replaceAll('$__rate_interval', '1m')
    .replaceAll('$testid', '.*')
    .replaceAll('$name', '.*');
