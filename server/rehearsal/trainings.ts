// The trainers' part of the play: a quiz is there, a short training is held in every watch, and hours that other houses held stand in the books. [ACT-5]

import type { ActivityDraft } from "../../domain/activities/activity-draft.ts";
import { activityId, quizId, roleId } from "../../domain/ids.ts";
import type { QuizDraft } from "../../domain/learning/quiz.ts";
import { tracks } from "../../domain/learning/tracks.ts";
import { rootUnit } from "../../domain/site/root-unit.ts";
import { addDays, dayLength, hour, minute } from "../../domain/time.ts";
import type { Cue } from "./cue.ts";
import type { Scene } from "./scene.ts";

export const trainingPrefix = "rehearsal-training-";

export const trainingCues = (scene: Scene): readonly Cue[] => [
  ...quizzes(scene),
  ...shortTrainings(scene),
  ...otherHouses(scene),
];

const quizzes = (scene: Scene): readonly Cue[] => {
  const unit = rootUnit(scene)?.id;
  if (unit === undefined || scene.get("quiz", aidQuiz) !== undefined) return [];
  const quiz = {
    id: aidQuiz,
    unit,
    name: "急救测验",
    nameEn: "First-aid quiz",
    passMark: 60,
    triesPerDay: 3,
    questions,
  };
  return [desk("quiz/aid", scene.now, { type: "SaveQuiz", quiz })];
};
const aidQuiz = quizId("rehearsal-quiz-aid");

const desk = (key: string, at: number, command: Extract<Cue, { readonly by: "desk" | "tracker" }>["command"]): Cue => ({
  ...{ key, slot: key, by: "desk", at, command },
});

/** Minutes from one to the next, from its block's start to its own, and of the training itself. */
const every = 240;
const after = 20;
const long = 40;

/** The next one is announced while this one is held. */
const shortTrainings = (scene: Scene): readonly Cue[] => {
  const { clock, now } = scene;
  const unit = rootUnit(scene)?.id;
  const block = Math.floor(clock.minuteOfDay(now) / every);
  return [block, block + 1].flatMap((one): readonly Cue[] => {
    const on = addDays(clock.dayOf(now), Math.floor((one * every) / 1440));
    const startsAt = clock.instant(on, (one * every) % 1440) + after * minute;
    const endsAt = startsAt + long * minute;
    const id = activityId(`${trainingPrefix}${on}-${(one * every) % 1440}`);
    if (unit === undefined || scene.get("activity", id) !== undefined || now > startsAt + 5 * minute) return [];
    const activity: ActivityDraft = {
      ...{ id, unit, sort: "training", name: "风力灭火机实操", nameEn: "Blower practice", place: "物资库前" },
      ...{ startsAt, endsAt, opensAt: startsAt - every * minute, closesAt: startsAt + 10 * minute },
      ...{ cancelUntil: startsAt - hour, capacity: 12 },
      roles: [{ id: roleId("learn"), name: "学员", nameEn: "Learning", capacity: 12, requires: [] }],
      training: { track: "fire", gives: { name: "灭火机操作证", months: 2 } },
    };
    return [desk(`open/${id}`, now, { type: "OpenActivity", activity })];
  });
};

/** Every third worker, once: some have their year's hours, most do not. */
const otherHouses = (scene: Scene): readonly Cue[] => {
  const { chance, clock, now } = scene;
  return [...scene.all("worker")].flatMap((worker): readonly Cue[] => {
    if (chance("other-house", worker.id) >= 1 / 3 || scene.get("learner", worker.id) !== undefined) return [];
    const track = tracks[Math.floor(chance("track", worker.id) * tracks.length)] ?? "skills";
    const day = clock.dayOf(now - Math.round((3 + 120 * chance("day", worker.id)) * dayLength));
    const minutes = 60 * Math.round(4 + 20 * chance("hours", worker.id));
    const told = { day, minutes, track, holder: "旗职业学校", reason: "有结业单" };
    const key = `other-house/${worker.id}`;
    return [desk(key, now, { type: "EnterTraining", worker: worker.id, training: key, ...told })];
  });
};

const asked = (
  [text, textEn]: readonly [string, string],
  ...choices: readonly (readonly [string, string])[]
): QuizDraft["questions"][number] => ({
  ...{ text, textEn, right: 0 },
  choices: choices.map(([zh, en]) => ({ text: zh, textEn: en })),
});
/** The first choice of each is the right one; nobody sees them in this order. */
const questions: QuizDraft["questions"] = [
  asked(
    ["有人倒在井下巷道里，先做什么？", "Somebody lies in the drift. What comes first?"],
    ["看通风和顶板，确认自己安全", "Look at air and roof: be safe yourself"],
    ["马上抱起来往外走", "Carry him out at once"],
    ["先打电话问班长", "Call the foreman first"],
  ),
  asked(
    ["胸外按压每分钟多少次？", "How many chest compressions a minute?"],
    ["100–120 次", "100–120"],
    ["60–80 次", "60–80"],
    ["越快越好", "As fast as you can"],
  ),
  asked(
    ["大腿动脉出血，止血带绑在哪里？", "An artery of the thigh bleeds. Where does the tourniquet go?"],
    ["伤口上方，靠近心脏一侧", "Above the wound, toward the heart"],
    ["伤口正上面", "On the wound"],
    ["伤口下方", "Below the wound"],
  ),
  asked(
    ["冻伤的手怎么复温？", "How is a frozen hand warmed?"],
    ["37–40 ℃ 的温水里泡", "In water of 37–40 °C"],
    ["用雪搓", "Rub it with snow"],
    ["靠近炉火烤", "Hold it to the stove"],
  ),
  asked(
    ["怀疑脊柱受伤，怎么搬？", "The spine may be hurt. How is he moved?"],
    ["几个人一起，平托上硬板", "Several lift him flat onto a board"],
    ["一个人背", "One carries him on his back"],
  ),
];
