// A real InfluxDB 1.x in a temporary folder, on ports of its own.
import { Daemon, missing } from '../../helpers/daemon.js';
import { tempFolder } from '../../helpers/temp.js';

export const noInfluxd = missing('influxd', 'influxdb');

export interface Influxd extends AsyncDisposable {
  readonly url: string;
  /** The rows of the first statement's only series, as objects. */
  query(db: string, text: string): Promise<Record<string, unknown>[]>;
}

const configuration = (folder: string): string => `
reporting-disabled = true
bind-address = "127.0.0.1:0"
[meta]
  dir = "${folder}/meta"
[data]
  dir = "${folder}/data"
  wal-dir = "${folder}/wal"
[http]
  bind-address = "127.0.0.1:0"
  log-enabled = false
[monitor]
  store-enabled = false
`;

interface Answer {
  readonly results: readonly { readonly error?: string; readonly series?: readonly Series[] }[];
}
interface Series {
  readonly columns: readonly string[];
  readonly values: readonly unknown[][];
}

export async function startInfluxd(): Promise<Influxd> {
  const folder = await tempFolder();
  const file = await folder.write('influxdb.conf', configuration(folder.path));
  const { daemon, found } = await Daemon.start('influxd', ['-config', file], /Listening on HTTP.*addr=(\S+)/);
  const url = `http://${found[1]}`;
  return {
    url,
    async query(db, text) {
      const response = await fetch(`${url}/query?${new URLSearchParams({ db, q: text })}`);
      const { results } = (await response.json()) as Answer;
      if (results[0]?.error !== undefined) throw new Error(results[0].error);
      const [series] = results[0]?.series ?? [];
      if (!series) return [];
      return series.values.map((row) => Object.fromEntries(series.columns.map((column, at) => [column, row[at]])));
    },
    async [Symbol.asyncDispose]() {
      await daemon[Symbol.asyncDispose]();
      await folder.remove();
    },
  };
}
