import type { Terminal } from '../base/host.js';
import { wrap } from '../base/wrap.js';
import { envOf, flagOf } from '../options/names.js';
import { type AnyRow, GROUPS, type GroupName, type Rows } from '../options/row.js';
import { globalRows } from '../options/table/global.js';
import { idleOptions } from '../options/without-effect.js';
import type { Command, CommandEntry } from './command.js';

const MOST_COLUMNS = 100;
const FEWEST_COLUMNS = 50;
const DEFAULT_COLUMNS = 80;
/** Where explanations start, if what is explained is not wider. */
const LEFT_COLUMNS = 34;
/** On a narrow screen they stand below it instead. */
const NARROW_LEFT_COLUMNS = 10;

/** The width help is made for. */
export const helpColumns = ({ columns = DEFAULT_COLUMNS }: Pick<Terminal, 'columns'>): number =>
  Math.max(FEWEST_COLUMNS, Math.min(MOST_COLUMNS, columns));

/** What `salvo` alone says. */
export function renderOverview(commands: Readonly<Record<string, CommandEntry>>, columns: number): string {
  const rows = Object.entries(commands).map(([name, { summary }]) => pair(`  ${name}`, summary, 12, columns));
  return [
    'Load testing for Node.js: runs k6 scripts unmodified, on V8, on every core.',
    '',
    'Usage: salvo <command> [flags]',
    '',
    'Commands:',
    ...rows,
    '',
    ...renderGroup('global', globalRows, columns),
    pair('  -h, --help', 'explain a command', leftColumns(columns), columns),
    pair('      --version', 'show the version', leftColumns(columns), columns),
    '',
    'salvo help <command> shows all flags of a command.',
    '',
  ].join('\n');
}

/** Everything about one command, from the same rows that read its flags. */
export function renderCommandHelp({ usage, about, rows, examples }: Command, columns: number): string {
  const all = { ...globalRows, ...rows };
  const groups = (Object.keys(GROUPS) as GroupName[]).map((group) => renderGroup(group, all, columns));
  return [
    ...wrap(about, columns),
    '',
    `Usage: salvo ${usage} [flags]`,
    '',
    ...(examples.length === 0 ? [] : ['Examples:', ...examples.map((example) => `  ${example}`), '']),
    ...groups.filter((lines) => lines.length > 0).flatMap((lines) => [...lines, '']),
  ].join('\n');
}

const leftColumns = (columns: number): number => (columns < DEFAULT_COLUMNS ? NARROW_LEFT_COLUMNS : LEFT_COLUMNS);

/** `-u, --vus <n>`, or undefined for a row without a flag. */
export function flagText(key: string, row: AnyRow): string | undefined {
  const flag = flagOf(key, row);
  if (flag === undefined) return undefined;
  const short = row.short === undefined ? '    ' : `-${row.short[0]}, `;
  const placeholder = row.placeholder ?? row.type.placeholder;
  // What may follow `=` only is written against the flag.
  const gap = placeholder === '' || placeholder.startsWith('[') ? '' : ' ';
  return `${short}--${flag}${gap}${placeholder}`;
}

/** The default as help shows it; empty where there is nothing to say. */
export function defaultText(row: AnyRow): string {
  const { fallback, fallbackText } = row;
  if (fallbackText !== undefined) return fallbackText;
  if (fallback === false || fallback === null) return '';
  const shown = row.type.toJson(fallback);
  if (Array.isArray(shown)) return shown.join(',');
  return typeof shown === 'object' && shown !== null ? '' : String(shown);
}

function renderGroup(group: GroupName, rows: Rows, columns: number): string[] {
  const lines = Object.entries(rows)
    .filter(([key, row]) => row.group === group && !idleOptions.has(key))
    .flatMap(([key, row]) => {
      const flag = flagText(key, row);
      return flag === undefined ? [] : pair(`  ${flag}`, explained(key, row), leftColumns(columns), columns);
    });
  return lines.length === 0 ? [] : [`${GROUPS[group]}:`, ...lines];
}

function explained(key: string, row: AnyRow): string {
  const fallback = defaultText(row);
  const env = envOf(key, row);
  return `${row.help}${fallback === '' ? '' : ` (default ${fallback})`}${env === undefined ? '' : ` [${env}]`}`;
}

function pair(left: string, right: string, leftWidth: number, columns: number): string {
  const lines = wrap(right, columns - leftWidth);
  const indented = lines.map((line) => ' '.repeat(leftWidth) + line);
  if (left.length + 1 > leftWidth) return [left, ...indented].join('\n');
  return [left.padEnd(leftWidth) + lines[0], ...indented.slice(1)].join('\n');
}
