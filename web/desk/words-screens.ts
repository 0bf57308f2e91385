// The desk's words for why a screen is not to be trusted and for loading screens anew, in both languages.

export const screenWords = {
  "screen.why": ["为什么不可信", "Why it is not to be trusted"],
  "why.silent": [
    "{age}没有回报。它可能停在旧画面上。",
    "It has not told of itself for {age}. It may stand on an old picture.",
  ],
  "why.behind": [
    "应显示到第 {owed} 条，只显示到第 {n} 条。看到的不是现在的情况。",
    "It ought to show event {owed} and shows only {n}: what one sees there is not how things are.",
  ],
  "why.error": ["程序报错：{error}", "Its program reported: {error}"],
  "why.clock": [
    "{by}。断线时做的事会按它的时间记。请校准这台机器的时钟。",
    "{by}: what is done while the line is down bears its time. Set the clock of this machine.",
  ],
  "why.old": [
    "程序版本是 {build}，服务器是 {server}。请重载。",
    "It runs build {build}, the server {server}. Reload it.",
  ],
  "why.off": [
    "没有连上服务器。请检查电源、网络和浏览器。",
    "It is not connected. Check its power, network and browser.",
  ],
  "screen.live-only": [
    "正在回放。屏幕页不随回放，显示的是现在的情况。",
    "A replay is on. This page does not follow it: it shows the screens as they are now.",
  ],
  "reload.title": ["逐块重载屏幕", "Reload screens one by one"],
  "reload.link": ["逐块重载", "Reload"],
  "reload.rule": [
    "每块屏幕在各自的时刻重载，不会一起黑屏。服务器连不上、终端前有人或有待上传时，先等着。",
    "Each reloads at its own moment, never all at once. While the server is away, or a kiosk has a person before it or a queue, it waits.",
  ],
  "reload.which": ["哪些屏幕", "Which screens"],
  "reload.all": ["全部 {n} 块", "All {n}"],
  "reload.none": ["没有连上的大屏或终端。", "No wall or kiosk is connected."],
  "reload.nobody": ["先选屏幕。", "Choose a screen first."],
  "reload.spread": ["在多长时间内", "Over how long"],
  "reload.act": ["重载 {n} 块", "Reload {n}"],
  "reload.done": ["已通知，屏幕会依次重载。", "They are told and reload one after another."],
  "reload.fact": ["重载", "Reload"],
  "reload.due": ["{at} 重载", "at {at}"],
  "reload.waits": ["{at} 起等待空闲", "waits since {at} until it is idle"],
  "reload.was": ["{at} 之后已重新连上", "connected anew after {at}"],
} as const;
