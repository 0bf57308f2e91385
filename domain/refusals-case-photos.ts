// What a photo of a case may be refused for, in both languages; part of the closed list in `refusals.ts`.

export const casePhotoRefusals = {
  case_photo_step: {
    zh: "这一件已经走到别的一步，这张照片现在加不上。照片没有存，这一件没有改动；请看它现在的状态。",
    en: "This case has moved on and takes no such photo now. The photo was not kept, the case is as it was; look at where it stands.",
  },
  case_photo_whose: {
    zh: "这一步的照片不归你加。照片没有存，这一件没有改动；请上报、整改或验收的本人来加。",
    en: "A photo at this step is not yours to add. It was not kept, the case is as it was; ask whoever told, mends or accepts it.",
  },
  case_photo_many: {
    zh: "这一步已有 {most} 张照片，不能再加。原来的都在；要换，请值班台先撤掉一张。",
    en: "There are {most} photos of this step, which is the most. They are kept; to change one, let the desk take one out first.",
  },
  case_photo_large: {
    zh: "照片超过 {limit} MB，没有存。隐患和写的都在；请用本页面拍照或选图，它会自动缩小。",
    en: "The photo is larger than {limit} MB and was not kept. The case is as it was; take or choose it on our page, which makes it smaller.",
  },
  case_photo_kind: {
    zh: "这不是 JPEG 照片，没有存。隐患和写的都在；请用本页面拍照或选图，它会自动转换。",
    en: "This is not a JPEG photo and was not kept. The case is as it was; take or choose it on our page, which converts it.",
  },
  case_photo_wide: {
    zh: "照片 {width}×{height} 像素太大（边长上限 {side}），没有存。隐患和写的都在；请用本页面拍照或选图，它会自动缩小。",
    en: "The photo of {width}×{height} pixels is too large (at most {side} a side) and was not kept. The case is as it was; take or choose it on our page, which makes it smaller.",
  },
  case_photo_broken: {
    zh: "照片不完整或已损坏，没有存。隐患和写的都在；请重拍或另选一张。",
    en: "The photo is cut off or damaged and was not kept. The case is as it was; take or choose another one.",
  },
  case_photo_unkept: {
    zh: "服务器存不下这张照片。隐患和写的都在；请报告值班员查看磁盘，过后再加照片。",
    en: "The server could not store this photo. The case is as it was; tell the duty officer to look at the disk, and add the photo later.",
  },
  case_photo_full: {
    zh: "隐患照片已满 {limit} GB，没有再存。隐患和写的都在；请值班台撤掉不用的照片，过后再加。",
    en: "Photos of hazards fill their {limit} GB; this one was not kept. The case is as it was; let the desk take out photos that nobody needs, and add it later.",
  },
  case_photo_busy: {
    zh: "照片来得太多，请过 {seconds} 秒再加。这张没有存，隐患和写的都在。",
    en: "Too many photos at once; add it again in {seconds} s. This one was not kept; the case is as it was.",
  },
  case_photo_gone: {
    zh: "照片已撤掉、到期，或文件取不到。隐患和写的都在。",
    en: "The photo was taken out, its time is over, or its file cannot be had. The case and its words are kept.",
  },
  case_photo_unknown: {
    zh: "这一件没有这张照片，可能已撤掉。没有改动，请刷新后再看。",
    en: "This case has no such photo; it may have been taken out. Nothing was changed; look again.",
  },
} as const;
