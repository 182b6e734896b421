import type { RunFacts } from './format.js';

/** What is told of merged runs: the first start, and what all of them have in common. */
export function mergeFacts(all: readonly RunFacts[]): RunFacts {
  const [first] = all;
  const common = (pick: (facts: RunFacts) => string): string => [...new Set(all.map(pick))].join(', ');
  const environment = Object.entries(first!.environment).filter(([key, value]) =>
    all.every((facts) => facts.environment[key] === value),
  );
  const failures = all.flatMap(({ failure }) => failure ?? []);
  return {
    salvoVersion: common(({ salvoVersion }) => salvoVersion),
    script: common(({ script }) => script),
    startedAt: all.map(({ startedAt }) => startedAt).sort()[0]!,
    generator: all.flatMap(({ generator }) => generator),
    environment: Object.fromEntries(environment),
    runs: all.reduce((sum, { runs }) => sum + runs, 0),
    ...(failures.length === 0 ? {} : { failure: failures.join('\n') }),
  };
}
