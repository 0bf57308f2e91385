// The desk's HTTP doors: what each kind of answer becomes, and that none of them is taken for another.

import { describe, expect, test } from "vitest";
import { createDoors } from "../../web/desk/doors.ts";

const answering = (status: number, body: string) => {
  const asked: { path: string; init: RequestInit | undefined }[] = [];
  const doors = createDoors(
    (path, init) => {
      asked.push({ path: String(path), init });
      return Promise.resolve(new Response(body, { status }));
    },
    () => "en",
  );
  return { doors, asked };
};

describe("answers", () => {
  test("a person is read, with what he may do only where the server says so", async () => {
    const me = { login: "zhou", name: "周长安", role: "duty-officer", unit: "co", rehearsal: true };
    expect(await answering(200, JSON.stringify(me)).doors.me()).toEqual({ kind: "ok", value: me });
  });

  test("a refusal keeps its code and params", async () => {
    const body = { kind: "refused", refusal: { code: "locked", params: { seconds: 30 } }, message: "…" };
    expect(await answering(429, JSON.stringify(body)).doors.signIn("a", "b")).toEqual({
      kind: "refused",
      refusal: { code: "locked", params: { seconds: 30 } },
      rows: [],
    });
  });

  test("[ORG-4] a refused site brings its wrong rows", async () => {
    const row = { file: "posts.csv", row: 12, column: "unit", zh: "没有这个单位", en: "no such unit" };
    const body = { kind: "refused", refusal: { code: "import_rows", params: { count: 1 } }, rows: [row] };
    const answer = await answering(409, JSON.stringify(body)).doors.sendSite([]);
    expect(answer).toMatchObject({ kind: "refused", rows: [row] });
  });

  test.each([
    [413, "too big", "too-large"],
    [502, "<html>", "unreachable"],
    [200, "<html>", "not-understood"],
    [200, '{"pin":7}', "not-understood"],
    [409, '{"refusal":{"code":"made_up"}}', "not-understood"],
  ])("status %i with %s is %s", async (status, body, kind) => {
    expect(await answering(status, body).doors.issuePin("w1")).toEqual({ kind });
  });

  test("a dead line is not an answer", async () => {
    const doors = createDoors(
      () => Promise.reject(new TypeError("fetch failed")),
      () => "en",
    );
    expect(await doors.me()).toEqual({ kind: "unreachable" });
  });
});

test("[PAT-2] tracks go with the one datum that was said, and without a patrol where there is none", async () => {
  const { doors, asked } = answering(500, "");
  const files = ["山 路.gpx", "南线.kml"].map((name) => new File(["<gpx/>"], name));
  await doors.sendTracks({ files, datum: "gcj02", profile: "ride", unit: "st1", patrol: undefined });
  const url = new URL(asked[0]?.path ?? "", "http://desk");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    datum: "gcj02",
    profile: "ride",
    unit: "st1",
  });
  const body = asked[0]?.init?.body;
  if (!(body instanceof FormData)) throw new Error("no form was sent");
  expect(body.getAll("files").map((one) => (one instanceof File ? one.name : one))).toEqual(["山 路.gpx", "南线.kml"]);
});

test("a worker's id cannot leave its place in the path", async () => {
  const { doors, asked } = answering(500, "");
  await doors.issuePin("../accounts");
  expect(asked[0]?.path).toBe("/api/v1/workers/..%2Faccounts/pin");
});
