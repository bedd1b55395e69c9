import type { OpenChannel } from './channel.js';
import { nextTask } from './next-task.js';
import { serveEngine } from './serve-engine.js';

/** An engine in place. Each call is a task of its own, so that a page stays alive. */
export const openLocalChannel: OpenChannel = (listener) => {
  let open = true;
  const later = (action: () => void) => nextTask(() => open && action());
  const server = serveEngine((message) => later(() => listener.message(message)));
  return {
    post: (message) => later(() => server.receive(message)),
    hold() {},
    close() {
      open = false;
      server.dispose();
    },
  };
};
