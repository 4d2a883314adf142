// What happens for the viewer while they look elsewhere, told by their system. One way out for the
// window and for browsers; the window tells unless it is switched off, a browser once it is switched on.
import { inWindow, tellDesk } from "../api/door";
import { keep, recall } from "./memory";
import { store } from "./store";

/** Whether it is told, or why it cannot be. */
export type Noticing = "on" | "off" | "refused" | "insecure" | "missing";

export type Told = {
  /** Told twice with the same, as by two pages of one browser, it shows once. */
  key: string;
  title: string;
  body: string;
  /** The page that says the same. */
  path: string;
};

const wanted = "notices";

function found(): Noticing {
  const wants = recall<boolean>(wanted);
  if (inWindow()) return wants === false ? "off" : "on";
  if (!window.isSecureContext) return "insecure";
  if (!("Notification" in window)) return "missing";
  if (Notification.permission === "denied") return "refused";
  return wants && Notification.permission === "granted" ? "on" : "off";
}

const noticing = store<Noticing>("off");

export const useNoticing = noticing.use;

/** Takes what this viewer chose last. */
export const recallNoticing = () => noticing.set(found());

/** Switches it on or off. The browser asks the person, and only after they asked for it here. */
export async function chooseNoticing(on: boolean): Promise<void> {
  keep(wanted, on);
  if (on && !inWindow()) await Notification.requestPermission();
  noticing.set(found());
}

/** Whether the viewer looks at this page: then it says everything itself. */
export const isInFront = () => document.visibilityState === "visible" && document.hasFocus();

/** Tells it; `onOpen` when it is clicked. The window brings itself to the front and names the page. */
export function tell({ key, title, body, path }: Told, onOpen: (path: string) => void): void {
  if (inWindow()) {
    void tellDesk({ title, body, path });
    return;
  }
  try {
    const notice = new Notification(title, { body, tag: key });
    notice.addEventListener("click", () => {
      window.focus();
      notice.close();
      onOpen(path);
    });
  } catch {
    // Some phones only let a page's worker tell.
    noticing.set("missing");
  }
}

/** The name of the event by which the window names the page of a notice that was clicked. */
export const opened = "notice-opened";
