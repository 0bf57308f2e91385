// Reader against fingers: what counts as a badge, and that nothing typed before it keeps the next badge from being read.

import { expect, test } from "vitest";
import { createWedge, type Press } from "../../kiosk/wedge.ts";

const createDesk = () => {
  let now = 0;
  let timer: { at: number; run: () => void } | undefined;
  const scans: string[] = [];
  const keys: string[] = [];
  const wedge = createWedge({
    onScan: (code) => scans.push(code),
    onTorn: () => scans.push("torn"),
    onKey: (key) => keys.push(key),
    wait: (ms, run) => {
      const mine = { at: now + ms, run };
      timer = mine;
      return () => {
        if (timer === mine) timer = undefined;
      };
    },
  });
  const pass = (ms: number): void => {
    now += ms;
    if (timer !== undefined && timer.at <= now) {
      const due = timer;
      timer = undefined;
      due.run();
    }
  };
  const press = (over: Partial<Press>): boolean =>
    wedge.press({
      key: "",
      code: "",
      shiftKey: false,
      ctrlKey: false,
      altKey: false,
      metaKey: false,
      repeat: false,
      timeStamp: now,
      ...over,
    });
  const type = (text: string, every: number): void => {
    for (const sign of text) {
      pass(every);
      press({ key: sign, code: codeOf(sign), shiftKey: /[A-Z]/.test(sign) });
    }
  };
  const enter = (): boolean => press({ key: "Enter", code: "Enter" });
  return { wedge, scans, keys, pass, press, type, enter };
};

const codeOf = (sign: string): string =>
  /\d/.test(sign) ? `Digit${sign}` : /[a-z]/i.test(sign) ? `Key${sign.toUpperCase()}` : sign === "-" ? "Minus" : "";

test("a scan that ends with Enter is read at once, and its Enter presses nothing else", () => {
  const desk = createDesk();
  desk.type("SW-00817", 8);
  desk.pass(8);
  expect(desk.enter()).toBe(true);
  expect(desk.scans).toEqual(["SW-00817"]);
  expect(desk.keys).toEqual([]);
});

test("a scan that ends with Tab or with silence is read too", () => {
  const desk = createDesk();
  desk.type("00817", 8);
  expect(desk.press({ key: "Tab", code: "Tab" })).toBe(true);
  desk.pass(500);
  desk.type("00818", 8);
  desk.pass(199);
  expect(desk.scans).toEqual(["00817"]);
  desk.pass(1);
  expect(desk.scans).toEqual(["00817", "00818"]);
});

test("Enter that comes after silence ended the scan, or twice, presses no key of the page", () => {
  const desk = createDesk();
  desk.type("00817", 8);
  desk.pass(210);
  expect(desk.enter()).toBe(true);
  desk.pass(10);
  expect(desk.enter()).toBe(true);
  desk.pass(1_000);
  expect(desk.enter()).toBe(false);
  expect(desk.scans).toEqual(["00817"]);
});

test("lower case, CapsLock and upper case are the same badge", () => {
  const desk = createDesk();
  for (const text of ["sw-00817", "SW-00817"]) {
    desk.type(text, 8);
    desk.enter();
    desk.pass(500);
  }
  expect(desk.scans).toEqual(["SW-00817", "SW-00817"]);
});

test("an input method that hides every key does not hide the badge", () => {
  const desk = createDesk();
  for (const code of ["KeyS", "KeyW", "Digit0", "Digit8", "Digit1", "Digit7"]) {
    desk.pass(8);
    desk.press({ key: "Process", code });
  }
  desk.enter();
  expect(desk.scans).toEqual(["SW0817"]);
});

test("numpad digits count with NumLock on and off", () => {
  const desk = createDesk();
  for (const [key, code] of [
    ["8", "Numpad8"],
    ["End", "Numpad1"],
    ["Home", "Numpad7"],
    ["Insert", "Numpad0"],
  ] as const) {
    desk.pass(8);
    desk.press({ key, code });
  }
  desk.press({ key: "Enter", code: "NumpadEnter" });
  expect(desk.scans).toEqual(["8170"]);
});

test("a slow typist is no reader: each sign goes to the pad", () => {
  const desk = createDesk();
  desk.type("817204", 140);
  desk.pass(200);
  expect(desk.enter()).toBe(false);
  expect(desk.scans).toEqual([]);
  expect(desk.keys).toEqual(["8", "1", "7", "2", "0", "4"]);
});

test("50 ms between two signs is one scan; 51 ms tears it, and half a badge is nobody's", () => {
  const close = createDesk();
  close.type("00817", 50);
  close.enter();
  expect(close.scans).toEqual(["00817"]);
  const apart = createDesk();
  apart.type("0081", 10);
  apart.type("7", 51);
  apart.type("204", 10);
  apart.enter();
  expect(apart.scans).toEqual([]);
  expect(apart.keys).toEqual([]);
  apart.pass(300);
  apart.type("0081", 10);
  apart.type("7204", 60);
  apart.pass(200);
  expect(apart.scans).toEqual([]);
  apart.type("00817", 10);
  apart.enter();
  expect(apart.scans).toEqual(["00817"]);
});

test("a scan torn after its first signs is nobody's badge; laid down again it is read", () => {
  const desk = createDesk();
  desk.type("SW", 4);
  desk.pass(120);
  desk.type("2041421843", 4);
  desk.enter();
  desk.pass(500);
  expect(desk.scans).toEqual([]);
  desk.type("SW2041421843", 4);
  desk.enter();
  expect(desk.scans).toEqual(["SW2041421843"]);
});

test("[SCR-2] a badge that a busy page heard in two halves is nobody's: the first half is taken back, the second opens nothing", () => {
  const desk = createDesk();
  desk.type("00817", 8);
  // The page hears nothing for a while; the reader typed on.
  desk.pass(300);
  for (const [n, sign] of [..."204777"].entries())
    desk.press({ key: sign, code: codeOf(sign), timeStamp: 40 + (n + 1) * 8 });
  expect(desk.press({ key: "Enter", code: "Enter", timeStamp: 96 })).toBe(true);
  expect(desk.scans).toEqual(["00817", "torn"]);
  expect(desk.keys).toEqual([]);
  desk.pass(500);
  desk.type("00817204777", 8);
  desk.enter();
  expect(desk.scans).toEqual(["00817", "torn", "00817204777"]);
});

test("[SCR-2] a second badge soon after one that silence ended takes nothing back", () => {
  const desk = createDesk();
  desk.type("00817", 8);
  desk.pass(300);
  desk.type("00818", 8);
  desk.enter();
  expect(desk.scans).toEqual(["00817", "00818"]);
});

test("three fast signs are fingers, not a badge", () => {
  const desk = createDesk();
  desk.type("817", 10);
  desk.pass(100);
  expect(desk.scans).toEqual([]);
  expect(desk.keys).toEqual(["8", "1", "7"]);
});

test("what takes longer than a second in all is no scan", () => {
  const desk = createDesk();
  desk.type("0123456789012345678901234", 45);
  desk.enter();
  expect(desk.scans).toEqual([]);
});

test("more than 64 signs are two readers or a leaning elbow, and are thrown away", () => {
  const desk = createDesk();
  desk.type("8".repeat(65), 5);
  desk.enter();
  desk.pass(500);
  desk.type("00817", 8);
  desk.enter();
  expect(desk.scans).toEqual(["00817"]);
});

test("a sign's link may be longer than a badge and take longer; not endless", () => {
  const desk = createDesk();
  const link = `https://192.168.100.18:8080/scan?c=r-birch-north-long-route.birch-north-checkpoint-12`;
  desk.type(link, 20);
  desk.enter();
  expect(desk.scans).toEqual([link.toUpperCase()]);
  desk.pass(500);
  desk.type(`${link}${"x".repeat(200)}`, 2);
  desk.enter();
  expect(desk.scans).toHaveLength(1);
});

test("a key held down repeats, and is neither a badge nor a PIN", () => {
  const desk = createDesk();
  desk.type("5", 8);
  for (let n = 0; n < 30; n++) {
    desk.pass(33);
    expect(desk.press({ key: "5", code: "Digit5", repeat: true })).toBe(true);
  }
  desk.pass(100);
  expect(desk.scans).toEqual([]);
  expect(desk.keys).toEqual(["5"]);
});

test("wrong, then right: a half-read badge never blocks the next one", () => {
  const desk = createDesk();
  desk.type("0Z", 8);
  desk.pass(400);
  desk.type("SW-00817", 8);
  desk.enter();
  desk.pass(10);
  desk.enter();
  desk.pass(50);
  desk.type("SW-00818", 8);
  desk.enter();
  expect(desk.scans).toEqual(["SW-00817", "SW-00818"]);
});

test("while a PIN is being typed, a badge is still a badge and its signs stay out of the PIN", () => {
  const desk = createDesk();
  desk.type("817", 180);
  desk.pass(300);
  desk.type("SW-00817", 8);
  desk.enter();
  desk.pass(300);
  desk.type("204", 180);
  desk.pass(100);
  expect(desk.scans).toEqual(["SW-00817"]);
  expect(desk.keys).toEqual(["8", "1", "7", "2", "0", "4"]);
});

test("garbage between: shift, function keys and shortcuts neither break a scan nor join it", () => {
  const desk = createDesk();
  desk.type("SW", 8);
  expect(desk.press({ key: "Shift", code: "ShiftLeft", shiftKey: true })).toBe(false);
  expect(desk.press({ key: "F5", code: "F5" })).toBe(false);
  expect(desk.press({ key: "a", code: "KeyA", ctrlKey: true })).toBe(false);
  desk.type("00817", 8);
  desk.enter();
  expect(desk.scans).toEqual(["SW00817"]);
});

test("Backspace is a key of the pad, and ends what was begun", () => {
  const desk = createDesk();
  desk.type("8", 8);
  expect(desk.press({ key: "Backspace", code: "Backspace" })).toBe(true);
  expect(desk.keys).toEqual(["8", "Backspace"]);
});
