import { sleep } from 'k6';
import { ApiError } from '../errors.js';
import { retry } from './retry.js';

export interface HttpClient {
  get(url: string): { status: number; url: string };
  post(url: string): { status: number; url: string };
  [method: string]: (url: string) => { status: number; url: string };
}

export class Api {
  static readonly version: number = 2;
  private readonly http: HttpClient;
  private readonly base: string;
  calls = 0;

  constructor(http: HttpClient, base = 'http://other') {
    this.http = http;
    this.base = base;
  }
  get(path: string): number {
    return this.send('get', path).status;
  }
  path(path: string): string {
    return this.send('post', `/${path}`).url.slice(this.base.length);
  }
  must(path: string): number {
    try {
      return retry(() => this.get(path), 2);
    } catch (error) {
      throw new ApiError(`${path}: ${(error as Error).message}`, 503);
    }
  }
  private send(method: string, path: string): { status: number; url: string } {
    this.calls += 1;
    sleep(0.001);
    return this.http[method](`${this.base}${path}`);
  }
}
