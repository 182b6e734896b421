import type { Api } from '../client/index.js';

export class User {
  readonly name: string;
  readonly admin?: boolean;
  constructor(name: string, { admin = false }: { admin?: boolean } = {}) {
    this.name = name;
    if (admin) this.admin = admin;
  }
  can?(what: string, api: Api): string {
    return `${this.name} may ${api.path(what)}`;
  }
  toString(): string {
    return `User ${this.name}`;
  }
}
export const guest = new User('guest');
