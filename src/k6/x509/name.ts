import { type Der, oidOf, partsOf, TAG } from './der.js';
import { malformed } from './malformed.js';
import { stringOf } from './string.js';

/** One attribute of a name, by its object identifier. */
interface Attribute {
  readonly type: string;
  readonly value: string;
}

export interface Issuer {
  commonName: string;
  country: string;
  stateOrProvinceName: string;
  localityName: string;
  organizationName: string;
  names: Attribute[];
}

export interface Subject extends Issuer {
  postalCode: string;
  streetAddress: string;
  organizationalUnitName: string[];
}

/** Where an attribute of this kind may stand several times, k6 shows the first; of common names the last. */
export function issuerOf(name: Der | undefined): Issuer {
  const names = attributesOf(name);
  return {
    commonName: allOf(names, '2.5.4.3').at(-1) ?? '',
    country: allOf(names, '2.5.4.6')[0] ?? '',
    stateOrProvinceName: allOf(names, '2.5.4.8')[0] ?? '',
    localityName: allOf(names, '2.5.4.7')[0] ?? '',
    organizationName: allOf(names, '2.5.4.10')[0] ?? '',
    names,
  };
}

/** Has more than an issuer, in k6's order. */
export function subjectOf(name: Der | undefined): Subject {
  const { names, commonName, country, stateOrProvinceName, localityName, organizationName } = issuerOf(name);
  return {
    commonName,
    country,
    postalCode: allOf(names, '2.5.4.17')[0] ?? '',
    stateOrProvinceName,
    localityName,
    streetAddress: allOf(names, '2.5.4.9')[0] ?? '',
    organizationName,
    organizationalUnitName: allOf(names, '2.5.4.11'),
    names,
  };
}

const allOf = (names: readonly Attribute[], oid: string): string[] =>
  names.filter(({ type }) => type === oid).map(({ value }) => value);

/** A name is a sequence of sets of attributes. */
const attributesOf = (name: Der | undefined): Attribute[] =>
  partsOf(name, TAG.sequence).flatMap((set) => partsOf(set, TAG.set).map(attributeOf));

function attributeOf(attribute: Der): Attribute {
  const [type, value] = partsOf(attribute, TAG.sequence);
  if (type?.tag !== TAG.oid) throw malformed('invalid RDNSequence: invalid attribute type');
  const text = value && stringOf(value);
  if (text === undefined) throw malformed('invalid RDNSequence: invalid attribute value');
  return { type: oidOf(type), value: text };
}
