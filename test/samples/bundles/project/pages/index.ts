export { Cart } from './cart.js';
export { Home } from './home.js';
export { Page } from './page.js';
