// What trackers and their messages may be refused for, in both languages; part of the closed list in `refusals.ts`. [PAT-2]

export const trackerRefusals = {
  tracker_unknown: {
    zh: "没有登记这个定位器：{device}。这一条没有记录；请在值班台「巡护」页登记，设备会重发。",
    en: "This tracker is not on the register: {device}. This message was not recorded; add it at the desk under Patrols, the device will send again.",
  },
  tracker_exists: {
    zh: "已有同号定位器。没有重复登记。",
    en: "A tracker with this id exists. It was not added twice.",
  },
  tracker_removed: {
    zh: "这个定位器已经停用。没有记录；要再用，请重新登记，得到新的口令。",
    en: "This tracker was retired. Nothing was recorded; to use it again add it anew, with a new token.",
  },
  tracker_named: {
    zh: "这个设备号已经登记为「{name}」。没有重复登记。",
    en: "This device id is already on the register as “{name}”. It was not added twice.",
  },
  tracker_of_others: {
    zh: "这个人（这次巡护）不属于定位器所在的单位。没有改动；请用他自己单位或上级单位的定位器。",
    en: "This person or patrol does not belong to the tracker's unit. Nothing was changed; take a tracker of their own unit or of one above.",
  },
  scan_no_patrol: {
    zh: "扫码那一刻，这条路线上没有你的巡护。没有记入巡护，手机上留着；请找值班员安排好，再点「重发」。",
    en: "No patrol of yours was on this route at the moment of the scan. It was not recorded and stays on the phone; ask the duty officer to arrange it, then send it again.",
  },
  check_no_patrol: {
    zh: "那一刻没有你的巡护在途，报平安没有记上。手机上留着；有事请直接用对讲机叫值班员。",
    en: "No patrol of yours was under way at that moment; the check-in was not recorded and stays on the phone. If anything is wrong, call the duty officer by radio.",
  },
  scan_no_bearer: {
    zh: "值班台还没有登记这部手机归谁用。没有记入巡护，手机上留着；请找值班员登记，再点「重发」。",
    en: "The desk has not said yet who carries this phone. It was not recorded and stays on the phone; ask the duty officer, then send it again.",
  },
  token_unknown: {
    zh: "没有登记这个口令，或已经停用。没有记录；请向值班员要新的链接或口令，设备上的留着会重发。",
    en: "This token is not on the register, or was withdrawn. Nothing was recorded; ask the duty officer for a new link or token: what the device keeps will be sent again.",
  },
  findings_too_many: {
    zh: "这部手机报得太密，这一条还没有记录，{seconds} 秒后再收。手机上都留着，会自动再发，什么也不会丢。",
    en: "This phone reports too fast; this one is not recorded yet and will be taken in {seconds} s. All of it is kept on the phone, which sends it again by itself; nothing is lost.",
  },
  photo_too_large: {
    zh: "发现已记下；照片超过 {limit} MB，没有收。请用小一点的照片另报一条。",
    en: "The finding was recorded; its photo is larger than {limit} MB and was not taken. Send a smaller one as another finding.",
  },
  photo_broken: {
    zh: "发现已记下；照片不是完整的 PNG、JPEG 或 WebP 图片，没有收。请重拍，另报一条。",
    en: "The finding was recorded; its photo is not a whole PNG, JPEG or WebP picture and was not taken. Send another one as another finding.",
  },
  photo_unkept: {
    zh: "发现已记下；服务器存不下照片，没有收。请告诉值班员，修好后用另一条补上照片。",
    en: "The finding was recorded; the server could not store its photo. Tell the duty officer, and send the photo as another finding once it can.",
  },
  photo_missing: {
    zh: "照片文件不在了或已损坏。发现的文字和位置还在。",
    en: "The photo's file is gone or damaged. The finding's words and place are kept.",
  },
  finding_unknown: {
    zh: "没有这条发现，可能已过保存期。没有改动；请刷新列表。",
    en: "There is no such finding; it may be past its retention. Nothing was changed; look at the list again.",
  },
  position_malformed: {
    zh: "看不懂这条定位：{where}。没有记录；请检查设备或平台的设置。",
    en: "This position cannot be read: {where}. It was not recorded; check the settings of the device or platform.",
  },
} as const;
