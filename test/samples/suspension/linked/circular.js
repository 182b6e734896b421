// Files that import each other: functions are there early, constants only when their file has run.
import { early, fromB, later } from './parts/circular-a.js';

export const hoisted = () => early;
export const afterwards = () => [later(), fromB()];
