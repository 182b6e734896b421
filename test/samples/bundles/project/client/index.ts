export * from './api.js';
export { default as Auth } from './auth.js';
export { retry as again } from './retry.js';
export { tracing } from './tracing.js';
