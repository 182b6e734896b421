// A real Prometheus that takes remote writes, in a temporary folder, on a port of its own.
import { Daemon, missing } from '../../helpers/daemon.js';
import { tempFolder } from '../../helpers/temp.js';

export const noPrometheus = missing('prometheus', 'prometheus');

export interface Vector {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Prometheus extends AsyncDisposable {
  readonly url: string;
  /** The instant vector of an expression, as of `timeS`. */
  query(text: string, timeS?: number): Promise<Vector[]>;
  /** Asks until there is something: what was taken may take a moment to be seen. */
  until(text: string): Promise<Vector[]>;
}

/** `scrape`: what it is to scrape each second. */
export async function startPrometheus(scrape: readonly string[] = []): Promise<Prometheus> {
  const folder = await tempFolder();
  const jobs = scrape.length === 0 ? '' : `scrape_configs: [{job_name: a, static_configs: [{targets: [${scrape}]}]}]`;
  const config = await folder.write('prometheus.yml', `global: {scrape_interval: 1s}\n${jobs}\n`);
  const flags = [
    '--web.listen-address=127.0.0.1:0',
    `--config.file=${config}`,
    `--storage.tsdb.path=${folder.path}/data`,
  ];
  const features = ['--web.enable-remote-write-receiver', '--enable-feature=native-histograms'];
  const ready = /msg="Listening on" address=(\S+)[\s\S]*msg="Server is ready to receive web requests/;
  const { daemon, found } = await Daemon.start('prometheus', [...flags, ...features], ready);
  const url = `http://${found[1]}`;
  const query = async (text: string, timeS?: number): Promise<Vector[]> => {
    const time: Record<string, string> = timeS === undefined ? {} : { time: String(timeS) };
    const response = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query: text, ...time })}`);
    const { data, error } = (await response.json()) as { data: { result: Raw[] }; error?: string };
    if (error !== undefined) throw new Error(error);
    return data.result.map(({ metric, value, histogram }) => ({
      metric,
      value: Number(value?.[1] ?? histogram![1].count),
    }));
  };
  return {
    url,
    query,
    async until(text) {
      for (;;) {
        const vectors = await query(text);
        if (vectors.length > 0) return vectors;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async [Symbol.asyncDispose]() {
      await daemon[Symbol.asyncDispose]();
      await folder.remove();
    },
  };
}

interface Raw {
  readonly metric: Record<string, string>;
  readonly value?: readonly [number, string];
  /** In place of a value: what counts in it is how many there are. */
  readonly histogram?: readonly [number, { readonly count: string }];
}
