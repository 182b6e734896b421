import { parseGoDuration } from '../../base/duration.js';
import { errors } from '../../base/errors/index.js';
import type { Host } from '../../base/host.js';
import type { SecretServer } from '../../k6/secret-source.js';
import { Throttle } from '../../shard/throttle.js';
import type { ConfigFiles } from '../from-file.js';
import type { SourceParts } from './parts.js';

type Settings = Readonly<Record<string, string>>;

const DEFAULTS: Settings = {
  urlTemplate: '',
  method: 'GET',
  responsePath: '',
  timeout: '30s',
  requestsPerMinuteLimit: '300',
  requestsBurst: '10',
  maxRetries: '3',
  retryBackoff: '1s',
};
const HEADER = 'headers.';
const VARIABLE = 'K6_SECRET_SOURCE_URL_';
const HEADER_VARIABLE = `${VARIABLE}HEADER_`;

/** Who is asked: by the flag, else by the file that it names, else by variables. */
export function serverOf({ settings }: SourceParts, files: ConfigFiles, env: Host['env']): SecretServer {
  const { config, ...own } = Object.fromEntries(settings) as Settings;
  const given: Settings = { ...fromVariables(env), ...(config === undefined ? {} : fromFile(config, files)), ...own };
  const unknown = Object.keys(given).find((key) => !(key in DEFAULTS) && !key.startsWith(HEADER));
  if (unknown !== undefined) throw wrong(`there is no setting ${JSON.stringify(unknown)}`);
  const all = { ...DEFAULTS, ...given } as Settings;
  if (all.urlTemplate === '') throw wrong('urlTemplate is required');
  if (!all.urlTemplate!.includes('{key}')) throw wrong('urlTemplate must contain {key}');
  return {
    urlTemplate: all.urlTemplate!,
    method: all.method!,
    headers: Object.fromEntries(
      Object.entries(all).flatMap(([key, value]) =>
        key.startsWith(HEADER) ? [[key.slice(HEADER.length), value]] : [],
      ),
    ),
    responsePath: all.responsePath!,
    timeoutMs: duration(all, 'timeout'),
    requestsPerMinuteLimit: whole(all, 'requestsPerMinuteLimit', 1),
    requestsBurst: whole(all, 'requestsBurst', 1),
    maxRetries: whole(all, 'maxRetries', 0),
    retryBackoffMs: duration(all, 'retryBackoff'),
    throttle: Throttle.allocate(),
  };
}

/** `K6_SECRET_SOURCE_URL_URL_TEMPLATE` is `urlTemplate`; `…_HEADER_X` is the header X. */
function fromVariables(env: Host['env']): Settings {
  const named = Object.keys(DEFAULTS).map((key) => {
    const variable = VARIABLE + key.replace(/[A-Z]/g, '_$&').toUpperCase();
    return [key, env[variable]] as const;
  });
  const headers = Object.entries(env)
    .filter(([variable]) => variable.startsWith(HEADER_VARIABLE))
    .map(([variable, value]) => [HEADER + variable.slice(HEADER_VARIABLE.length), value] as const);
  const given = [...named, ...headers].filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given);
}

function fromFile(path: string, files: ConfigFiles): Settings {
  const text = files.readText(path);
  if (text === undefined) throw wrong(`there is no file ${JSON.stringify(path)}`);
  try {
    const { headers = {}, ...rest } = JSON.parse(text) as Record<string, unknown>;
    const named = Object.entries(headers as object).map(([name, value]) => [HEADER + name, String(value)]);
    return Object.fromEntries([...Object.entries(rest).map(([key, value]) => [key, String(value)]), ...named]);
  } catch {
    throw wrong(`${path} is not a JSON object`);
  }
}

function duration(settings: Settings, key: string): number {
  const ms = parseGoDuration(settings[key]!);
  if (ms === undefined || ms < 0) throw wrong(`${key} must be a duration such as 30s`);
  return ms;
}

function whole(settings: Settings, key: string, least: number): number {
  const value = Number(settings[key]);
  if (!/^[+-]?\d+$/.test(settings[key]!) || value < least)
    throw wrong(`${key} must be a whole number of at least ${least}`);
  return value;
}

const wrong = (why: string): Error => errors.secretSource('url', why);
