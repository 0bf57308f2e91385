// What a kiosk's acts are called where they are told of later: at the desk's list of refused ones, and in a worker's own data.

export const didWords = {
  "did.SignOn": ["上岗签到", "Sign-on"],
  "did.CheckIn": ["报岗", "Check-in"],
  "did.SignOff": ["签退", "Sign-off"],
  "did.BeginHandover": ["交班", "Handing over"],
  "did.TakeOver": ["接班", "Taking over"],
  "did.RelievePost": ["班长签接岗", "Relief, the foreman signing"],
  "did.CancelHandover": ["撤回交班", "Calling off a hand-over"],
  "did.ConfirmCrew": ["全班班前会确认", "The crew's briefing"],
  "did.StartPatrol": ["开始巡护", "Start of a patrol"],
  "did.EndPatrol": ["结束巡护", "End of a patrol"],
  "did.ScanCheckpoint": ["巡护点打卡", "Checkpoint"],
  "did.SignUp": ["活动报名", "Sign-up"],
  "did.SignUpCrew": ["替班组报名", "Sign-up of a crew"],
  "did.CancelEntry": ["取消报名", "Cancelling"],
  "did.AnswerOffer": ["答复留的名额", "Answer to an offer"],
  "did.ReadAnswer": ["看过答复", "An answer read"],
  "did.SwapSeat": ["换人", "Swap"],
  "did.AskSwap": ["按工号让位", "Offer by number"],
  "did.TakeBackSwap": ["收回让位", "Offer taken back"],
  "did.AnswerSwap": ["让位答复", "Answer to an offer"],
  "did.CheckInEntry": ["到场签到", "Arrival"],
  "did.CheckOutEntry": ["离场签退", "Leaving"],
  "did.AnswerNoShow": ["说明没到原因", "Answer to a no-show"],
  "did.NameInResult": ["比武结果写不写全名", "Full name in a result"],
  "did.SayFollowUpDone": ["报后续事项完成", "Saying a follow-up is done"],
  "did.CallSos": ["求助", "Call for help"],
  "did.NoteSos": ["求助补充", "Words after a call for help"],
} as const;

type DidWord = keyof typeof didWords;
const isDid = (word: string): word is DidWord => Object.hasOwn(didWords, word);

/** Chinese and English; what another build's kiosk did keeps its own name. */
export const didText = (did: string): readonly [zh: string, en: string] => {
  const word = `did.${did}`;
  return isDid(word) ? didWords[word] : [did, did];
};
