import type { Compared } from './compare-case.js';
import type { Difference } from './difference.js';
import { findings } from './findings.js';

/** From this number of cases on, a difference is told once instead of in each case. */
const SYSTEMATIC = 8;

/** Everything that differs, as a document: what many cases share first, then case by case. */
export function markdownOf(compared: readonly Compared[]): string {
  const found = findings(compared).filter(({ reason }) => reason === undefined);
  const shared = found.filter(({ cases }) => cases.length >= SYSTEMATIC);
  const sharedIds = new Set(shared.map(({ key, k6, salvo }) => JSON.stringify([key, k6, salvo])));
  const own = ({ key, k6, salvo, reason }: Difference): boolean =>
    reason === undefined && !sharedIds.has(JSON.stringify([key, k6, salvo]));
  const sections = compared.flatMap(({ name, differences, failure }) => {
    const lines = differences.filter(own).map(line);
    if (failure !== undefined) lines.push(`- the comparison failed: ${failure}`);
    return lines.length === 0 ? [] : [`### ${name}`, ...lines, ''];
  });
  const heads = shared.map(
    ({ key, k6, salvo, cases }) =>
      `- \`${key}\`: k6 \`${k6}\`, salvo \`${salvo}\`, in ${cases.length} cases (${cases.slice(0, 3).join(', ')} …)`,
  );
  return ['## In many cases', ...heads, '', '## Case by case', ...sections].join('\n').concat('\n');
}

function line({ key, k6, salvo, workers }: Difference): string {
  return `- \`${key}\`: k6 \`${k6}\`, salvo \`${salvo}\` (workers ${workers.join(', ')})`;
}
