// The words of a hazard's photo at a kiosk; they come with their page.

import type { Lang } from "../../domain/refusals.ts";
import type { Wording } from "../wording.ts";

const zh = {
  key: "拍照",
  thenPhoto: "提交，再拍照",
  title: { report: "给隐患拍照", done: "给整改拍照", check: "给验收拍照" },
  kept: { report: "隐患已报上", done: "还没说整改完成", check: "还没验收" },
  starting: "正在打开摄像头",
  hint: "把要拍的放到摄像头前。尽量别拍到人脸。",
  look: "看清楚了吗",
  take: "拍",
  again: "重拍",
  use: "用这张",
  sending: "正在上传",
  added: "照片已加上",
  addedHint: { report: "值班台能看到。", done: "再按“整改完成”。", check: "再按“验收合格”或“退回”。" },
  another: "再拍一张",
  goOn: "接着办",
  none: "摄像头打不开",
  noneHint: "不拍照也能办。请告诉班长或值班员。",
  unsent: "照片没送到",
  unsentHint: "照片还在这一页：联网后再按“用这张”，离开就没了。",
  later: "没网，拍不了照。隐患先存在这台终端，联网自动上报；照片以后交值班台补。",
} as const;
type PhotoWords = Wording<typeof zh>;
const en: PhotoWords = {
  key: "Photo",
  thenPhoto: "Report, then photo",
  title: { report: "Photo of the hazard", done: "Photo of the work", check: "Photo at acceptance" },
  kept: { report: "The hazard is reported", done: "Not said to be done yet", check: "Not accepted yet" },
  starting: "Opening the camera",
  hint: "Hold it before the camera. Leave faces out.",
  look: "Is it clear?",
  take: "Take it",
  again: "Again",
  use: "Use this one",
  sending: "Being sent",
  added: "Photo added",
  addedHint: { report: "The desk sees it.", done: "Now say that it is done.", check: "Now accept it or send it back." },
  another: "Another one",
  goOn: "Go on",
  none: "The camera does not open",
  noneHint: "It needs no photo. Tell the foreman or the duty officer.",
  unsent: "The photo was not sent",
  unsentHint: "It is still on this page: use it once the line is back; it is gone when you leave.",
  later: "No line, no photo. The hazard is kept here and goes up by itself; give the photo to the desk later.",
};
export const photoWords = (lang: Lang): PhotoWords => (lang === "en" ? en : zh);
