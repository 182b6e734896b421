import { commonFields } from '../executors/config.js';
import { executors } from '../executors/index.js';
import { envOf } from '../options/names.js';
import { type AnyRow, GROUPS, type GroupName } from '../options/row.js';
import { anyRows } from '../options/table.js';
import { idleOptions } from '../options/without-effect.js';
import type { AnyField, FieldTable } from '../schema/field.js';
import { defaultText, flagText } from './help.js';

/** `docs/options.md`, from the same rows that read the options. */
export function renderOptionDocs(): string {
  const groups = (Object.keys(GROUPS) as GroupName[]).flatMap(renderGroup);
  return [...INTRODUCTION, ...groups, ...renderScenarios()].join('\n');
}

const INTRODUCTION = [
  '# Options',
  '',
  'This page is made from the option table (`npm run docs:options`); a test fails when it is not up to date.',
  '',
  'An option can be set in several places. Later ones win:',
  '',
  '1. the default,',
  '2. the configuration file (`--config`, by default `salvo/config.json` or `k6/config.json` in the folder where a user',
  '   has settings), a JSON object with the names of the first column,',
  '3. `export const options` of the script, with the same names,',
  '4. environment variables; one that is set to nothing is not set,',
  '5. flags.',
  '',
  'Each option is taken from the last place that sets it, with these exceptions:',
  '',
  '- `duration`, `iterations`, `stages` and `scenarios` go together: a place that sets one of them makes all four of the',
  '  earlier places void. `vus` is not one of them.',
  '- `dns` is taken part by part. `tags` replace each other as a whole, unless the feature `merge-run-tags` is on.',
  '- `vus` alone, as a flag or variable, replaces the scenarios of the script by that many shared iterations.',
  '',
  'Durations are written as `1h30m`, `10s`, `250ms`; everywhere but in flags also as `1d12h` and as a bare number of',
  'milliseconds.',
  '',
  'A wrong flag ends with exit code 255. Everything else that is wrong ends with 104, all of it in one message. An',
  'unknown name in `options` or the configuration file is a warning.',
  '',
];

const COLUMNS = ['option', 'flag', 'variable', 'script', 'file', 'default', 'meaning'];

function renderGroup(group: GroupName): string[] {
  const rows = Object.entries(anyRows).filter(([, row]) => row.group === group);
  if (rows.length === 0) return [];
  return [
    `## ${GROUPS[group]}`,
    '',
    line(COLUMNS),
    line(COLUMNS.map(() => '---')),
    ...rows.map(([key, row]) => line(cells(key, row))),
    '',
  ];
}

function cells(key: string, row: AnyRow): string[] {
  const sources = row.in ?? ['script', 'file'];
  const mark = (source: 'script' | 'file'): string => (sources.includes(source) ? 'yes' : '');
  const fallback = defaultText(row);
  return [
    code(key),
    code(flagText(key, row)?.trim()),
    code(envOf(key, row)),
    mark('script'),
    mark('file'),
    code(fallback === '' ? undefined : fallback),
    idleOptions.has(key) ? `${row.help} (no effect yet)` : row.help,
  ];
}

/** What a scenario can be told: the records of the executors say it. */
function renderScenarios(): string[] {
  return [
    '## Scenarios',
    '',
    'An entry of `scenarios` names its executor in `executor` and has these fields besides. Their case does not matter.',
    '',
    ...fieldLines(commonFields),
    ...executors.flatMap(({ name, help, fields }) => [
      `### ${name}`,
      '',
      `${sentence(help)}`,
      '',
      ...fieldLines(fields),
    ]),
  ];
}

const FIELD_COLUMNS = ['field', 'value', 'default', 'meaning'];

function fieldLines(fields: FieldTable): string[] {
  return [
    line(FIELD_COLUMNS),
    line(FIELD_COLUMNS.map(() => '---')),
    ...Object.entries(fields).map(([key, field]) =>
      line([code(key), code(field.type.placeholder || undefined), fallbackOf(field), field.help]),
    ),
    '',
  ];
}

function fallbackOf({ type, fallback, sameAs }: AnyField): string {
  if (sameAs !== undefined) return `as ${code(sameAs)}`;
  if (fallback === undefined) return 'must be given';
  const shown = type.toJson(fallback);
  return typeof shown === 'object' || shown === '' ? '' : code(String(shown));
}

const sentence = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}.`;

const code = (text: string | undefined): string => (text === undefined ? '' : `\`${text}\``);
const line = (parts: readonly string[]): string =>
  `| ${parts.map((part) => part.replaceAll('|', '\\|')).join(' | ')} |`;
