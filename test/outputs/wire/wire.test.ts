// The formats on the wire that are written by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { awsAuthorization, sha256Hex } from '../../../src/outputs/push/sigv4.js';
import { ProtoWriter } from '../../../src/outputs/wire/proto-writer.js';
import { snappy } from '../../../src/outputs/wire/snappy.js';
import { ProtoMessage } from './proto-reader.js';
import { unsnappy } from './unsnappy.js';

test('law: what snappy packs comes out again', () => {
  const pieces = fc.array(fc.constantFrom('abc', 'abcdefgh', '__name__', 'x', '\u0000\u0000\u0000\u0000\u0000'));
  const repeating = pieces.map((words) => Buffer.from(words.join('')));
  const any = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.oneof(repeating, any), fc.nat({ max: 600 }), (bytes, times) => {
      const plain = Buffer.concat(Array.from({ length: times }, () => bytes));
      assert.ok(unsnappy(snappy(plain)).equals(plain));
    }),
    { numRuns: 200 },
  );
});

test('snappy over several blocks, packed and not to be packed', () => {
  const repeated = Buffer.from('k6_http_req_duration_p99{method="GET"} '.repeat(10_000));
  const packed = snappy(repeated);
  assert.ok(packed.length < repeated.length / 15, String(packed.length));
  assert.ok(unsnappy(packed).equals(repeated));
  let state = 1;
  const random = Buffer.from(
    Uint8Array.from({ length: 200_000 }, () => (state = Math.imul(state, 1103515245) + 12345) >>> 24),
  );
  assert.ok(snappy(random).length < random.length * 1.01);
  assert.ok(unsnappy(snappy(random)).equals(random));
});

test('law: numbers of protocol buffers come out again', () => {
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.maxSafeInteger(),
      fc.double(),
      fc.string({ unit: 'binary' }),
      (uint, int, double, text) => {
        // Whole numbers on the wire know no negative zero.
        const sint = Math.trunc(int / 2) + 0;
        const writer = new ProtoWriter();
        writer.uint(1, uint).sint(2, sint).double(3, double).string(4, text).packedSints(300, [sint, 0, -1, 64, -65]);
        const read = new ProtoMessage(Buffer.from(writer.written));
        assert.equal(read.number(1), uint);
        assert.equal(read.sint(2), sint);
        assert.ok(Object.is(read.number(3), double));
        assert.equal(read.text(4), Buffer.from(text).toString());
        assert.deepEqual(read.packedSints(300), [sint, 0, -1, 64, -65]);
      },
    ),
  );
});

test("signature version 4: AWS' own example, and what k6 signs", () => {
  const credentials = {
    region: 'us-east-1',
    service: 'service',
    accessKey: 'AKIDEXAMPLE',
    secretKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  };
  const headers = { host: 'example.amazonaws.com', 'x-amz-date': '20150830T123600Z' };
  assert.equal(
    awsAuthorization(credentials, {
      method: 'GET',
      path: '/',
      headers,
      bodySha256: sha256Hex(''),
      amzDate: '20150830T123600Z',
    }),
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  );
  const bodySha256 = 'c308b5d52f2bd7a5ee04563db32049937b85a0805d4c0ab7f128dee1b6dfc6fb';
  const signed = awsAuthorization(
    { region: 'eu-west-1', service: 'aps', accessKey: 'AKID', secretKey: 'SECRET' },
    {
      method: 'POST',
      path: '/sig',
      headers: {
        'content-encoding': 'snappy',
        'content-length': '267',
        'content-type': 'application/x-protobuf',
        host: '127.0.0.1:19090',
        'x-amz-content-sha256': bodySha256,
        'x-amz-date': '20261128T085419Z',
        'x-prometheus-remote-write-version': '0.1.0',
      },
      bodySha256,
      amzDate: '20261128T085419Z',
    },
  );
  assert.match(signed, /Signature=82fbeac6d2deb2294047412efc58560e304513ab89fedbab77d1bc5eb8c79013$/);
});
