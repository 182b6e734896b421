/** What is wrong with a text of the user, and where: the position counts from 0. */
export class Fault extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
    this.name = 'Fault';
  }

  /** With the place, as people count. */
  describe(text: string): string {
    return `${this.message} (at character ${this.at + 1} of "${text}")`;
  }
}
