/** Whether a word of the command line is an address that can be loaded without a script. */
export const isLoadAddress = (word: string): boolean => /^https?:\/\//i.test(word);

/** What `localhost:3000/x` is meant for; undefined for words that are no host and port. */
export const addressMeant = (word: string): string | undefined =>
  /^[\w.-]+:\d+([/?].*)?$/.test(word) ? `http://${word}` : undefined;
