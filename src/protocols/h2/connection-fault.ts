/** What the other side has sent breaks the protocol in a way that ends the whole connection. */
export class ConnectionFault extends Error {
  constructor(
    /** What the connection is ended with. */
    readonly code: number,
    message = '',
  ) {
    super(message);
  }
}
