import { STATUS_CODES } from 'node:http';

/** Reason phrases where Go and Node disagree. */
const GO_REASONS: Readonly<Record<number, string>> = {
  413: 'Request Entity Too Large',
  414: 'Request URI Too Long',
  416: 'Requested Range Not Satisfiable',
  418: "I'm a teapot",
  509: '',
};

/** The reason phrase of a status for a protocol that has none of its own. */
export const reasonOf = (status: number): string => GO_REASONS[status] ?? STATUS_CODES[status] ?? '';
