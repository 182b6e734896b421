// Modules of the shapes that scripts in the wild import (test/fixtures/libraries): all load and give the right results,
// which were worked out beforehand, printed by k6 2.2, or published (RFC 6238, AWS's documentation and test suite).
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { countingServer } from '../helpers/servers.js';
import { tempFolder } from '../helpers/temp.js';

const FIXTURES = join(import.meta.dirname, '..', '..', '..', 'test', 'fixtures', 'libraries');
const BOUNDARY = '----SalvoTestxxxxxxxx';

const EXPECTED = {
  // Drawn with seed 42: k6 draws the same.
  utils: {
    string: 'jbpfbjvjjqtf',
    digits: '316477',
    numbers: [6, 5, 'a'],
    uuid: '57493aa7-0aed-4173-b65e-b8e4ff11f9ef',
    secure: true,
    between: '1',
    all: ['1', '2'],
    none: null,
    duration: 90_500,
  },
  papaparse: {
    rows: {
      data: [
        { name: 'Doe, Jane', age: 41, vip: true },
        { name: 'say "hi"', age: 7.5, vip: false },
      ],
      errors: [],
      meta: { delimiter: ',', linebreak: '\r\n', aborted: false, fields: ['name', 'age', 'vip'] },
    },
    tabs: [
      ['a', 'b'],
      ['1', 'x\ty'],
    ],
    text: 'a,b\r\n1,"x,y"\r\n"""q""","two\nlines"',
  },
  expect: {
    first: true,
    second: false,
    caught: {
      name: 'AssertionError',
      message: 'expected {"a":[1]} toEqual {"a":[2]}',
      expected: { a: [2] },
      line: 'main.js:55',
    },
  },
  form: {
    type: `multipart/form-data; boundary=${BOUNDARY}`,
    body: [
      `--${BOUNDARY}`,
      'Content-Disposition: form-data; name="name"',
      '',
      'Zo\u00c3\u00ab',
      `--${BOUNDARY}`,
      'Content-Disposition: form-data; name="file"; filename="raw.bin"',
      'Content-Type: application/x-raw',
      '',
      '\0\u00ff\r\n',
      `--${BOUNDARY}--`,
      '',
    ].join('\r\n'),
  },
  url: {
    text: 'https://user:pw@shop.test/a/c?q=1&q=2&new=%C3%A4+%26+%C3%B6#top',
    json: '{"url":"https://user:pw@shop.test/a/c?q=1&q=2&new=%C3%A4+%26+%C3%B6#top"}',
    all: ['1', '2'],
    entries: [
      ['q', '1'],
      ['q', '2'],
      ['new', 'ä & ö'],
    ],
    params: 'a=one+two&b=2',
    relative: 'http://h.test:8080/a/x?y=1',
  },
  totp: ['94287082', '07081804', '14050471', '89005924', '69279037', '65353130'],
  aws: [
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  ],
};

for (const level of ['optimised', 'complete']) {
  test(`utils, papaparse, expect, form data, url, one-time passwords and AWS signatures, ${level}`, async () => {
    await using server = await countingServer((request, response) => {
      const type = request.headers['content-type'];
      const answer = async () =>
        request.url === '/upload'
          ? { type, body: await text(request.setEncoding('latin1')) }
          : { ok: true, list: [1, 2] };
      void answer().then((body) => response.end(JSON.stringify(body)));
    });
    const flags = [`--compile=${level}`, '--log-format=raw', '-e', `URL=${server.url}`];
    const { code, stdout, stderr } = await runSalvo(['run', ...flags, 'main.js'], { cwd: FIXTURES });
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stderr.split('\n').find((line) => line.startsWith('{'))!), EXPECTED);
    assert.match(stdout, /✓ first/);
    assert.match(stdout, /✗ second: expected 200 toBeGreaterThan 500/);
  });
}

test('tagWithCurrentStageIndex: samples tell the stage of a ramp and which way it goes', async () => {
  await using folder = await tempFolder();
  const out = join(folder.path, 'points.json');
  const { code, stderr } = await runSalvo(['run', '--out', `json=${out}`, '--workers', '2', 'stages.js'], {
    cwd: FIXTURES,
  });
  assert.equal(code, 0, stderr);
  const points = (await readFile(out, 'utf8'))
    .split('\n')
    .filter((line) => line.includes('"Point"') && line.includes('"rounds"'))
    .map((line) => (JSON.parse(line) as { data: { tags: Record<string, string> } }).data.tags);
  // How many rounds fall into which stage is the machine's to say; that all of them say one is the module's.
  assert.ok(points.length > 0);
  for (const { stage, stage_profile } of points) {
    assert.match(stage!, /^[012]$/);
    assert.match(stage_profile!, /^(ramp-up|steady|ramp-down)$/);
  }
});
