// Words of a hazard's photos: choosing one, what each shows, and taking one out.

export const casePhotoWords = {
  "case.photos": ["照片", "Photos"],
  "case.photo.busy": ["照片还在缩小，稍等再记。", "The photo is still being made small; a moment."],
  "case.photo.none": ["没有照片。", "No photo."],
  "case.photo.report": ["现场照片（可以不传）", "Photo of the place (or none)"],
  "case.photo.done": ["整改后的照片", "Photo of what was mended"],
  "case.photo.check": ["验收时的照片", "Photo of what the acceptor found"],
  "case.photo.is.report": ["上报时", "as told"],
  "case.photo.is.done": ["整改后", "mended"],
  "case.photo.is.check": ["验收时", "at acceptance"],
  "case.photo.kind": ["拍的是", "It shows"],
  "case.photo.pick": ["选照片", "Choose a photo"],
  "case.photo.unpicked": ["没有选", "none chosen"],
  "case.photo.chosen": ["选好的照片", "The photo that was chosen"],
  "case.photo.hint": [
    "自动缩小、去掉拍摄地点再传；尽量别拍到人脸。",
    "Made small and without its place before it is sent; leave faces out where you can.",
  ],
  "case.photo.unread": [
    "这个文件不是能打开的照片，请另选。",
    "This file is no photo that can be opened; choose another.",
  ],
  "case.photo.add": ["加上照片", "Add the photo"],
  "case.photo.alt": ["{what}的照片，{at}", "Photo, {what}, {at}"],
  "case.photo.lost": ["照片取不到。隐患和写的都在。", "The photo cannot be had. The hazard and its words are kept."],
  "case.photo.nobody": ["终端，没留名", "a kiosk, no name said"],
  "case.photo.out": ["撤掉", "Take out"],
  "case.photo.out.of": ["撤掉{what}的照片，{at}", "Take out the photo, {what}, {at}"],
  "case.photo.out.why": [
    "撤掉的原因（例：拍到人脸）；撤了找不回",
    "Why it is taken out (a face is on it, say); it cannot be had back",
  ],
  "case.photo.out.act": ["撤掉这张照片", "Take this photo out"],
  "case.photo.told": ["隐患已记下。", "The hazard is recorded."],
  "case.photo.open": ["打开这一件，再加照片", "Open it, and add the photo there"],
  "case.did.photo-out": ["撤掉照片", "photo taken out"],
} as const;
