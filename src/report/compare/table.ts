import { grouped } from '../../base/grouped.js';
import type { Palette } from '../text/palette.js';
import { humanBytes, humanNumber, humanTime, percent } from '../text/values.js';
import { padTo } from '../text/width.js';
import type { Comparison, Difference } from './compare.js';
import type { Judged } from './conditions.js';

/** Two runs side by side: what changed, and behind it, when asked for, all the rest. In 80 columns, but for long names. */
export function renderComparison(
  { differences, onlyBase, onlyNext }: Comparison,
  all: boolean,
  palette: Palette,
): string {
  const changed = differences.filter(({ weight }) => weight === 'change');
  const rest = differences.filter(({ weight }) => weight !== 'change');
  const blocks = [...byMetric(changed).sort(worseFirst), ...(all ? byMetric(rest) : [])];
  return [
    ...tableOf(blocks, palette),
    ...(changed.length === 0 ? ['No figure changed by more than chance.'] : []),
    ...(all || rest.length === 0 ? [] : [`Not shown: ${restText(rest)} (--all).`]),
    ...(onlyBase.length === 0 ? [] : [`only in base: ${onlyBase.join(', ')}`]),
    ...(onlyNext.length === 0 ? [] : [`only in new: ${onlyNext.join(', ')}`]),
    '',
  ].join('\n');
}

/** One line for each condition: whether it held, and the figures. */
export const renderConditions = (judged: readonly Judged[], palette: Palette): string =>
  judged
    .map(({ condition, difference, failed }) => {
      const { base, next, weight } = difference;
      const values = `${valueText(base, difference)} to ${valueText(next, difference)} (${changeText(difference)})`;
      const chance = WORDS[weight] === '' ? '' : `, ${WORDS[weight]}`;
      return `${failed ? palette.bad('✗') : palette.good('✓')} ${condition.source}: ${values}${chance}\n`;
    })
    .join('');

/** Figures of one metric. */
type Block = readonly Difference[];

const byMetric = (differences: readonly Difference[]): Block[] => [
  ...grouped(differences, ({ metric }) => metric).values(),
];

const ORDER: readonly Difference['direction'][] = ['worse', 'better', 'neutral'];
const rankOf = (block: Block): number => Math.min(...block.map(({ direction }) => ORDER.indexOf(direction)));
const worseFirst = (a: Block, b: Block): number => rankOf(a) - rankOf(b);

const WORDS: Readonly<Record<Difference['weight'], string>> = {
  change: '',
  noise: 'within the noise',
  few: 'too few values',
  unknown: '',
};
const REST: readonly (readonly [Difference['weight'], string])[] = [
  ['noise', 'within the noise'],
  ['few', 'of too few values'],
  ['unknown', 'of which nobody can say'],
];

/** `3 figures within the noise, 2 of too few values`. */
function restText(rest: readonly Difference[]): string {
  const counts = REST.map(([weight, words]) => [rest.filter((one) => one.weight === weight).length, words] as const);
  const [first, ...others] = counts.filter(([count]) => count > 0);
  const [count, words] = first!;
  return [
    `${count} ${count === 1 ? 'figure' : 'figures'} ${words}`,
    ...others.map(([more, why]) => `${more} ${why}`),
  ].join(', ');
}

/** The name of a metric has a line of its own, so that the longest one breaks no column. */
function tableOf(blocks: readonly Block[], palette: Palette): string[] {
  if (blocks.length === 0) return [];
  const rows = [HEAD, ...blocks.flat().map(cellsOf)];
  const widths = HEAD.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  const line = (row: readonly string[], word: string): string => {
    const [figure = '', ...values] = row;
    const cells = [padTo(figure, widths[0]!), ...values.map((value, at) => value.padStart(widths[at + 1]!)), word];
    return `  ${cells.join('  ')}`.trimEnd();
  };
  return [
    line(HEAD, ''),
    ...blocks.flatMap((block) => [block[0]!.metric, ...block.map((one) => line(cellsOf(one), painted(one, palette)))]),
    '',
  ];
}

const HEAD = ['', 'base', 'new', 'change'];
const cellsOf = (one: Difference): string[] => [
  one.figure,
  valueText(one.base, one),
  valueText(one.next, one),
  changeText(one),
];

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
