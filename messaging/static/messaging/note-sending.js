/** Waits a little for what becomes of a note that was handed to the outbox. */

import { outbox } from "messaging/session";

const PATIENCE = 2_500; // after that the timeline shows the entry as it waits

/** The operation that the server refused, or null when it was taken or still waits. @param {string} id @returns {Promise<any>} */
export function refusedOf(id) {
  return new Promise((resolve) => {
    const look = () => {
      const operation = outbox.operations.find((one) => one.id === id);
      if (!operation) resolve(null);
      else if (operation.state === "parked") resolve(operation);
    };
    outbox.addEventListener("changed", look);
    setTimeout(() => resolve(null), PATIENCE);
    look();
  });
}
