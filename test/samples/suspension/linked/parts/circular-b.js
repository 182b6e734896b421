import { CONSTANT, hoisted, Late } from './circular-a.js';

const nameOf = (run) => {
  try {
    return run();
  } catch (error) {
    return error.constructor.name;
  }
};
// The other file has not run yet: its functions are there, its constants and classes are not.
export const readEarly = [nameOf(() => typeof hoisted), nameOf(() => CONSTANT), nameOf(() => new Late())];
export const ask = (x) => [hoisted(x), CONSTANT, new Late().m()];
