// Ends of HTTP/2 streams and sessions: `/reset/CODE`, `/goaway/CODE`, `/half/CODE`, `/destroy`.
import type { ServerHttp2Stream } from 'node:http2';

export const H2_FAULTS: Readonly<Record<string, (stream: ServerHttp2Stream, code: number) => void>> = {
  reset: (stream, code) => stream.close(code),
  half: (stream, code) => {
    stream.respond({ ':status': 200, 'content-length': 10 });
    stream.write('half');
    setTimeout(() => stream.close(code), 30);
  },
  goaway: (stream, code) => {
    stream.session?.goaway(code, 0);
    setTimeout(() => stream.session?.destroy(), 30);
  },
  destroy: (stream) => stream.session?.destroy(),
};
