// What reading a page costs: how many pages of 30 KB a core parses in a second, and how often it then selects. Beside k6,
// when the environment variable K6_BINARY or the second argument names one. Arguments: rounds, k6.
import { measureCalls, printCalls } from './module-calls.js';
import { numbersOr } from './rounds.js';
import { shopPage } from './shop-page.js';

const CALLS: Readonly<Record<string, string>> = {
  'parse a page of 30 KB': 'parseHTML(text + number++)',
  'parse one that was parsed before': 'parseHTML(text)',
  "find('a')": "page.find('a').size()",
  "find('#r40 td a[href]').attr('href')": "page.find('#r40 td a[href]').attr('href')",
  "find('tr.odd > td:first-child')": "page.find('tr.odd > td:first-child').size()",
  "find('form').first().serialize()": "page.find('form').first().serialize()",
  'each() over all links': "page.find('a').each((index, link) => link.getAttribute('href'))",
};
const CALLS_OF: Readonly<Record<string, number>> = {
  'parse a page of 30 KB': 10,
  'parse one that was parsed before': 20_000,
};
const QUERIES = 1000;

const [, k6] = process.argv.slice(2);
if (k6 !== undefined) process.env.K6_BINARY = k6;
const [rounds] = numbersOr(3);
const setup = `import { parseHTML } from 'k6/html';\nconst text = ${JSON.stringify(shopPage())};\nlet number = 0;\nconst page = parseHTML(text);`;
const callsOf = (name: string): number => CALLS_OF[name] ?? QUERIES;
printCalls(await measureCalls({ setup, calls: CALLS, callsOf }, rounds), CALLS, '/s', (ns) => (1e9 / ns).toFixed(0));
