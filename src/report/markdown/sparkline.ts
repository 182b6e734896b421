const BARS = '▁▂▃▄▅▆▇█';
/** Wider ones break the table on a phone. */
const MOST_BARS = 40;

/** Values as bars from 0 to the most; of neighbours that share a bar the largest is shown. */
export function sparkline(values: readonly (number | undefined)[]): string {
  const most = Math.max(0, ...values.filter((value) => value !== undefined));
  const bars = Math.min(MOST_BARS, values.length);
  return Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * values.length) / bars);
    const to = Math.floor(((bar + 1) * values.length) / bars);
    const shared = values.slice(from, to).filter((value) => value !== undefined);
    return shared.length === 0 ? ' ' : barOf(Math.max(...shared), most);
  }).join('');
}

const barOf = (value: number, most: number): string =>
  BARS[most === 0 ? 0 : Math.min(BARS.length - 1, Math.floor((Math.max(0, value) / most) * BARS.length))]!;
