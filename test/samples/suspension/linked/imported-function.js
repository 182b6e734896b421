// A function that a CommonJS file exports, imported as the default of a module; names that only one side knows.

import { sleep } from 'k6';
import http from 'k6/http';
import makeClient from './parts/client.cjs';
import modern, { named as renamed } from './parts/modern.js';
import * as everything from './parts/tools.cjs';
import tools, { twice } from './parts/tools.cjs';

const b = (x) => {
  sleep(0.001);
  return x;
};

export const client = () => makeClient(http).get('/a');
export const exported = () => [twice(b, 1), everything.twice(b, 2), (tools?.twice ?? tools?.default?.twice)(b, 3)];
export const esModules = () => [modern(b), renamed(b)];
export const native = () => everything.get('x');
