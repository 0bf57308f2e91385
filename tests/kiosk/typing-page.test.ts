// The page on which one writes in his own words: keys, a real keyboard, badges and the clock; who asks the word list, and leaves of words. [POST-5]

import { describe, expect, test } from "vitest";
import { postId, workerId } from "../../domain/ids.ts";
import { present } from "../../domain/present.ts";
import type { Records } from "../../domain/records.ts";
import { type Answer, type Asked, createAnswering } from "../../kiosk/input/answering.ts";
import { keysOf } from "../../kiosk/input/boards.ts";
import { cellsInRow, leavesOf } from "../../kiosk/input/candidate-leaves.ts";
import { nothing, type Offer } from "../../kiosk/input/pinyin.ts";
import { siteTerms } from "../../kiosk/input/site-terms.ts";
import { createSpeller, type OpenPort, restsFor } from "../../kiosk/input/speller.ts";
import { type Board, begin, typed } from "../../kiosk/input/typing.ts";
import type { HandoverPage, Page } from "../../kiosk/pages.ts";
import type { Person } from "../../kiosk/person.ts";
import { advance, type Session, wiped } from "../../kiosk/session.ts";
import { idleAfter, warnFor } from "../../kiosk/stays.ts";
import { boardFixture, plainScene } from "../kit/board-fixture.ts";

const wang: Person = { kind: "badge", badge: "SW-00817" };
const of: HandoverPage = {
  at: "handover",
  person: wang,
  post: postId("p1"),
  notes: ["weather"],
  words: "",
  incoming: { state: "awaited" },
};
const words: Page = { at: "words", person: wang, of, typing: begin(), typed, board: "nine" };
const at = (page: Page): Session => ({ ...wiped(0, 0), page, touchedAt: 0, pageSince: 0 });
const keyed = (session: Session, keys: string): Session =>
  [...keys].reduce((now, digit) => advance(now, { type: "digit", digit, now: 10 }).session, session);

describe("[POST-5] writing at a hand-over", () => {
  test("a real keyboard's keys are the board's; erasing takes back, 返回 leaves the words as they were", () => {
    const now = keyed(at(words), "ERH");
    expect(now.page).toMatchObject({ typing: { text: "", keys: "erh" } });
    const erased = advance(now, { type: "erase", now: 20 }).session;
    expect(erased.page).toMatchObject({ typing: { keys: "er" } });
    expect(advance(erased, { type: "back", now: 30 }).session.page).toEqual(of);
  });

  test("the next badge is the incoming person's, as on the page he came from, and not a key is lost by it", () => {
    const now = keyed(at(words), "37");
    const asked = advance(now, { type: "badge", code: "SW-00901", now: 20 });
    expect(asked.effects).toEqual([{ kind: "incoming", badge: "SW-00901", turn: asked.session.turn }]);
    const incoming = { state: "here", person: { kind: "badge", badge: "SW-00901" }, name: "刘*芳" } as const;
    const here = advance(asked.session, { type: "incoming", turn: asked.session.turn, incoming, now: 30 }).session;
    expect(here.page).toEqual({ ...words, of: { ...of, incoming }, typing: { ...begin(), keys: "37" } });
    const own = advance(now, { type: "badge", code: "SW-00817", now: 20 });
    expect([own.effects, own.session.page]).toMatchObject([[], { of: { incoming: { why: "self" } } }]);
  });

  test("[SCR-2] a key is a touch; left alone, what was typed and what was chosen is wiped", () => {
    const chosen: Page = { ...words, typing: { text: "护栏", keys: "37", chosen: ["护栏"] } };
    const now = advance({ ...at(chosen), touchedAt: 0 }, { type: "digit", digit: "4", now: idleAfter - 1 }).session;
    expect(advance(now, { type: "tick", now: idleAfter }).session.warnedAt).toBeUndefined();
    const warned = advance(now, { type: "tick", now: 2 * idleAfter }).session;
    expect(warned.warnedAt).toBeDefined();
    // Under the warning nothing is typed.
    expect(keyed(warned, "5").page).toEqual(warned.page);
    const gone = advance(warned, { type: "tick", now: 2 * idleAfter + warnFor }).session;
    expect(gone.page).toEqual({ at: "idle" });
    expect(JSON.stringify(gone)).not.toContain("护栏");
    expect(advance(now, { type: "exit", now: idleAfter }).session.page).toEqual({ at: "idle" });
  });
});

const offerOf = (text: string): Offer => ({ ...nothing, candidates: [{ text, used: 1 }] });
const question = (keys: string) => ({ keys, chosen: [], terms: "" });

describe("who asks the word list", () => {
  const open = () => {
    const ports: { readonly asked: Asked[]; readonly hear: (answer: Answer) => void; closed: boolean }[] = [];
    const port: OpenPort = (hear) => {
      const asked: Asked[] = [];
      const one = { asked, hear, closed: false };
      ports.push(one);
      return {
        post: (question) => asked.push(question),
        close: () => {
          one.closed = true;
        },
      };
    };
    const waits: { readonly ms: number; readonly run: () => void; called: boolean }[] = [];
    const wait = (ms: number, run: () => void) => {
      const one = { ms, run, called: true };
      waits.push(one);
      return () => {
        one.called = false;
      };
    };
    return { ports, waits, speller: createSpeller(port, wait) };
  };

  test("one worker for all questions; an answer to an older one is nobody's", () => {
    const { ports, speller } = open();
    speller.warm();
    const heard: (Offer | undefined)[] = [];
    speller.ask(question("3"), (offer) => heard.push(offer));
    speller.ask(question("37"), (offer) => heard.push(offer));
    expect([ports.length, ports[0]?.asked.map(({ n }) => n)]).toEqual([1, [1, 2]]);
    ports[0]?.hear({ kind: "offer", n: 1, offer: offerOf("旧") });
    expect(heard).toEqual([]);
    ports[0]?.hear({ kind: "offer", n: 2, offer: offerOf("新") });
    expect(heard).toEqual([offerOf("新")]);
  });

  test("where the list cannot be had it is said, the worker is let go, and the next question tries another", () => {
    const { ports, speller } = open();
    const heard: (Offer | undefined)[] = [];
    speller.ask(question("3"), (offer) => heard.push(offer));
    ports[0]?.hear({ kind: "missing" });
    expect([heard, ports[0]?.closed]).toEqual([[undefined], true]);
    speller.ask(question("3"), (offer) => heard.push(offer));
    ports[1]?.hear({ kind: "offer", n: 2, offer: offerOf("有") });
    expect(heard).toEqual([undefined, offerOf("有")]);
  });

  test("who goes takes it with him: the worker ends, and nobody hears its answer", () => {
    const { ports, speller } = open();
    speller.close();
    expect(ports).toEqual([]);
    const heard: (Offer | undefined)[] = [];
    speller.ask(question("3"), (offer) => heard.push(offer));
    speller.close();
    ports[0]?.hear({ kind: "offer", n: 1, offer: offerOf("旧") });
    expect([heard, ports[0]?.closed]).toEqual([[], true]);
  });

  test("who goes is answered no more; the next finds the list read; when nobody comes it is let go", () => {
    const { ports, waits, speller } = open();
    speller.rest();
    expect([ports, waits]).toEqual([[], []]);
    const heard: (Offer | undefined)[] = [];
    speller.ask(question("3"), (offer) => heard.push(offer));
    speller.rest();
    ports[0]?.hear({ kind: "offer", n: 1, offer: offerOf("旧") });
    expect([heard, ports[0]?.closed]).toEqual([[], false]);

    speller.ask(question("4"), (offer) => heard.push(offer));
    expect([ports.length, waits[0]?.called]).toEqual([1, false]);
    ports[0]?.hear({ kind: "offer", n: ports[0].asked.at(-1)?.n ?? 0, offer: offerOf("新") });
    expect(heard).toEqual([offerOf("新")]);
    // What is asked bears nothing of whoever was here before.
    expect(ports[0]?.asked.at(-1)?.question.chosen).toEqual([]);

    speller.rest();
    expect(waits[1]).toMatchObject({ ms: restsFor, called: true });
    waits[1]?.run();
    expect(ports[0]?.closed).toBe(true);
    speller.ask(question("5"), (offer) => heard.push(offer));
    expect(ports).toHaveLength(2);
  });

  test("keys that came before the list was there are answered when it is, the latest alone, with the site's names", async () => {
    let give = (_: string | undefined): void => {};
    const said: Answer[] = [];
    const ask = createAnswering(
      new Promise<string | undefined>((resolve) => {
        give = resolve;
      }),
      (answer) => said.push(answer),
    );
    ask({ n: 1, question: question("j") });
    ask({ n: 2, question: { keys: "jk", chosen: [], terms: "井口" } });
    expect(said).toEqual([]);
    give("jing\tN井\nkou\tN口\njing kou\tA经扣\n");
    await Promise.resolve();
    expect(said).toMatchObject([{ n: 2, offer: { candidates: [{ text: "井口" }, { text: "经扣" }, { text: "井" }] } }]);
    ask({ n: 3, question: question("k") });
    expect(said.at(1)).toMatchObject({ n: 3, offer: { candidates: [{ text: "口" }] } });
  });

  test("a list that could not be had is told as missing", async () => {
    const said: Answer[] = [];
    createAnswering(Promise.resolve(undefined), (answer) => said.push(answer));
    await Promise.resolve();
    expect(said).toEqual([{ kind: "missing" }]);
  });

  test("the site's names come from the board's posts, units, zones, routes and checkpoints, each once", () => {
    const board = boardFixture(plainScene);
    // A post may bear the name of its unit.
    const twice: Records = {
      get: (kind, id) => board.get(kind, id),
      *all(kind) {
        yield* board.all(kind);
        yield* board.all(kind);
      },
    };
    const names = siteTerms(twice).split("\n");
    for (const { name } of board.all("post")) expect(names).toContain(name);
    for (const { name } of board.all("unit")) expect(names).toContain(name);
    const zones = [...board.all("zone")].map((zone) => present(zone, { kind: "person", worker: workerId("w1") }));
    expect(zones.length).toBeGreaterThan(0);
    for (const zone of zones) {
      expect(names).toContain(zone !== undefined && "name" in zone ? zone.name : "");
      expect(zone).toMatchObject({ ring: [], grid: { cells: [] } });
    }
    const routes = [...board.all("route")];
    expect(routes.flatMap(({ checkpoints }) => checkpoints).length).toBeGreaterThan(0);
    for (const { name, checkpoints } of routes)
      for (const one of [name, ...checkpoints.map((point) => point.name)]) expect(names).toContain(one);
    expect(new Set(names).size).toBe(names.length);
    expect(siteTerms(undefined)).toBe("");
  });
});

describe("leaves and boards", () => {
  const all = (texts: readonly string[]) => texts.map((text) => ({ text, used: 1 }));

  test("seven short words and the key that turns fill two rows; a long one takes more cells, none is lost or cut off its row", () => {
    const texts = ["一", "二", "三", "四", "五", "六", "七", "八"];
    expect(leavesOf(all(texts), { rows: 2, signs: 5 }).map((leaf) => leaf.length)).toEqual([7, 1]);
    const long = ["井", "二号井口通风机", "护栏", "一二三四五六七八九十一二三四五六七八", "水泵", "护栏松动"];
    for (const rows of [1, 2]) {
      const leaves = leavesOf(all(long), { rows, signs: 4 });
      expect(leaves.flat().map(({ candidate }) => candidate.text)).toEqual(long);
      for (const leaf of leaves) {
        const cells = leaf.reduce((sum, { span }) => sum + span, 0);
        expect(cells).toBeLessThan(rows * cellsInRow);
        expect(leaf.length).toBeGreaterThan(0);
      }
    }
    expect(leavesOf([], { rows: 2, signs: 5 })).toEqual([[]]);
  });

  test("each board has every sign that it spells with, one key to erase, one to clear and one that ends", () => {
    const boards: readonly (readonly [Board, string])[] = [
      ["nine", "123456789"],
      ["numbers", "0123456789"],
      ["pinyin", "'abcdefghijklmnopqrstuvwxyz"],
      ["letters", "abcdefghijklmnopqrstuvwxyz"],
    ];
    for (const [board, signs] of boards) {
      const keys = keysOf(board);
      const shown = keys.flatMap((key) => (key.kind === "sign" ? [key.sign] : []));
      expect(shown.toSorted().join("")).toBe([...signs].toSorted().join(""));
      const acts = keys.flatMap((key) => (key.kind === "act" ? [key.act] : []));
      for (const act of ["erase", "clear", "done"] as const) expect(acts.filter((one) => one === act)).toHaveLength(1);
    }
  });
});
