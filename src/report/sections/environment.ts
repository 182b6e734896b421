import { escapeMarkup } from '../escape.js';
import * as html from '../html/markup.js';
import { section } from '../section.js';

/** Where it ran, and with what. The JSON has it among the facts of the run. */
export const environment = section({
  data: ({ workers, scenarios }) => ({ workers, scenarios }),
  html({ workers, scenarios }, { salvoVersion, runs, environment }) {
    const rows: readonly (readonly [string, string | number])[] = [
      ['salvo', salvoVersion],
      ...(runs === 1 ? [] : [['merged runs', runs] as const]),
      ...(workers === 0 ? [] : [['workers', workers] as const, ['scenarios', scenarios.join(', ')] as const]),
      ...Object.entries(environment),
    ];
    const cells = rows.map(([name, value]) => `<dt>${escapeMarkup(name)}</dt><dd>${escapeMarkup(String(value))}</dd>`);
    return html.titled('Environment', html.card(`<dl>${cells.join('')}</dl>`));
  },
});
