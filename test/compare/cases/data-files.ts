// k6/experimental/fs, csv and streams.
import { type Case, family } from '../case.js';

const FILES = {
  'users.csv': 'name,age\nAda,36\n"Tur,ing",41\n"two\nlines",1\n\n"q""uote",2\n',
  'semicolons.csv': 'a;b\r\n1;2\r\n',
  'wrong.csv': 'a,b\n1,2,3\nx"y,4\n5,6\n',
  'text.txt': 'hello world',
};
const HEAD = `import * as fs from 'k6/experimental/fs';
import * as csv from 'k6/experimental/csv';
import * as streams from 'k6/experimental/streams';
import { sleep } from 'k6';
async function tell(name, call) {
  try { console.log(name, JSON.stringify(await call())); } catch (error) { console.log(name, error.name, error.message); }
}
`;
const one = (name: string, init: string, body: string): Case => ({
  name,
  files: FILES,
  ordered: true,
  script: `${HEAD}${init}\nexport default async function () { ${body} }\n`,
});

const OPTIONS: Readonly<Record<string, string>> = {
  none: '{}',
  skipFirstLine: '{ skipFirstLine: true }',
  fromLine: '{ fromLine: 2 }',
  'fromLine at the end': '{ fromLine: 5 }',
  'fromLine too far': '{ fromLine: 9 }',
  toLine: '{ toLine: 2 }',
  'both lines': '{ fromLine: 1, toLine: 3 }',
  'lines the wrong way round': '{ fromLine: 3, toLine: 1 }',
  'negative line': '{ fromLine: -1 }',
  'skip and from': '{ skipFirstLine: true, fromLine: 2 }',
  'objects with skip': '{ asObjects: true, skipFirstLine: true }',
  'objects with from': '{ asObjects: true, fromLine: 1 }',
  'wide delimiter': "{ delimiter: ',,' }",
  'two-byte delimiter': "{ delimiter: 'é' }",
  'null options': '{ fromLine: null, toLine: null }',
  'unknown option': '{ other: 1 }',
};
const parsing = Object.entries(OPTIONS).map(([name, options]) =>
  one(
    `csv.parse ${name}`,
    "const file = await fs.open('users.csv');",
    `await tell('rows', () => csv.parse(file, ${options}));`,
  ),
);

const others = [
  one(
    'csv semicolons',
    "const file = await fs.open('semicolons.csv');",
    "await tell('rows', () => csv.parse(file, { delimiter: ';' }));",
  ),
  one(
    'csv wrong records',
    "const file = await fs.open('wrong.csv');",
    "await tell('rows', () => csv.parse(file, {})); await tell('from', () => csv.parse(file, { fromLine: 3 }));",
  ),
  one(
    'csv.Parser',
    "const parser = new csv.Parser(await fs.open('users.csv'), { skipFirstLine: true, toLine: 2 });",
    "for (let i = 0; i < 4; i++) await tell('next', async () => { const { done, value } = await parser.next(); return [done, value]; }); await tell('in a VU', () => new csv.Parser());",
  ),
  one(
    'fs',
    "const file = await fs.open('text.txt');",
    `const bytes = new Uint8Array(4);
     await tell('stat', async () => { const { name, size } = await file.stat(); return [name, size]; });
     for (let i = 0; i < 4; i++) await tell('read', async () => [await file.read(bytes), Array.from(bytes)]);
     for (const [offset, mode] of [[2, 0], [-1, 1], [-3, 2], [0, 2], [11, 0], [12, 0], [-1, 0], [1, 2], [-12, 1], [1.5, 0], ['3', 0], [null, 0], [0, 3], [0]])
       await tell('seek', () => file.seek(offset, mode));
     for (const into of [undefined, [1], new ArrayBuffer(2), 'text']) await tell('into', () => file.read(into));
     await tell('open', () => fs.open('text.txt'));`,
  ),
  one(
    'streams',
    '',
    `const seen = [];
     await tell('all', async () => {
       let count = 0;
       const reader = new streams.ReadableStream({ pull(c) { sleep(0.01); if (count === 3) c.close(); else c.enqueue(count++); } }).getReader();
       for (let step = await reader.read(); !step.done; step = await reader.read()) seen.push(step.value);
       return seen;
     });
     await tell('size', async () => {
       const wanted = [];
       new streams.ReadableStream({ pull(c) { wanted.push(c.desiredSize); c.enqueue('abc'); } }, { highWaterMark: 10, size: (text) => text.length });
       await new Promise((resolve) => setTimeout(resolve, 50));
       return wanted;
     });
     await tell('threw', () => new streams.ReadableStream({ pull() { throw new RangeError('bad'); } }).getReader().read());
     await tell('locked', () => { const stream = new streams.ReadableStream(); stream.getReader(); stream.getReader(); });
     await tell('write', () => new streams.WritableStream({ write() { throw new RangeError('bad'); } }).getWriter().write(1));`,
  ),
];

export const dataFiles = family('data-files', [...parsing, ...others]);
