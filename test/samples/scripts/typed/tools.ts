import http from 'k6/http';
export const load = (path: string): string => http.get(`http://sut/${path}`).url;
export const double = (n: number): number => n * 2;
export default load;
