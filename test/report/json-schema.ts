// As much of JSON Schema as docs/summary.schema.json uses; anything else in a schema is an error of the test.
import assert from 'node:assert/strict';

type Schema = Readonly<Record<string, unknown>>;

/** All that is wrong with a value, each with its path. */
export function faults(value: unknown, schema: Schema, root: Schema = schema, path = '$'): string[] {
  if (typeof schema.$ref === 'string') return faults(value, resolve(root, schema.$ref), root, path);
  return Object.entries(schema).flatMap(([keyword, rule]) => {
    const check = KEYWORDS[keyword];
    assert.ok(check !== undefined, `unknown keyword ${keyword}`);
    return check({ value, rule, schema, root, path });
  });
}

interface Check {
  readonly value: unknown;
  readonly rule: unknown;
  readonly schema: Schema;
  readonly root: Schema;
  readonly path: string;
}

const nothing = (): string[] => [];
const unless = (ok: boolean, { path, rule }: Check, keyword: string): string[] =>
  ok ? [] : [`${path}: ${keyword} ${JSON.stringify(rule)}`];

const typeName = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const KEYWORDS: Readonly<Record<string, (check: Check) => string[]>> = {
  $schema: nothing,
  $defs: nothing,
  title: nothing,
  description: nothing,
  type: (check) => unless([check.rule].flat().includes(typeName(check.value)), check, 'type'),
  const: (check) => unless(check.value === check.rule, check, 'const'),
  enum: (check) => unless((check.rule as unknown[]).includes(check.value), check, 'enum'),
  minimum: (check) =>
    unless(typeof check.value !== 'number' || check.value >= (check.rule as number), check, 'minimum'),
  maximum: (check) =>
    unless(typeof check.value !== 'number' || check.value <= (check.rule as number), check, 'maximum'),
  required: (check) => {
    const missing = (check.rule as string[]).filter((key) => !Object.hasOwn(Object(check.value), key));
    return missing.map((key) => `${check.path}: ${key} is missing`);
  },
  properties: ({ value, rule, root, path }) =>
    Object.entries(rule as Record<string, Schema>).flatMap(([key, sub]) =>
      Object.hasOwn(Object(value), key)
        ? faults((value as Record<string, unknown>)[key], sub, root, `${path}.${key}`)
        : [],
    ),
  additionalProperties: ({ value, rule, schema, root, path }) => {
    const extra = Object.entries(Object(value)).filter(([key]) => !Object.hasOwn(Object(schema.properties), key));
    if (rule === true) return [];
    if (rule === false) return extra.map(([key]) => `${path}: ${key} is not allowed`);
    return extra.flatMap(([key, one]) => faults(one, rule as Schema, root, `${path}.${key}`));
  },
  items: ({ value, rule, root, path }) =>
    Array.isArray(value) ? value.flatMap((item, at) => faults(item, rule as Schema, root, `${path}[${at}]`)) : [],
  anyOf: (check) => {
    const fits = (check.rule as Schema[]).some((one) => faults(check.value, one, check.root, check.path).length === 0);
    return fits ? [] : [`${check.path}: fits none of anyOf`];
  },
};

function resolve(root: Schema, reference: string): Schema {
  return reference
    .slice(2)
    .split('/')
    .reduce((schema, key) => schema[key] as Schema, root);
}
