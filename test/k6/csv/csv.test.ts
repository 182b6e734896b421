// k6/experimental/csv through the command: what scripts see of files, rows and options.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../../helpers/cli.js';
import { type TempFolder, tempFolder } from '../../helpers/temp.js';

const HEAD = `import * as fs from 'k6/experimental/fs'; import * as csv from 'k6/experimental/csv';
  async function tell(name, call) {
    try { console.log(name + ' ' + JSON.stringify(await call())); }
    catch (error) { console.log(name + ' ' + error.name + ': ' + error.message); }
  }`;
const USERS = 'name,age\nAda,36\n"Tur,ing",41\n"two\nlines",1\n';

async function said(folder: TempFolder, script: string, ...args: string[]): Promise<string[]> {
  const path = await folder.write('script.js', HEAD + script);
  const { code, stderr } = await runSalvo(['run', '--log-format=json', ...args, path]);
  assert.equal(code, 0, stderr);
  const lines = stderr.split('\n').filter((line) => line.includes('"source":"console"'));
  return lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
}

test('parse() gives all rows as an array that all VUs share', async () => {
  await using folder = await tempFolder({ 'users.csv': USERS });
  const lines = await said(
    folder,
    `const file = await fs.open('users.csv');
     const rows = await csv.parse(file, { asObjects: true });
     export default async function () {
       await tell('rows', () => [rows.length, rows[1], Array.isArray(rows), Object.isFrozen(rows[0]), rows[0] === rows[0]]);
       await tell('write', () => { rows[0] = 1; });
       await tell('later', () => csv.parse(file, { fromLine: 1, toLine: 2, delimiter: ',' }));
     }`,
    '--iterations=2',
    '--vus=2',
    '--workers=2',
  );
  const each = [
    'rows [3,{"name":"Tur,ing","age":"41"},true,true,false]',
    'write TypeError: a SharedArray cannot be changed: its elements belong to all VUs',
    'later [["Ada","36"],["Tur,ing","41"]]',
  ];
  assert.deepEqual(lines.sort(), [...each, ...each].sort());
});

test('a Parser gives row after row, also to for await and to several who wait', async () => {
  await using folder = await tempFolder({ 'users.csv': USERS, 'bad.csv': 'a,b\n1\n2,3\n' });
  const lines = await said(
    folder,
    `const file = await fs.open('users.csv');
     const make = (options) => new csv.Parser(file, options);
     const [one, two, three, four] = [make(), make({ asObjects: true }), make({ skipFirstLine: true, toLine: 1 }), make()];
     const bad = new csv.Parser(await fs.open('bad.csv'));
     export default async function () {
       await tell('next', async () => [await one.next(), (await one.next()).value[0], one.next.call(undefined) instanceof Promise]);
       const seen = [];
       for await (const user of two) seen.push(user);
       await tell('objects', () => seen);
       await tell('some', async () => [await three.next(), await three.next(), await three.next()]);
       await tell('at once', async () => (await Promise.all([1, 2, 3, 4, 5].map(four.next))).map(({ value }) => value[0]));
       for (const name of ['first', 'wrong', 'good', 'end']) await tell(name, () => bad.next());
       await tell('in a VU', () => make());
     }`,
  );
  assert.deepEqual(lines, [
    'next [{"done":false,"value":["name","age"]},"Ada",true]',
    'objects [{"name":"Ada","age":"36"},{"name":"Tur,ing","age":"41"},{"name":"two\\nlines","age":"1"}]',
    'some [{"done":false,"value":["Ada","36"]},{"done":true,"value":[]},{"done":true,"value":[]}]',
    'at once ["name","Ada","Tur,ing","two\\nlines",null]',
    'first {"done":false,"value":["a","b"]}',
    'wrong GoError: failed to read record; reason: record on line 2: wrong number of fields',
    'good {"done":false,"value":["2","3"]}',
    'end {"done":true,"value":[]}',
    'in a VU GoError: csv Parser constructor must be called in the init context',
  ]);
});

test('options that make no sense are refused with what is wrong', async () => {
  await using folder = await tempFolder({ 'users.csv': USERS });
  const lines = await said(
    folder,
    `const file = await fs.open('users.csv');
     export default async function () {
       for (const options of [{ delimiter: ',,' }, { delimiter: 'é' }, { fromLine: 2, toLine: 2 }, { fromLine: -1 },
         { asObjects: true, skipFirstLine: true }, { asObjects: true, fromLine: 1 }, { fromLine: 9 }, { delimiter: '"' }, null])
         await tell(JSON.stringify(options), () => csv.parse(file, options));
       await tell('text', () => csv.parse('users.csv'));
     }`,
  );
  const parser = 'GoError: failed to create a new parser; reason: ';
  const options = 'GoError: failed to interpret the provided Parser options; reason: ';
  assert.deepEqual(lines, [
    `{"delimiter":",,"} ${options}delimiter must be a single character`,
    `{"delimiter":"é"} ${options}delimiter must be a single character`,
    `{"fromLine":2,"toLine":2} ${options}fromLine must be less than or equal to toLine`,
    `{"fromLine":-1} ${parser}the 'fromLine' option must be greater than or equal to 0; got -1`,
    `{"asObjects":true,"skipFirstLine":true} ${parser}the 'header' option cannot be enabled when 'skipFirstLine' is true`,
    `{"asObjects":true,"fromLine":1} ${parser}the 'header' option cannot be enabled when 'fromLine' is set to a value greater than 0`,
    `{"fromLine":9} ${parser}failed to skip lines until line 9; reason: EOF`,
    `{"delimiter":"\\""} ${parser}csv: invalid field or comment delimiter`,
    'null TypeError: Cannot convert undefined or null to object',
    'text GoError: first argument expected to be a fs.File instance, got string instead',
  ]);
});

test('a file that is too large to be held is streamed: every VU sees every row', async () => {
  await using folder = await tempFolder();
  const rows = 300_000;
  await folder.write(
    'large.csv',
    Array.from({ length: rows }, (_, i) => `${i},"a text that makes the row longer, ${i} ${'x'.repeat(20)}"\n`).join(
      '',
    ),
  );
  const lines = await said(
    folder,
    `const parser = new csv.Parser(await fs.open('large.csv'));
     export const options = { scenarios: { s: { executor: 'per-vu-iterations', vus: 2, iterations: 1 } } };
     export default async function () {
       let [count, sum] = [0, 0];
       for await (const [number, text] of parser) { count++; sum += Number(number) * (text.includes(' ' + number + ' ') ? 1 : NaN); }
       console.log([count, sum].join());
     }`,
    '--workers=2',
  );
  const all = `${rows},${(rows * (rows - 1)) / 2}`;
  assert.deepEqual(lines, [all, all]);
});
