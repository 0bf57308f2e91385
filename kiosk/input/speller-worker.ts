// The worker's entry: it alone holds the word list, so that reading it and searching in it never keep a key waiting.

import wordsUrl from "../../data/words/words.txt?url";
import { type Answer, type Asked, createAnswering } from "./answering.ts";

declare const self: {
  addEventListener: (type: "message", listener: (event: { readonly data: Asked }) => void) => void;
  postMessage: (answer: Answer) => void;
};

const file = fetch(wordsUrl).then(
  (response) => (response.ok ? response.text() : undefined),
  () => undefined,
);
const ask = createAnswering(file, (answer) => self.postMessage(answer));
self.addEventListener("message", (event) => ask(event.data));
