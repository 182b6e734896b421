import type { RunFacts } from '../document/format.js';
import { escapeMarkup } from '../escape.js';
import { sections } from '../sections/index.js';
import type { Summary } from '../summary.js';
import { humanTime } from '../text/values.js';
import { BEHAVIOUR } from './behaviour.js';
import { STYLE } from './style.js';

/** Nothing may be loaded from anywhere: the file reads the same offline, and tells nobody. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/** The report as one HTML file. */
export function renderPage(summary: Summary, facts: RunFacts): string {
  const title = facts.script === '-' ? 'Load test' : facts.script;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escapeMarkup(title)} · salvo</title><style>${STYLE}</style></head><body><main>`,
    header(title, summary, facts),
    ...sections.map((section) => section.html(summary, facts)),
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
