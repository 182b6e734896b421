// Runs a script that fails in one place with each of its iterations.
import { runScript, type ScriptRun } from '../helpers/script-run.js';
import { countingServer } from '../helpers/servers.js';
import type { Places } from './places.js';

/** `act` is what stands in a place. */
export async function failEverywhere(places: Places, act: (place: string) => string): Promise<ScriptRun> {
  await using server = await countingServer();
  const cases = Object.entries(places).map(([place, around]) => `() => { ${around(act(place))} },`);
  return await runScript(
    `
    import http from 'k6/http';
    import { check, fail, group, sleep } from 'k6';
    import exec from 'k6/execution';
    export const options = { vus: 3, iterations: ${cases.length} };
    const cases = [${cases.join('\n')}];
    export default function () { cases[exec.scenario.iterationInTest](); }
  `,
    ['-e', `URL=${server.url}`],
  );
}

/** The places whose failure has an error in the log, one for each line. */
export const failuresIn = ({ log }: ScriptRun): string[] =>
  log
    .filter(({ level }) => level === 'error')
    .map(({ msg }) => /failed in (.*)/.exec(msg)?.[1] ?? msg)
    .sort();
