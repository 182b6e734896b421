/** What a connection tells who opened it. */
export interface ConnectionListener {
  /** It takes no further streams. May be told more than once. */
  retired(): void;
  /** The socket is gone, and so are all streams. */
  closed(): void;
}
