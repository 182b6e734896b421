// What became of the files, by folder.
import type { Status } from './run-file.js';

export interface Row {
  readonly path: string;
  readonly level: string;
  readonly status: Status;
}

const STATUSES = ['equal', 'different', 'refused', 'skipped'] as const satisfies readonly Status[];

export function tableOf(rows: readonly Row[]): string {
  const levels = [...new Set(rows.map(({ level }) => level))];
  return levels
    .map((level) =>
      tableOfLevel(
        level,
        rows.filter((row) => row.level === level),
      ),
    )
    .join('\n\n');
}

function tableOfLevel(level: string, rows: readonly Row[]): string {
  const folders = new Map<string, Row[]>();
  for (const row of rows) {
    const folder = row.path.split('/').slice(0, 2).join('/');
    folders.set(folder, [...(folders.get(folder) ?? []), row]);
  }
  const lines = [...folders].map(([folder, ofFolder]) => line(folder, ofFolder));
  const head = ['level', 'files', ...STATUSES, 'equal %'];
  return [cells(level === '' ? head : [`level: ${level}`, ...head.slice(1)]), ...lines, line('all', rows)].join('\n');
}

function line(name: string, rows: readonly Row[]): string {
  const counts = STATUSES.map((status) => rows.filter((row) => row.status === status).length);
  const run = rows.length - counts[3]!;
  const share = run === 0 ? '-' : ((100 * counts[0]!) / run).toFixed(2);
  return cells([name, rows.length, ...counts, share]);
}

const cells = (values: readonly (string | number)[]): string =>
  values.map((value, i) => (i === 0 ? String(value).padEnd(45) : String(value).padStart(10))).join('');
