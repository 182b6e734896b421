import type { Scope } from '../scopes.js';
import type { TextPart, TextStyle } from '../section.js';
import { renderChecks } from './checks.js';
import { nameWidthOf } from './columns.js';
import { indented } from './indented.js';
import { blocksOf, renderBlocks } from './scope-blocks.js';

/** A scope with its checks and figures, and its groups inside. */
export const scopePart = (scope: Scope, style: TextStyle): TextPart => ({
  title: scope.title,
  lines: scopeLines(scope, style, 0),
});

/** Each scope has columns of its own width. */
function scopeLines(scope: Scope, style: TextStyle, depth: number): string[] {
  const { mode, palette, runDurationMs } = style;
  const checks = scope.metrics.find(({ def }) => def.name === 'checks')?.stats;
  const blocks = blocksOf(scope, mode, style);
  const groups = scope.groups.flatMap((group) => [
    `${palette.title(`↳ GROUP: ${group.title}`)} `,
    '',
    ...indented(scopeLines(group, style, depth + 1), '  '),
  ]);
  return [
    ...(checks?.type === 'rate' ? renderChecks(scope.checks, checks, { runDurationMs, palette, depth }) : []),
    ...renderBlocks(blocks, nameWidthOf(blocks.flatMap(({ rows }) => rows)), palette),
    ...groups,
  ];
}
