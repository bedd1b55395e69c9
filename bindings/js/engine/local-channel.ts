import type { OpenChannel } from './channel.js';
import { nextTask } from '../host/next-task.js';
import { serveEngine } from './serve-engine.js';

/** Opens an engine on the calling thread. Each call is a separate task, so that a page stays responsive. */
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
