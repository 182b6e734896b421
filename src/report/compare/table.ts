import Table from 'cli-table3';
import type { Palette } from '../text/palette.js';
import { humanBytes, humanNumber, humanTime, percent } from '../text/values.js';
import type { Comparison, Difference } from './compare.js';
import type { Failure } from './conditions.js';

/** Two runs side by side, each figure with what may be made of its change. */
export function renderComparison({ differences, onlyBase, onlyNext }: Comparison, palette: Palette): string {
  const table = new Table({
    head: ['metric', '', 'base', 'new', 'change', ''],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  let last = '';
  for (const difference of differences) {
    const { metric, figure, base, next } = difference;
    table.push([
      metric === last ? '' : metric,
      figure,
      valueText(base, difference),
      valueText(next, difference),
      changeText(difference),
      painted(difference, palette),
    ]);
    last = metric;
  }
  return [
    table.toString(),
    ...(onlyBase.length === 0 ? [] : [`only in base: ${onlyBase.join(', ')}`]),
    ...(onlyNext.length === 0 ? [] : [`only in new: ${onlyNext.join(', ')}`]),
    '',
  ].join('\n');
}

/** One line for each condition that holds. */
export const renderFailures = (failures: readonly Failure[], palette: Palette): string =>
  failures
    .map(({ condition, difference }) => {
      const { base, next } = difference;
      const values = `${valueText(base, difference)} to ${valueText(next, difference)} (${changeText(difference)})`;
      return `${palette.bad('✗')} ${condition.source}: ${values}\n`;
    })
    .join('');

const WORDS = { change: '', noise: 'within the noise', few: 'too few values', unknown: '' };

function painted({ weight, direction }: Difference, palette: Palette): string {
  if (weight !== 'change') return WORDS[weight];
  if (direction === 'neutral') return 'changed';
  return direction === 'better' ? palette.good('better') : palette.bad('worse');
}

function valueText(value: number, { kind, contains, figure }: Difference): string {
  if (kind === 'rate' && figure === 'rate') return percent(value);
  const perSecond = kind === 'counter' && figure === 'rate' ? '/s' : '';
  if (figure === 'count' && kind !== 'counter') return String(value);
  if (contains === 'time') return humanTime(value, '') + perSecond;
  return (contains === 'data' ? humanBytes(value) : humanNumber(Number(value.toPrecision(6)))) + perSecond;
}

function changeText({ base, next, kind, figure }: Difference): string {
  const sign = next > base ? '+' : next < base ? '-' : '';
  if (kind === 'rate' && figure === 'rate') return `${sign}${(Math.abs(next - base) * 100).toFixed(2)} points`;
  if (base === 0) return next === 0 ? '0%' : `${sign}∞`;
  return `${sign}${(Math.abs((next - base) / base) * 100).toFixed(1)}%`;
}
