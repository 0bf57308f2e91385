// Asks the worker that holds the word list what keys may mean; it begins when first wanted, stays for who comes soon after, and ends when nobody does.

import wordsUrl from "../../data/words/words.txt?url";
import type { Answer, Asked, Question } from "./answering.ts";
import type { Offer } from "./pinyin.ts";
import workerUrl from "./speller-worker.ts?worker&url";

export type Speller = {
  /** Begins to read the list, before anybody types. */
  readonly warm: () => void;
  /** Answers the latest question only; undefined: the list cannot be had now. */
  readonly ask: (question: Question, answered: (offer: Offer | undefined) => void) => void;
  /** Whoever stood here has gone: nobody hears an answer to him. The list stays for a while, and nothing else. */
  readonly rest: () => void;
  readonly close: () => void;
};

/** How long a list that nobody asks stays in memory: the next of a queue finds it read, a quiet night has the memory back, ms. */
export const restsFor = 10 * 60_000;

/** A worker as far as it is used here. */
export type Port = { readonly post: (asked: Asked) => void; readonly close: () => void };
export type OpenPort = (heard: (answer: Answer) => void, failed: () => void) => Port;

export const createSpeller = (open: OpenPort, wait: (ms: number, run: () => void) => () => void): Speller => {
  let unrest = (): void => {};
  let port: Port | undefined;
  let n = 0;
  let answered: ((offer: Offer | undefined) => void) | undefined;
  const give = (offer: Offer | undefined): void => {
    const to = answered;
    answered = undefined;
    to?.(offer);
  };
  /** The next question tries another. */
  const drop = (): void => {
    port?.close();
    port = undefined;
    give(undefined);
  };
  const opened = (): Port => {
    unrest();
    port ??= open((answer) => {
      if (answer.kind === "missing") drop();
      else if (answer.n === n) give(answer.offer);
    }, drop);
    return port;
  };
  return {
    warm: () => void opened(),
    ask: (question, then) => {
      n += 1;
      answered = then;
      opened().post({ n, question });
    },
    rest: () => {
      answered = undefined;
      n += 1;
      unrest();
      if (port !== undefined) unrest = wait(restsFor, drop);
    },
    close: () => {
      answered = undefined;
      unrest();
      drop();
    },
  };
};

const openWorker: OpenPort = (heard, failed) => {
  const worker = new Worker(workerUrl, { type: "module" });
  worker.addEventListener("message", (event: MessageEvent<Answer>) => heard(event.data));
  worker.addEventListener("error", failed);
  return { post: (asked) => worker.postMessage(asked), close: () => worker.terminate() };
};

export const openSpeller = (): Speller =>
  createSpeller(openWorker, (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  });

/** Where no service worker keeps the files: into the browser's own store while there is a line. */
export const keepFiles = async (): Promise<void> => {
  await Promise.allSettled([workerUrl, wordsUrl].map(async (url) => (await fetch(url)).arrayBuffer()));
};
