// Whatever sites are imported and whoever is forgotten: no byte of the ledger or a snapshot names anybody, and a restart changes nothing.

import fc from "fast-check";
import { expect, test } from "vitest";
import { postId, workerId } from "../../domain/ids.ts";
import { isForgotten } from "../../domain/workers.ts";
import { createTempFolder } from "../kit/temp-folder.ts";
import { tries } from "../kit/tries.ts";
import { worker } from "../kit/world.ts";
import { boardOf, bytesIn, type Face, importSite, siteOf, withStore } from "./sealing-kit.ts";

/** Signs that stand nowhere else in the store: what is found was somebody's. */
const face = fc.record({
  name: fc.stringMatching(/^[㐀-䶵]{2,6}$/),
  number: fc.stringMatching(/^№[0-9]{4,10}$/),
  badge: fc.stringMatching(/^¶[0-9a-f]{8,32}$/),
});
/** w0 to w7 stand on rosters and are always there; who comes, leaves and comes again is from w8 on. */
const crowd = fc.array(face, { minLength: 12, maxLength: 12 });
const comings = fc.uniqueArray(fc.integer({ min: 8, max: 11 }), { maxLength: 4 });

type Step =
  | { readonly do: "import"; readonly faces: readonly Face[]; readonly who: readonly number[] }
  | { readonly do: "forget"; readonly who: number }
  | { readonly do: "countersign"; readonly certificate: string; readonly reason: string }
  | { readonly do: "snapshot" }
  | { readonly do: "restart" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("import"), faces: crowd, who: comings }),
  fc.record({ do: fc.constant("forget"), who: fc.integer({ min: 8, max: 11 }) }),
  fc.record({
    do: fc.constant("countersign"),
    certificate: fc.stringMatching(/^№[0-9]{4,10}$/),
    reason: fc.stringMatching(/^[㐀-䶵]{2,6}$/),
  }),
  fc.record({ do: fc.constant("snapshot") }),
  fc.record({ do: fc.constant("restart") }),
);

test("[ORG-2] nobody's name, number, badge or certificate lies in the ledger or a snapshot; after any restart the board is the same", async () => {
  await fc.assert(
    fc.asyncProperty(crowd, fc.array(step, { minLength: 1, maxLength: 12 }), async (first, steps) => {
      const folder = await createTempFolder();
      const secrets = new Set<string>();
      const forgotten = new Set<number>();
      const there = (faces: readonly Face[], who: readonly number[]) => {
        const people = new Map(
          faces.flatMap((one, n) => (n < 8 || who.includes(n) ? [[n, unique(one, n)] as const] : [])),
        );
        for (const [n, { name, number, badge }] of people) {
          for (const text of [name, number, badge]) secrets.add(text);
          forgotten.delete(n);
        }
        return importSite(siteOf(people));
      };
      let before = new Map<string, unknown>();
      let head = 0;

      const run = async (todo: readonly Step[]): Promise<readonly Step[]> =>
        withStore(folder, async ({ store, act, forget, snapshot }) => {
          expect(store.ledger.head).toBe(head);
          if (head > 0) expect(boardOf(store.projection)).toEqual(before);
          else expect(await act(there(first, [8, 9, 10, 11]))).toMatchObject({ kind: "ok" });
          let left = todo;
          for (let [one] = left; one !== undefined; [one] = left) {
            left = left.slice(1);
            if (one.do === "restart") break;
            if (one.do === "snapshot") await snapshot();
            if (one.do === "import") expect(await act(there(one.faces, one.who))).toMatchObject({ kind: "ok" });
            if (one.do === "forget") {
              expect(await forget(`w${one.who}`)).toMatchObject({ kind: "ok" });
              forgotten.add(one.who);
              expect(store.people.of(workerId(`w${one.who}`))).toBeUndefined();
            }
            if (one.do === "countersign") {
              secrets.add(one.certificate).add(one.reason);
              const certificate = { name: "信号工证", number: one.certificate };
              const signed = { worker: workerId("w1"), roles: ["foreman"], reason: one.reason, certificate } as const;
              await act({ type: "SignOn", post: postId("p0"), briefing: ["b1"] }, worker(7), signed);
              await act({ type: "SignOff", post: postId("p0") }, worker(7));
            }
          }
          for (const n of forgotten) {
            const known = store.projection.board.get("worker", `w${n}`);
            expect(known === undefined || isForgotten(known)).toBe(true);
          }
          before = new Map(boardOf(store.projection));
          head = store.ledger.head;
          return left;
        });
      let left: readonly Step[] = [...steps, { do: "restart" }, { do: "restart" }];
      while (left.length > 0) left = await run(left);

      const bytes = await bytesIn(folder, "ledger", "snapshots");
      expect(bytes).toContain("SiteImported");
      for (const secret of secrets) expect(bytes.includes(secret), secret).toBe(false);
      const all = await bytesIn(folder, "");
      for (const secret of secrets) expect(all.includes(secret), secret).toBe(false);
    }),
    { numRuns: tries(40) },
  );
});

/** Numbers and badges are nobody else's. */
const unique = (one: Face, n: number): Face => ({ ...one, number: `${one.number}-${n}`, badge: `${one.badge}-${n}` });
