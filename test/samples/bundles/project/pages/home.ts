import { Page } from './page.js';

export class Home extends Page {
  protected readonly path = '/home';
  override open(): number {
    const first = super.open();
    return first + this.api.get('/static');
  }
  override get title(): string {
    return super.title.toUpperCase();
  }
}
