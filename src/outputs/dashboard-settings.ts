import { parseGoDuration } from '../base/duration.js';
import { errors } from '../base/errors/index.js';

export interface DashboardSettings {
  /** Empty for all interfaces. */
  readonly host: string;
  /** -1 for no server: then only the file is wanted. */
  readonly port: number;
  readonly periodMs: number;
  /** Where the page is written to at the end; empty for nowhere. */
  readonly exportTo: string;
}

/** Not an output as others are: it shows what is counted anyway, and takes no samples. */
export const DASHBOARD = 'web-dashboard';
/** By their names in the argument. */
const DEFAULTS = { host: '127.0.0.1', port: '5665', period: '2s', export: '' };
type Key = keyof typeof DEFAULTS;
/** k6's, and not used: the page opens where it is asked for, and has everything in it. */
const UNUSED = ['open', 'record', 'tags'];

/** What the options say of a dashboard; undefined when none is wanted. The last one of several counts. */
export function dashboardSettings(
  { out, webDashboard }: { readonly out: readonly string[]; readonly webDashboard: boolean },
  env: Readonly<Record<string, string | undefined>>,
): DashboardSettings | undefined {
  const spec = out.findLast(isDashboard);
  if (spec === undefined && !webDashboard) return undefined;
  const given = argumentOf(spec?.slice(DASHBOARD.length + 1) ?? '');
  const text = (key: Key): string => given.get(key) ?? (env[`K6_WEB_DASHBOARD_${key.toUpperCase()}`] || DEFAULTS[key]);
  const port = Number(text('port'));
  if (!Number.isInteger(port) || port < -1 || port > 65_535)
    throw errors.badOutputSetting(DASHBOARD, 'port', text('port'), 'must be a port, or -1 for none');
  const periodMs = parseGoDuration(text('period'));
  if (periodMs === undefined || periodMs < 100)
    throw errors.badOutputSetting(DASHBOARD, 'period', text('period'), 'must be a duration from 100ms up');
  return { host: text('host'), port, periodMs, exportTo: text('export') };
}

export const isDashboard = (spec: string): boolean => spec === DASHBOARD || spec.startsWith(`${DASHBOARD}=`);

function argumentOf(argument: string): ReadonlyMap<string, string> {
  return new Map(
    [...new URLSearchParams(argument)].map(([key, value]) => {
      // k6's older name.
      const name = key === 'report' ? 'export' : key;
      if (Object.hasOwn(DEFAULTS, name) || UNUSED.includes(name)) return [name, value] as const;
      throw errors.badOutputSetting(DASHBOARD, 'a setting', key, `must be one of ${Object.keys(DEFAULTS).join(', ')}`);
    }),
  );
}
