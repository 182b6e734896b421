import { httpExchange } from './http/own-exchange.js';
import type { OwnExchange } from './own-exchange.js';

/** Which modules exchange something with themselves before a test, by the specifier that scripts import. */
export const ownExchanges: Readonly<Record<string, OwnExchange>> = {
  'k6/http': httpExchange,
};
