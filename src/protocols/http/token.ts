/** What a method, a header's name and a cookie's name are made of (RFC 9110), for use in a larger expression. */
export const TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";

const WHOLE = new RegExp(`^${TOKEN}$`);

export const isToken = (text: string): boolean => WHOLE.test(text);
