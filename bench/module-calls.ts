// Measures calls of modules in scripts, beside k6 when the environment variable K6_BINARY names one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { interleaved, printTable, SALVO, scriptFile } from './rounds.js';

/** What is to be measured. */
export interface ModuleCalls {
  /** What stands before the default function: imports, and what the calls use. */
  readonly setup: string;
  /** One call each, by the name of what is measured. */
  readonly calls: Readonly<Record<string, string>>;
  /** Calls of a stretch: some twenty milliseconds of them, because scripts see whole ones. */
  readonly callsOf: (name: string) => number;
}

/** Nanoseconds a call takes, the best of many short stretches, so that others on the machine do not count. */
export interface CallCosts {
  readonly engines: readonly string[];
  nsOf(engine: string, name: string): number;
}

export async function measureCalls({ setup, calls, callsOf }: ModuleCalls, rounds: number): Promise<CallCosts> {
  const k6 = process.env.K6_BINARY;
  const engines: Readonly<Record<string, readonly [string, ...string[]]>> = {
    salvo: [process.execPath, SALVO],
    ...(k6 === undefined ? {} : { k6: [k6] }),
  };
  const lines = Object.entries(calls).map(
    ([name, call]) => `console.log('ns ' + nsOf(${callsOf(name)}, () => ${call}) + ' ' + ${JSON.stringify(name)});`,
  );
  const script = scriptFile(`${setup}\n${NS_OF}\nexport default function () {\n${lines.join('\n')}\n}`);
  const results = await interleaved(Object.keys(engines), rounds, (engine) => measure(engines[engine]!, script));
  return {
    engines: Object.keys(engines),
    nsOf: (engine, name) => Math.min(...results.get(engine)!.map((run) => run.get(name)!)),
  };
}

/** A row for each call: what it shows of each engine, and how many times as fast as k6 Salvo is. */
export function printCalls(
  { engines, nsOf }: CallCosts,
  calls: ModuleCalls['calls'],
  unit: string,
  shown: (ns: number) => string,
): void {
  printTable(
    ['', ...engines.map((engine) => `${engine} ${unit}`), ...(engines.length > 1 ? ['times as fast'] : [])],
    Object.keys(calls).map((name) => {
      const figures = engines.map((engine) => nsOf(engine, name));
      const ratio = engines.length > 1 ? [(figures[1]! / Math.max(figures[0]!, 1)).toFixed(1)] : [];
      return [name, ...figures.map(shown), ...ratio];
    }),
  );
}

const NS_OF = `
  const nsOf = (calls, call) => {
    let best = Infinity;
    for (let stretch = 0; stretch < 25; stretch++) {
      const start = Date.now();
      for (let i = 0; i < calls; i++) call();
      best = Math.min(best, Date.now() - start);
    }
    return (best * 1e6) / calls;
  };`;

async function measure(
  [program, ...first]: readonly [string, ...string[]],
  script: string,
): Promise<ReadonlyMap<string, number>> {
  const child = spawn(program, [...first, 'run', '-q', '--log-format=raw', script], {
    env: { ...process.env, K6_NO_USAGE_REPORT: 'true' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} ended with ${code}:\n${output}`);
  return new Map([...output.matchAll(/^ns (\S+) (.*)$/gm)].map(([, ns, name]) => [name!, Number(ns)]));
}
