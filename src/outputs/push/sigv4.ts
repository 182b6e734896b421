import { createHash, createHmac } from 'node:crypto';

export interface AwsCredentials {
  readonly region: string;
  readonly service: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface SignedParts {
  readonly method: string;
  readonly path: string;
  /** Lower case names; all of them are signed. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bodySha256: string;
  /** `20150830T123600Z`. */
  readonly amzDate: string;
}

export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

export const amzDate = (epochMs: number): string =>
  `${new Date(epochMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** The Authorization header of AWS' Signature Version 4. The path has no query. */
export function awsAuthorization(
  { region, service, accessKey, secretKey }: AwsCredentials,
  { method, path, headers, bodySha256, amzDate }: SignedParts,
): string {
  const names = Object.keys(headers).sort();
  const signedHeaders = names.join(';');
  const canonicalHeaders = names.map((name) => `${name}:${headers[name]!.trim()}\n`).join('');
  const request = [method, path, '', canonicalHeaders, signedHeaders, bodySha256].join('\n');
  const date = amzDate.slice(0, 8);
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', amzDate, scope, sha256Hex(request)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretKey}`);
  const signature = hmac(key, text).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
