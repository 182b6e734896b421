// Init code that waits.
import http from 'k6/http';
const value = await Promise.resolve('waited');
const later = await new Promise((resolve) => setTimeout(() => resolve('timer'), 1));
export default function () {
  return [value, later, http.get(`http://sut/${value}`).url];
}
