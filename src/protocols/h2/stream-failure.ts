/** Why a stream has ended before its response was complete. Codes are those of RFC 9113, section 7. */
export type StreamFailure =
  /** The other side has reset it. */
  | { readonly kind: 'reset'; readonly code: number }
  /** What the other side has sent on it breaks the protocol; it has been reset. */
  | { readonly kind: 'fault'; readonly code: number }
  /** The other side will not look at it: it is going away. `first`: nor at anything else on this connection. */
  | { readonly kind: 'unprocessed'; readonly code: number; readonly first: boolean }
  /** The connection has ended behind a GOAWAY with this code. */
  | { readonly kind: 'goAway'; readonly code: number }
  /** What the other side has sent breaks the protocol of the whole connection, which has been ended. */
  | { readonly kind: 'connection'; readonly code: number }
  /** What came cannot be read. */
  | { readonly kind: 'unreadable'; readonly text: string }
  /** The connection broke, or simply ended. */
  | { readonly kind: 'lost'; readonly error: Error | undefined };
