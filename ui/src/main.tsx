// The start, kept small: the first questions, the words and the page itself come side by side.
import "virtual:skins.css";
import "./frame/base.css";
import "./frame/frame.css";
import "./parts/parts.css";
import { askAhead } from "./api/ahead";
import { recall } from "./frame/memory";
import { catalogues, startLanguage } from "./words/languages";

const language = startLanguage(recall<string>("language"));
askAhead(language);
void catalogues[language]();
void import("./page");
