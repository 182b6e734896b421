import type { Conversation, ServerSocket } from './server-socket.js';

/** Rooms by name; each is there while somebody is in it. Who comes and what is said is told to all in it, the speaker included. */
export class ChatRooms {
  readonly #rooms = new Map<string, Set<ServerSocket>>();

  enter(name: string, user: string, socket: ServerSocket): Conversation {
    const room = this.#rooms.get(name) ?? new Set();
    this.#rooms.set(name, room);
    room.add(socket);
    tell(room, { type: 'joined', user, members: room.size });
    return {
      text: (text) => tell(room, { type: 'said', user, text }),
      left: () => {
        room.delete(socket);
        if (room.size === 0) this.#rooms.delete(name);
      },
    };
  }
}

function tell(room: ReadonlySet<ServerSocket>, message: object): void {
  const text = JSON.stringify(message);
  for (const socket of room) socket.sendText(text);
}
