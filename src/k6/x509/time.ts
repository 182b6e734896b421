import { type Der, TAG } from './der.js';
import { malformed } from './malformed.js';

const TIME = /^(\d{2,4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;

/** `YYMMDDhhmmssZ`, or the same with four digits for the year, as `YYYY-MM-DDThh:mm:ssZ`. */
export function timeOf({ tag, content }: Der): string {
  const [, year, month, day, hour, minute, second] = TIME.exec(content.toString('latin1')) ?? [];
  if (year === undefined || year.length !== YEAR_DIGITS[tag]) throw malformed('malformed validity');
  return `${century(year)}${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

const YEAR_DIGITS: Readonly<Record<number, number>> = { [TAG.utcTime]: 2, [TAG.generalizedTime]: 4 };

/** Two digits stand for the years from 1950 on. */
function century(year: string): string {
  if (year.length === 4) return '';
  return Number(year) < 50 ? '20' : '19';
}
