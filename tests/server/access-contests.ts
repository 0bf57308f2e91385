// Rows of the matrix in `access-roles.test.ts`: contests and study days. [ACT-5]

export const contestRows = `  SetContest     ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  GiveScore      ·  Y  Y  Y  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  EnterScore     ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  PutEntrant     ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  CloseRound     ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ReopenRound    ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  DecideTie      ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  PublishResult  ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  NoteObjection  Y  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  AnswerObjection ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  FinishContest  ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | Y  ·  ·  ·  | pin
  NameInResult   Y  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  AddFollowUp    ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  NoFollowUps    ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  SayFollowUpDone Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  CloseFollowUp  ·  ·  Y  ·  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
`;
export const contestActs = {
  SetContest: true,
  GiveScore: true,
  EnterScore: true,
  PutEntrant: true,
  CloseRound: true,
  ReopenRound: true,
  DecideTie: true,
  PublishResult: true,
  NoteObjection: true,
  AnswerObjection: true,
  FinishContest: true,
  NameInResult: true,
  AddFollowUp: true,
  NoFollowUps: true,
  SayFollowUpDone: true,
  CloseFollowUp: true,
} as const;
