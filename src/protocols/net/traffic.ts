/** Bytes of a VU's sockets. Protocol clients add to them; the VU reports them and starts again from 0. */
export interface Traffic {
  sent: number;
  received: number;
}
