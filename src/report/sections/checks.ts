import type { Reader } from '../document/reader.js';
import { escapeMarkup } from '../escape.js';
import * as html from '../html/markup.js';
import * as md from '../markdown/markup.js';
import { section } from '../section.js';
import type { CheckResult } from '../summary.js';
import { percentOf } from '../text/values.js';

/** Each check of each group. In the text they stand among the figures of their scenario or group. */
export const checks = section({
  data: ({ checks, groupPaths }) => ({ checks, groupPaths }),
  markdown: ({ checks }) => [
    md.table(
      ['', 'Failed check', 'Group', 'Passed', 'Failed'],
      failed(checks).map(({ name, groupPath, passes, fails }) => [
        '❌',
        md.escaped(name),
        md.escaped(groupPath.slice(2)),
        String(passes),
        String(fails),
      ]),
    ),
  ],
  annotations: ({ checks }) =>
    failed(checks).map(({ name, passes, fails }) =>
      md.annotation('warning', 'Check failed', `${name}: ${fails} of ${passes + fails} failed`),
    ),
  html: ({ checks }) => (checks.length === 0 ? '' : html.titled('Checks', htmlTable(checks))),
  json: {
    form: 'plain',
    write: ({ checks, groupPaths }) => ({ checks, groups: groupPaths }),
    read: (document) => ({
      checks: document.get('checks').list(readCheck),
      groupPaths: document.get('groups').list((path) => path.text()),
    }),
  },
});

const failed = (checks: readonly CheckResult[]): CheckResult[] => checks.filter(({ fails }) => fails > 0);

/** The failed ones first. */
function htmlTable(checks: readonly CheckResult[]): string {
  const ordered = checks.toSorted((a, b) => Number(a.fails === 0) - Number(b.fails === 0));
  const rows = ordered.map(({ name, groupPath, passes, fails }) => {
    const group = groupPath.slice(2).replaceAll('::', ' › ');
    return html.row(
      [
        html.state(fails === 0, fails === 0 ? 'passed' : 'failed'),
        escapeMarkup(name),
        escapeMarkup(group),
        bar(passes, passes + fails),
        String(passes),
        String(fails),
      ],
      `${name} ${group}`,
    );
  });
  return html.table(['', 'check', 'group', 'passed', 'times', 'failed'], rows);
}

function bar(passes: number, total: number): string {
  const share = total === 0 ? 0 : (passes / total) * 100;
  return `<span class="bar-cell"><span class="track"><span style="width:${share.toFixed(2)}%"></span></span>${percentOf(passes, total)}</span>`;
}

const readCheck = (check: Reader): CheckResult => ({
  name: check.get('name').text(),
  groupPath: check.get('groupPath').text(),
  passes: check.get('passes').number(),
  fails: check.get('fails').number(),
});
