// The result on the screen: counts by family, then every difference with the cases that show it.
import Table from 'cli-table3';
import type { Compared } from './compare-case.js';
import { type Finding, findings } from './findings.js';

const LONGEST = 160;
/** Shown of what one reason keeps. */
const KEYS = 4;

export function printTable(compared: readonly Compared[]): void {
  const table = new Table({
    head: ['family', 'cases', 'equal', 'kept', 'differ', 'unsteady'],
    style: { head: [], border: [] },
  });
  for (const [name, part] of [...byFamily(compared), ['all', compared] as const]) {
    const states = part.map(stateOf);
    const count = (state: string): number => states.filter((one) => one === state).length;
    const unsteady = part.map((one) => one.unsteady).reduce((sum, one) => sum + one, 0);
    table.push([name, part.length, count('equal'), count('kept'), count('differ'), unsteady]);
  }
  console.log(table.toString());
  const found = findings(compared);
  for (const finding of found.filter(({ reason }) => reason === undefined)) console.log(`\n${describe(finding)}`);
  const kept = found.filter(({ reason }) => reason !== undefined);
  for (const reason of new Set(kept.map((one) => one.reason))) {
    const cases = compared.filter(({ differences }) => differences.some((one) => one.reason === reason));
    console.log(`\nkept in ${cases.length} cases: ${reason}`);
    const keys = kept.filter((one) => one.reason === reason).map(({ key }) => key);
    for (const key of [...new Set(keys)].slice(0, KEYS)) console.log(`  ${cut(key)}`);
  }
  for (const { name, failure } of compared) if (failure !== undefined) console.log(`\n${name}: ${failure}`);
}

function describe({ key, k6, salvo, cases }: Finding): string {
  const shown = cases.slice(0, 4).join(', ');
  const more = cases.length > 4 ? ` and ${cases.length - 4} more` : '';
  return `${cut(key)}\n  k6:    ${cut(k6)}\n  salvo: ${cut(salvo)}\n  in ${shown}${more}`;
}

function stateOf({ differences, failure }: Compared): 'equal' | 'kept' | 'differ' {
  if (failure !== undefined || differences.some(({ reason }) => reason === undefined)) return 'differ';
  return differences.length > 0 ? 'kept' : 'equal';
}

function byFamily(compared: readonly Compared[]): Map<string, Compared[]> {
  const families = new Map<string, Compared[]>();
  for (const one of compared) {
    const name = one.name.split('/')[0]!;
    families.set(name, [...(families.get(name) ?? []), one]);
  }
  return families;
}

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
