declare module "virtual:skins.css";

interface Window {
  /** The system's language, said by the desktop window; empty when it has none. */
  systemLanguage?: string;
}
