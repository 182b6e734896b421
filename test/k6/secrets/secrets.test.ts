// k6/secrets: sources of all kinds, and what a script gets of them.
import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { test } from 'node:test';
import { runSalvo } from '../../helpers/cli.js';
import { countingServer } from '../../helpers/servers.js';
import { tempFolder } from '../../helpers/temp.js';

interface Settings {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

/** Runs an iteration and gives what it worked out; letters go apart, so that secrets come through. */
async function worked(work: string, { args = [], env = {}, files = {} }: Settings): Promise<unknown> {
  const script = `import secrets from 'k6/secrets';
    const APART = '\\u2060';
    const failed = (promise) => promise.then((value) => 'gave ' + value, (error) => error.name + ': ' + error.message);
    const work = async () => { ${work} };
    export default async function () { console.log('value ' + Array.from(JSON.stringify(await work())).join(APART)); }`;
  await using folder = await tempFolder({ ...files, 'script.js': script });
  const { code, stdout, stderr } = await runSalvo(['run', '-q', '--log-format=raw', ...args, 'script.js'], {
    cwd: folder.path,
    env,
  });
  const line = /^value (.*)$/m.exec(stderr)?.[1];
  assert.ok(code === 0 && line !== undefined, `${code}\n${stdout}\n${stderr}`);
  return JSON.parse(line.replaceAll('\u2060', ''));
}

const source = (text: string): string => `--secret-source=${text}`;

test('file and mock: values as they stand there, by name and as the default', async () => {
  const value = await worked(
    `return [
      await secrets.get('key'), await secrets.get('equals'), await secrets.get('empty'), await secrets.get(' space '),
      await failed(secrets.get('none')), await secrets.source('other').get('key'), await secrets.source('file').get('key'),
      await failed(secrets.source('nobody').get('key')), secrets.get('key') instanceof Promise, Object.keys(secrets.source('x')),
    ];`,
    {
      args: [source('file=default,filename=keys.txt'), source('mock=name=other,key=of the other')],
      files: { 'keys.txt': 'key=first\r\nkey=second\nequals=a=b\nempty=\n space = x y \n' },
    },
  );
  assert.deepEqual(value, [
    'second',
    'a=b',
    '',
    ' x y ',
    'GoError: no value',
    'of the other',
    'second',
    'GoError: no secret source with name "nobody" is configured',
    true,
    ['get'],
  ]);
});

test('one source is the default, several need one; the variable counts without a flag', async () => {
  const work = "return [await failed(secrets.get('key')), await failed(secrets.source('mock').get('key'))];";
  assert.deepEqual(await worked(work, {}), Array(2).fill('GoError: no secret sources are configured'));
  assert.deepEqual(await worked(work, { env: { K6_SECRET_SOURCE: 'mock=key=env1' } }), ['gave env1', 'gave env1']);
  assert.deepEqual(
    await worked(work, { args: [source('mock=key=flag')], env: { K6_SECRET_SOURCE: 'mock=key=env1' } }),
    ['gave flag', 'gave flag'],
  );
  assert.deepEqual(await worked(work, { args: [source('mock=name=a,key=aaaa'), source('mock=key=bbbb')] }), [
    'GoError: no secret source with name "default" is configured',
    'gave bbbb',
  ]);
});

test('secrets are there in init code, setup and iterations', async () => {
  const script = `import secrets from 'k6/secrets';
    const early = await secrets.get('key');
    export const setup = () => secrets.get('key');
    export default function (data) { console.log('lengths ' + early.length + ' ' + data.length + ' ' + (early === data)); }`;
  await using folder = await tempFolder({ 'script.js': script });
  const { stderr } = await runSalvo(['run', '-q', '--log-format=raw', source('mock=key=12345'), 'script.js'], {
    cwd: folder.path,
  });
  assert.match(stderr, /lengths 5 5 true/);
});

/** Fails once for `flaky`, always for `broken`, and has JSON for `json`. */
function vault(): (request: IncomingMessage, response: ServerResponse) => void {
  const asked = new Map<string, number>();
  return (request, response) => {
    const key = decodeURIComponent(request.url!.split('/').at(-1)!);
    const times = (asked.get(key) ?? 0) + 1;
    asked.set(key, times);
    if (key === 'broken' || (key === 'flaky' && times === 1)) response.statusCode = 503;
    if (key === 'none') response.statusCode = 404;
    const said = `${request.method} ${key} ${request.headers['x-token'] ?? ''}`;
    response.end(key === 'json' ? JSON.stringify({ data: { value: said, number: 5 } }) : said);
  };
}

test('url: one request for each secret, again after failures, and what comes of answers', async () => {
  await using server = await countingServer(vault());
  const settings = `urlTemplate=${server.url}/v1/{key},method=POST,headers.X-Token=abc,retryBackoff=1ms,maxRetries=2`;
  const value = await worked(
    `return [
      await secrets.get('one'), await secrets.get('one'), await secrets.get('a b'), await secrets.get('flaky'),
      await failed(secrets.get('broken')), await failed(secrets.get('none')),
    ];`,
    { args: [source(`url=${settings}`)] },
  );
  assert.deepEqual(value, [
    'POST one abc',
    'POST one abc',
    'POST a b abc',
    'POST flaky abc',
    'GoError: status code 503: failed to get secret',
    'GoError: status code 404: failed to get secret',
  ]);
  assert.deepEqual(
    [...server.byPath],
    [
      ['POST /v1/one', 1],
      ['POST /v1/a%20b', 1],
      ['POST /v1/flaky', 2],
      ['POST /v1/broken', 3],
      ['POST /v1/none', 1],
    ],
  );
});

test('url: settings of a file and of variables; a part of a JSON answer', async () => {
  await using server = await countingServer(vault());
  const file = { urlTemplate: `${server.url}/{key}`, headers: { 'X-Token': 'file' }, responsePath: 'data.value' };
  const work = "return [await failed(secrets.get('json')), await failed(secrets.get('text'))];";
  assert.deepEqual(
    await worked(work, { args: [source('url=config=vault.json')], files: { 'vault.json': JSON.stringify(file) } }),
    ['gave GET json file', 'GoError: failed to extract secret: path "data.value" not found in response'],
  );
  const env = {
    K6_SECRET_SOURCE: 'url',
    K6_SECRET_SOURCE_URL_URL_TEMPLATE: `${server.url}/{key}`,
    K6_SECRET_SOURCE_URL_HEADER_X_TOKEN: 'unused',
    K6_SECRET_SOURCE_URL_RESPONSE_PATH: 'data.number',
  };
  assert.deepEqual(
    await worked("return failed(secrets.get('json'));", { env }),
    ['GoError: failed to extract secret: secret value at path "data.number" is not a string (got Number)'][0],
  );
});

test('sources that cannot be opened end the command with 255, and no message has their text', async () => {
  await using folder = await tempFolder({ 'script.js': 'export default () => {};', 'bad.txt': 'hidden-value\n' });
  const faults: Readonly<Record<string, RegExp>> = {
    'file=bad.txt': /line 1 of bad.txt needs an =/,
    'file=none.txt': /there is no file "none.txt"/,
    'file=bad.txt,hidden-value=1x': /there is no setting|line 1/,
    'mock=hidden-value': /every part but default needs an =/,
    'mok=key=hidden-value': /must begin with cloud, file, mock, url, got "mok"/,
    cloud: /there is no cloud here/,
    'url=method=GET': /urlTemplate is required/,
    'url=urlTemplate=http://127.0.0.1/x': /urlTemplate must contain \{key\}/,
    'url=urlTemplate=http://127.0.0.1/{key},timeout=soon': /timeout must be a duration/,
    'url=urlTemplate=http://127.0.0.1/{key},requestsBurst=0': /requestsBurst must be a whole number of at least 1/,
    'url=urlTemplate=http://127.0.0.1/{key},colour=red': /there is no setting "colour"/,
  };
  for (const [text, message] of Object.entries(faults)) {
    const { code, stdout, stderr } = await runSalvo(['run', source(text), 'script.js'], { cwd: folder.path });
    assert.equal(code, 255, text);
    assert.match(stderr, message);
    if (!text.startsWith('file=bad.txt,')) assert.doesNotMatch(stdout + stderr, /hidden-value/);
  }
});
