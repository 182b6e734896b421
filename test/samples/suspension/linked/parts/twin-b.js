import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};
export function login(user, _b) {
  return [b(user), _b, 'b'];
}
export class ApiError extends Error {
  constructor(message) {
    super(b(message));
    this.name = this.constructor.name;
  }
}
export const call = () => b('call b');
