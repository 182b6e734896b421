import type { User } from '../models/user.js';
import type { Api } from './api.js';

/** Logs in when the token is first read. */
export default class Auth {
  readonly user: User;
  private readonly api: Api;
  constructor(api: Api, user: User) {
    this.api = api;
    this.user = user;
  }
  get token(): string {
    const value = this.api.path(`login/${this.user.name}`);
    Object.defineProperty(this, 'token', { value });
    return value;
  }
}
