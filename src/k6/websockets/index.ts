import type { MakeModule } from '../context.js';
import { Blob } from '../web/blob.js';
import { WebSocket } from './web-socket.js';

/** `k6/websockets`, and under its older name `k6/experimental/websockets`. */
export const makeWebSockets: MakeModule = () => ({ WebSocket, Blob });
