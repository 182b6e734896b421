// A module of plain functions.
import type { MakeModule } from '../../../src/k6/context.js';

const exports = { double: (value: unknown): number => 2 * Number(value) };

export const makePlain: MakeModule = () => exports;
