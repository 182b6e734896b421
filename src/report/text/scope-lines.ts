import type { Scope } from '../scopes.js';
import type { TextPart, TextStyle } from '../section.js';
import { renderChecks } from './checks.js';
import { nameWidthOf } from './columns.js';
import { indented } from './indented.js';
import { blocksOf, renderBlocks } from './scope-blocks.js';

/** Scopes with their checks and figures, and their groups inside; all names of all of them share one width. */
export function scopeParts(scopes: readonly Scope[], style: TextStyle): TextPart[] {
  const nameWidth = Math.max(...scopes.map((scope) => widestName(scope, style)));
  return scopes.map((scope) => ({ title: scope.title, lines: scopeLines(scope, nameWidth, style) }));
}

function scopeLines(scope: Scope, nameWidth: number, style: TextStyle): string[] {
  const { mode, palette, runDurationMs } = style;
  const checks = scope.metrics.find(({ def }) => def.name === 'checks')?.stats;
  const totals = checks?.type === 'rate' ? checks : { passes: 0, total: 0 };
  const groups = scope.groups.flatMap((group) => [
    `${palette.title(`↳ GROUP: ${group.title}`)} `,
    '',
    ...indented(scopeLines(group, nameWidth, style), '  '),
  ]);
  return [
    ...renderChecks(scope.checks, totals, runDurationMs, palette),
    ...renderBlocks(blocksOf(scope, mode, style), nameWidth, palette),
    ...groups,
  ];
}

function widestName(scope: Scope, style: TextStyle): number {
  const rows = blocksOf(scope, style.mode, style).flatMap((block) => block.rows);
  return Math.max(nameWidthOf(rows), ...scope.groups.map((group) => widestName(group, style)));
}
