import type { RunFacts } from '../document/format.js';
import { escapeMarkup } from '../escape.js';
import type { Summary } from '../summary.js';
import { humanTime } from '../text/values.js';
import { BEHAVIOUR } from './behaviour.js';
import { charts } from './charts.js';
import { keyFigures } from './figures.js';
import { targetTable, workerTable } from './machine-tables.js';
import { STYLE } from './style.js';
import { checkTable, metricTables, thresholdTable } from './tables.js';

/** Nothing may be loaded from anywhere: the file reads the same offline, and tells nobody. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/** The report as one HTML file. */
export function renderPage(summary: Summary, facts: RunFacts): string {
  const { generator } = facts;
  const title = facts.script === '-' ? 'Load test' : facts.script;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escapeMarkup(title)} · salvo</title><style>${STYLE}</style></head><body><main>`,
    header(title, summary, facts),
    keyFigures(summary),
    section('Thresholds', summary.verdicts.length > 0 && thresholdTable(summary)),
    section('Checks', summary.checks.length > 0 && checkTable(summary)),
    charts(summary),
    section('Metrics', metrics(summary)),
    section('Target', summary.targets.length > 0 && summary.targets.map(targetTable).join('')),
    section('Generator', generator.length > 0 && card(lines(generator)) + summary.generators.map(workerTable).join('')),
    section('Notes', summary.notes.length > 0 && card(list(summary.notes))),
    section('Environment', card(environment(summary, facts))),
    `</main><script>${BEHAVIOUR}</script></body></html>\n`,
  ].join('\n');
}

function header(title: string, { verdicts, runDurationMs }: Summary, { startedAt }: RunFacts): string {
  const crossed = verdicts.filter(({ ok }) => !ok).length;
  const words = crossed === 0 ? 'passed' : `${crossed} of ${verdicts.length} thresholds crossed`;
  const verdict =
    verdicts.length === 0
      ? ''
      : `<span class="verdict ${crossed === 0 ? 'good' : 'bad'}">${crossed === 0 ? '✓' : '✗'} ${words}</span>`;
  const facts = `${escapeMarkup(startedAt)} · ${humanTime(runDurationMs, '')}`;
  return `<header><h1>${escapeMarkup(title)}</h1>${verdict}<button id="theme" type="button">Light or dark</button><div class="facts">${facts}</div></header>`;
}

const section = (title: string, content: string | false): string =>
  content === false ? '' : `<h2>${title}</h2>${content}`;

const card = (content: string): string => `<div class="card">${content}</div>`;

const lines = (all: readonly string[]): string => `<pre>${escapeMarkup(all.join('\n'))}</pre>`;

const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li>${escapeMarkup(item)}</li>`).join('')}</ul>`;

const metrics = (summary: Summary): string =>
  '<div class="tools"><label for="filter">Filter</label><input id="filter" type="search" placeholder="http waiting">' +
  `<span id="shown" class="aside"></span></div><div class="metrics">${metricTables(summary)}</div>`;

function environment({ workers, scenarios }: Summary, { salvoVersion, runs, environment: own }: RunFacts): string {
  const rows: readonly (readonly [string, string | number])[] = [
    ['salvo', salvoVersion],
    ...(runs === 1 ? [] : [['merged runs', runs] as const]),
    ['workers', workers],
    ['scenarios', scenarios.join(', ')],
    ...Object.entries(own),
  ];
  const cells = rows.map(([name, value]) => `<dt>${escapeMarkup(name)}</dt><dd>${escapeMarkup(String(value))}</dd>`);
  return `<dl>${cells.join('')}</dl>`;
}
