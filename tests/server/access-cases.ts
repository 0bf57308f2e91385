// Rows of the matrix in `access-roles.test.ts`: cases. [CASE-1]

export const caseRows = `  ReportCase     Y  Y  Y  Y  Y  Y  Y  Y  Y  ·  | ·  Y  ·  ·  | ·  ·  ·  ·  | badge
  VerifyCase     ·  ·  Y  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  RejectCase     ·  ·  Y  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  MergeCase      ·  ·  Y  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  GradeCase      ·  ·  Y  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  AssignCase     ·  ·  Y  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  NameAcceptor   ·  ·  Y  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  SuspendCase    ·  ·  Y  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ResumeCase     ·  ·  Y  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ReopenCase     ·  ·  Y  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  SuperviseCase  ·  ·  ·  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  VoidCase       ·  ·  ·  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  CloseCase      ·  ·  ·  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ObjectCase     Y  Y  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  StartCase      Y  Y  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  SayCaseDone    Y  Y  Y  Y  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ReturnCase     Y  Y  Y  Y  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  AcceptCase     Y  Y  Y  Y  Y  Y  Y  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  AttachPhoto    Y  Y  Y  Y  Y  Y  Y  Y  Y  ·  | ·  Y  ·  ·  | ·  ·  ·  ·  | badge
  TakeOutPhoto   ·  ·  Y  ·  Y  ·  ·  Y  Y  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | pin
  ReadCases      Y  ·  ·  ·  ·  ·  ·  ·  ·  ·  | ·  ·  ·  ·  | ·  ·  ·  ·  | badge
`;
export const caseActs = {
  ReportCase: true,
  VerifyCase: true,
  RejectCase: true,
  MergeCase: true,
  GradeCase: true,
  AssignCase: true,
  NameAcceptor: true,
  ObjectCase: true,
  StartCase: true,
  SayCaseDone: true,
  ReturnCase: true,
  AcceptCase: true,
  CloseCase: true,
  SuspendCase: true,
  ResumeCase: true,
  SuperviseCase: true,
  ReopenCase: true,
  VoidCase: true,
  AttachPhoto: true,
  TakeOutPhoto: true,
  ReadCases: true,
} as const;
