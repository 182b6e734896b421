/** Thrown while the head of a response is read; the message is the reason as Go words it. */
export class HeadFault extends Error {}
