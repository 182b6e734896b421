import type { Layer } from './layer.js';
import type { OptionKey } from './table.js';

/** A setting that is accepted for k6's sake. */
interface Row {
  readonly key: OptionKey;
  /** Whether this value asks for something; `--linger=false` does not. */
  readonly asks: (value: unknown) => boolean;
  readonly why: string;
  /** Other values do something. */
  readonly partly?: true;
}

/** Says of each setting that nothing will come of it, and why: what is ignored in silence is believed to work. */
export function withoutEffect(settings: Layer): string[] {
  return ROWS.flatMap(({ key, asks, why }) => {
    const setting = settings.get(key);
    return setting && asks(setting.value) ? [`${setting.path} has no effect yet: ${why}`] : [];
  });
}

const isOn = (value: unknown): boolean => value === true;
const isGiven = (value: unknown): boolean => (value as string | readonly unknown[]).length > 0;
const is =
  (wanted: string) =>
  (value: unknown): boolean =>
    value === wanted;
const has =
  (wanted: string) =>
  (value: unknown): boolean =>
    (value as readonly string[]).includes(wanted);

const NO_API = 'there is no REST API';

const ROWS: readonly Row[] = [
  { key: 'address', asks: isGiven, why: NO_API },
  { key: 'paused', asks: isOn, why: `${NO_API} to resume the run` },
  { key: 'linger', asks: isOn, why: `${NO_API} to keep open` },
  { key: 'profilingEnabled', asks: isOn, why: NO_API },
  { key: 'tracesOutput', asks: (value) => value !== 'none', why: 'there are no traces' },
  { key: 'sslKeyLogFile', asks: isGiven, why: 'TLS keys are not written' },
  { key: 'compatibilityMode', asks: is('base'), why: '`global` stays', partly: true },
  { key: 'features', asks: has('freeze-env'), why: '__ENV is not frozen', partly: true },
];

/** Options of which no value does anything: help is silent about them. */
export const idleOptions: ReadonlySet<string> = new Set(ROWS.filter(({ partly }) => !partly).map(({ key }) => key));
