import { hostIntrinsics, type Intrinsics } from './intrinsics.js';
import type { KernelVu } from './operation.js';

/** The VU whose code runs on this thread right now, and the builtins of its realm. Set before script code is entered. */
export interface Current<Vu> {
  vu: Vu | null;
  realm: Intrinsics;
}

export const current: Current<KernelVu> = { vu: null, realm: hostIntrinsics };
