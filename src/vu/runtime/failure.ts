// Natives have twins of their own, which need it as well.
export { FAIL, failWith, resumed } from '../../k6/failure.js';
