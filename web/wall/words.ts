// The wall's words by language.

import { defineWords } from "../lib/i18n/words.ts";
import { en } from "./words-en.ts";
import { zh } from "./words-zh.ts";

export const wallWords = defineWords(zh, en);
