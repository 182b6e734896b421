import type { Compared } from './compare-case.js';
import type { Difference } from './difference.js';
import { findings } from './findings.js';

/** From this number of cases on, a difference is told once instead of in each case. */
const SYSTEMATIC = 8;
/** Most lines for one case. */
const LINES = 12;
/** Of so many cases that share a difference the names are given. */
const NAMED = 10;

/** Everything that differs, as a document: what many cases share first, then case by case. */
export function markdownOf(compared: readonly Compared[]): string {
  const found = findings(compared).filter(({ reason }) => reason === undefined);
  // An exit code is what the reader of a case asks first.
  const shared = found.filter(({ key, cases }) => cases.length >= SYSTEMATIC && !key.startsWith('exit: '));
  const sharedIds = new Set(shared.map(({ key, k6, salvo }) => JSON.stringify([key, k6, salvo])));
  const own = ({ key, k6, salvo, reason }: Difference): boolean =>
    reason === undefined && !sharedIds.has(JSON.stringify([key, k6, salvo]));
  const sections = compared.flatMap(({ name, differences, failure }) => {
    const told = differences.filter(own).map(line);
    const lines = told.slice(0, LINES);
    if (told.length > LINES) lines.push(`- … and ${told.length - LINES} more`);
    if (failure !== undefined) lines.push(`- the comparison failed: ${failure}`);
    return lines.length === 0 ? [] : [`### ${name}`, ...lines, ''];
  });
  const heads = shared.map(
    ({ key, k6, salvo, cases }) =>
      `- \`${key}\`: k6 \`${k6}\`, salvo \`${salvo}\`, in ${cases.length} cases (${cases.slice(0, NAMED).join('; ')}${cases.length > NAMED ? ' …' : ''})`,
  );
  return ['## In many cases', ...heads, '', '## Case by case', ...sections].join('\n').concat('\n');
}

function line({ key, k6, salvo, workers }: Difference): string {
  return `- \`${key}\`: k6 \`${k6}\`, salvo \`${salvo}\` (workers ${workers.join(', ')})`;
}
