import type { RunFacts } from '../document/format.js';
import { escapeMarkup } from '../escape.js';
import { sections } from '../sections/index.js';
import type { Summary } from '../summary.js';
import { humanTime } from '../text/values.js';
import { BEHAVIOUR } from './behaviour.js';
import { card, lines } from './markup.js';
import { STYLE } from './style.js';

/** Nothing may be loaded from anywhere: the file reads the same offline, and tells nobody. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/** The report as one HTML file. */
export const renderPage = (summary: Summary, facts: RunFacts): string =>
  pageAround({ title: titleOf(facts), policy: POLICY, main: renderMain(summary, facts), behaviour: BEHAVIOUR });

export const titleOf = ({ script }: RunFacts): string => (script === '-' ? 'Load test' : script);

/** What the page says. */
export const renderMain = (summary: Summary, facts: RunFacts): string =>
  [header(titleOf(facts), summary, facts), ...sections.map((section) => section.html(summary, facts))].join('\n');

export interface PageParts {
  readonly title: string;
  readonly policy: string;
  /** Markup. */
  readonly main: string;
  readonly behaviour: string;
  /** Besides that of all pages. */
  readonly style?: string;
  /** Markup above the content. */
  readonly before?: string;
}

export const pageAround = ({ title, policy, main, behaviour, style = '', before = '' }: PageParts): string =>
  [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escapeMarkup(title)} · salvo</title><style>${STYLE}${style}</style></head><body>${before}<main>`,
    main,
    `</main><script>${behaviour}</script></body></html>\n`,
  ].join('\n');

function header(title: string, { verdicts, runDurationMs }: Summary, { startedAt, failure }: RunFacts): string {
  const crossed = verdicts.filter(({ ok }) => !ok).length;
  const badges = [
    ...(failure === undefined ? [] : [verdict('bad', 'failed')]),
    ...(crossed === 0 ? [] : [verdict('bad', `${crossed} of ${verdicts.length} thresholds crossed`)]),
    ...(verdicts.length === 0 || crossed > 0 || failure !== undefined ? [] : [verdict('good', 'passed')]),
  ].join('');
  const facts = `${escapeMarkup(startedAt)} · ${humanTime(runDurationMs, '')}`;
  const why = failure === undefined ? '' : card(lines(failure.split('\n')));
  return `<header><h1>${escapeMarkup(title)}</h1>${badges}<button id="theme" type="button">Light or dark</button><div class="facts">${facts}</div></header>${why}`;
}

const verdict = (kind: 'good' | 'bad', words: string): string =>
  `<span class="verdict ${kind}">${kind === 'good' ? '✓' : '✗'} ${words}</span>`;
