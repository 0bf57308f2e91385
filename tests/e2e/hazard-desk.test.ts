// Hazards at the desk in a real browser, with mouse and keys: told by telephone, confirmed, graded, handed out with five fixes, mended, accepted, signed off. [CASE-1]

import { join } from "node:path";
import { v7 as uuid } from "uuid";
import * as v from "valibot";
import { expect, onTestFinished, test } from "vitest";
import type { IdentifyAnswer } from "../../domain/protocol.ts";
import { refusalText } from "../../domain/refusals.ts";
import { createSay, joinParts } from "../../web/desk/words.ts";
import { inBothThemes } from "../kit/axe.ts";
import { useDevices } from "../kit/devices.ts";
import { createClient } from "../kit/kiosk-client.ts";
import { look } from "../kit/look.ts";
import { createRunningServer } from "../kit/running-server.ts";
import { copySample, type Duty } from "../kit/sample-copy.ts";
import { createTempFolder } from "../kit/temp-folder.ts";

const device = useDevices("nothing");

test.each([
  ["zh-CN", 1280, 800],
  ["en", 1920, 1080],
] as const)(
  "[CASE-1] in %s at %d×%d a major hazard is led from the telephone to its end",
  async (lang, width, height) => {
    const say = createSay(lang);
    const sample = await copySample(join(await createTempFolder(), "site"));
    const server = await createRunningServer();
    onTestFinished(server.remove);
    await server.start({ SAMPLE_DIR: sample.folder });
    const kiosk = createClient(server.url, "kiosk", `desk-${uuid()}`);
    onTestFinished(kiosk.close);
    await kiosk.connect();
    const identify = (request: object): Promise<IdentifyAnswer> =>
      new Promise((resolve) => kiosk.socket.emit("identify", request, resolve));
    /** Two of one unit, so that the desk finds both. */
    const [mender, acceptor] = sample.duties;
    if (mender === undefined || acceptor === undefined) throw new Error("the sample has no two duties");
    /** At a kiosk, by PIN. */
    const does = async ({ badge }: Duty, body: object): Promise<void> => {
      const known = await identify({ badge });
      const self = known.kind === "ok" ? known.card.records.find((one) => one.kind === "worker") : undefined;
      const issued = await fetch(`${server.url}/api/v1/workers/${self?.id}/pin`, { method: "POST" });
      const { pin } = v.parse(v.object({ pin: v.string() }), await issued.json());
      const proven = await identify({ badge, pin });
      const card = proven.kind === "ok" ? proven.card : undefined;
      const hazard = card?.records.find((one) => one.kind === "case");
      const command = { id: uuid(), at: Date.now(), case: hazard?.id, as: { proof: card?.proof }, ...body };
      expect(JSON.stringify(await kiosk.send(command))).toContain(`"kind":"ok"`);
    };

    const { page, complaints } = await device(`${server.url}/desk#/cases`, { width, height, lang });
    const key = (name: string) => page.getByRole("button", { name, exact: true });
    const is = (state: string) => page.locator("article header").getByText(state, { exact: true }).waitFor();
    const shot = (name: string) => look(page, `hazard-desk-${name}-${lang}`);
    const pick = async (label: string, { number }: Duty): Promise<void> => {
      await page.getByLabel(label, { exact: true }).fill(number);
      await page
        .getByRole("button", { name: say("case.pick.of", { name: "" }).trim() })
        .first()
        .click();
    };
    await page.getByText(say("case.none")).waitFor();
    await shot("empty");
    await page.getByRole("link", { name: say("case.report") }).click();
    await key(say("case.report.act")).click();
    await page.getByText(say("case.needed")).first().waitFor();
    await page.getByRole("radio", { name: say("case.class.water"), exact: true }).click();
    await page.getByRole("radio", { name: say("case.urgency.now"), exact: true }).click();
    await page.getByLabel(say("case.place"), { exact: true }).fill("尾矿库二号坝 外坡第三级马道");
    await page.getByLabel(say("case.words"), { exact: true }).fill("渗水变浑，比昨天多");
    await shot("report");
    await key(say("case.report.act")).click();
    await page.getByRole("link").filter({ hasText: "渗水变浑" }).click();
    await is(say("case.is.reported"));
    await shot("reported");
    await key(say("case.verify")).click();
    await is(say("case.is.verified"));
    await page.getByRole("radio", { name: say("case.level.major"), exact: true }).click();
    await page.getByRole("radio", { name: say("case.colour.red"), exact: true }).click();
    await key(say("case.grade.act")).click();
    await is(say("case.is.graded"));
    await key(say("case.assign")).click();
    await page.getByText(say("case.person.needed")).first().waitFor();
    await pick(say("case.who"), mender);
    await pick(joinParts(lang, say("case.acceptor"), say("case.acceptor.hint")), acceptor);
    await page.getByLabel(say("case.measure"), { exact: true }).fill("反滤压坡，降库水位，专人每两小时巡查");
    await page.getByLabel(say("case.funds"), { exact: true }).fill("120000");
    await page.getByLabel(say("case.plan"), { exact: true }).fill("坝体渗漏治理方案 2026-11");
    await page.getByLabel(say("case.emergency"), { exact: true }).fill("下游撤离预案三号");
    await page.getByRole("radio", { name: say("case.control.stopped"), exact: true }).click();
    await shot("assign");
    await key(say("case.assign")).click();
    await is(say("case.is.assigned"));
    await shot("assigned");
    await does(mender, { type: "SayCaseDone", evidence: "压坡完成，水清" });
    await is(say("case.is.done"));
    // Whoever sits here is not the acceptor: the sentence says so.
    await key(say("case.accept")).click();
    await page
      .getByText(refusalText({ code: "case_not_acceptor" }, lang))
      .first()
      .waitFor();
    await does(acceptor, { type: "AcceptCase" });
    await is(say("case.is.accepted"));
    await key(say("case.close")).click();
    await is(say("case.is.closed"));
    await shot("closed");
    expect(await inBothThemes(page, "4.5:1")).toEqual([]);
    // It is over: it is found again by words and kind, and by nothing else.
    await page.getByRole("button", { name: say("case.tab.over") }).click();
    const row = page.getByRole("link").filter({ hasText: "渗水变浑" });
    await row.waitFor();
    await page.getByRole("searchbox").fill("顶板");
    await page.getByText(say("case.find.none")).waitFor();
    await page.getByRole("searchbox").fill("变浑 二号坝");
    await page.getByLabel(say("case.class"), { exact: true }).selectOption("water");
    await page.getByText(say("case.find.found", { n: 1, of: 1 })).waitFor();
    await row.click();
    await page.getByRole("link", { name: say("case.sheet.print") }).click();
    const paper = page.getByRole("article");
    await paper.getByText("反滤压坡").waitFor();
    await paper.getByText("下游撤离预案三号").waitFor();
    await shot("sheet");
    expect(await inBothThemes(page, "4.5:1")).toEqual([]);
    await page
      .getByRole("link", { name: say("page.cases"), exact: true })
      .last()
      .click();
    await page.getByRole("link", { name: say("case.month.title") }).click();
    await paper.getByRole("row", { name: `${say("case.month.closed")} 1` }).waitFor();
    await paper.getByText("尾矿库二号坝").waitFor();
    await shot("month");
    expect(await inBothThemes(page, "4.5:1")).toEqual([]);
    // The same as charts, with the table behind each.
    await page.getByRole("link", { name: say("page.trends"), exact: true }).click();
    await page
      .getByRole("link", { name: say("trend.view.cases"), exact: true })
      .last()
      .click();
    const days = page.getByRole("region", { name: new RegExp(`^${say("case.trend.days")}`) });
    await days.locator("canvas").waitFor();
    await page.getByText(say("case.trend.units.none")).waitFor();
    const told = { type: "ReportCase", sort: "hazard", class: "fall", urgency: "now", place: "三号巷口" };
    const body = JSON.stringify({ id: uuid(), at: Date.now(), ...told });
    const headers = { "content-type": "application/json" };
    expect((await fetch(`${server.url}/api/v1/commands`, { method: "POST", headers, body })).status).toBe(200);
    await page
      .getByRole("region", { name: new RegExp(`^${say("case.trend.units")}`) })
      .locator("canvas")
      .waitFor();
    // Nothing has come back yet; then the dam seeps again.
    await page.getByText(say("case.trend.again.none")).waitFor();
    await shot("charts");
    const again = { ...told, class: "water", place: "尾矿库二号坝 外坡第三级马道" };
    const second = JSON.stringify({ id: uuid(), at: Date.now(), ...again });
    expect((await fetch(`${server.url}/api/v1/commands`, { method: "POST", headers, body: second })).status).toBe(200);
    const back = page.getByRole("table", { name: new RegExp(`^${say("case.trend.again")}`) }).getByRole("row");
    await back.nth(1).waitFor();
    expect(await back.nth(1).locator("td").allTextContents()).toEqual(
      expect.arrayContaining(["1", say("case.trend.again.open")]),
    );
    await back
      .nth(1)
      .getByRole("link", { name: /尾矿库二号坝/ })
      .waitFor();
    await back.nth(1).scrollIntoViewIfNeeded();
    await shot("recurring");
    await page
      .getByRole("region", { name: new RegExp(`^${say("case.trend.back")}`) })
      .getByRole("button", { name: say("trend.table") })
      .click();
    await page.getByRole("columnheader", { name: say("case.trend.closings"), exact: true }).waitFor();
    await shot("charts-table");
    expect(await inBothThemes(page, "4.5:1")).toEqual([]);
    expect(complaints()).toEqual([]);
  },
);
