interface Message {
  readonly type: string;
}

/** What is done with each type of message. A type that nobody handles does not compile. */
export type Handlers<Messages extends Message> = {
  readonly [Type in Messages['type']]: (message: Extract<Messages, { readonly type: Type }>) => void;
};

/** Hands the message to the one who handles its type. */
export function handle<Messages extends Message>(handlers: Handlers<Messages>, message: Messages): void {
  const handler = handlers[message.type as Messages['type']] as (message: Messages) => void;
  handler(message);
}
