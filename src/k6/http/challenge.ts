import { digestAuthorization } from '../../protocols/http/digest.js';
import type { Exchange, HttpRequest } from '../../protocols/http/exchange.js';
import { ntlmAuthenticate, ntlmNegotiate } from '../../protocols/http/ntlm.js';
import { ExpectedStatuses } from './expected-statuses.js';
import { withHeader } from './hops.js';
import type { RequestPlan } from './request-plan.js';
import { headerValues } from './response-fields.js';

const UNAUTHORIZED = 401;
const UNAUTHORIZED_EXPECTED = new ExpectedStatuses([[UNAUTHORIZED, UNAUTHORIZED]]);

/** The next request of a handshake; undefined when the exchange is its end, or there is none. */
export function answerChallenge(plan: RequestPlan, exchange: Exchange, rounds: number): HttpRequest | undefined {
  if (exchange.failure !== null || exchange.status !== UNAUTHORIZED) return undefined;
  const { username, password } = plan.url;
  if (plan.auth === 'digest' && rounds === 0) {
    const value = digestAuthorization(headerValues(exchange, 'Www-Authenticate'), exchange.request, username, password);
    return value === undefined ? undefined : withHeader(exchange.request, 'Authorization', value);
  }
  if (plan.auth !== 'ntlm') return undefined;
  const challenges = headerValues(exchange, 'Www-Authenticate');
  const scheme = challenges.some((text) => /^NTLM\b/i.test(text)) ? 'NTLM' : 'Negotiate';
  const challenge = challenges.find((text) => new RegExp(`^${scheme}\\b`, 'i').test(text));
  if (challenge === undefined) return undefined;
  if (rounds === 0) return withHeader(exchange.request, 'Authorization', `${scheme} ${ntlmNegotiate()}`);
  const token = challenge.slice(scheme.length).trim();
  if (rounds > 1 || token === '') return undefined;
  return withHeader(exchange.request, 'Authorization', `${scheme} ${ntlmAuthenticate(token, username, password)}`);
}

/** The first answers of a handshake are failures by status and not by meaning; k6 counts them as expected. */
export function expectedOf({ auth, expected }: RequestPlan, rounds: number): ExpectedStatuses | null {
  if (expected === null || auth === '' || auth === 'basic') return expected;
  if (auth === 'digest') return rounds === 0 ? UNAUTHORIZED_EXPECTED : expected;
  return rounds < 2 ? expected.and(UNAUTHORIZED) : expected;
}
