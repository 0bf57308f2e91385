// What an act on a case may be refused for, in both languages; part of the closed list in `refusals.ts`.

export const caseRefusals = {
  case_unknown: {
    zh: "没有这一件，或它不归你。没有改动，请刷新后重选。",
    en: "There is no such case, or it is not yours. Nothing was changed; choose again.",
  },
  case_of_finding: {
    zh: "这条发现已经转成隐患了。没有再记，请打开那一件。",
    en: "This finding is a hazard already. Nothing was added; open that one.",
  },
  case_step: {
    zh: "这一件已经走到别的一步了。没有改动，请看它现在的状态。",
    en: "This case has moved on. Nothing was changed; look at where it stands now.",
  },
  case_acceptor: {
    zh: "验收人不能是整改责任人或完成人。没有改动，请另选验收人。",
    en: "Whoever rectifies it cannot accept it. Nothing was changed; name another acceptor.",
  },
  case_not_acceptor: {
    zh: "只有指定的验收人能验收或退回。没有改动，请验收人本人办理。",
    en: "Only the acceptor who was named accepts it or returns it. Nothing was changed; ask that person.",
  },
  case_own_work: {
    zh: "自己整改的不能自己验收或销号。没有改动，请别人办理。",
    en: "Nobody accepts or closes their own work. Nothing was changed; ask somebody else.",
  },
  case_not_owner: {
    zh: "这一件没有交给你。没有改动，请整改责任人或完成人办理。",
    en: "This case was not handed to you. Nothing was changed; ask whoever it was handed to.",
  },
  case_major_plan: {
    zh: "重大隐患还要写治理方案、资金、应急预案和停产撤人。没有交办，请补齐再交。",
    en: "A major hazard also needs its plan, funds, emergency plan and what is stopped. It was not assigned; add them.",
  },
  case_due_past: {
    zh: "完成时间已经过去。没有改动，请改成以后的时间。",
    en: "That time has passed. Nothing was changed; choose a later one.",
  },
  case_reason: {
    zh: "已交办过，重新交办要写原因。没有改动，请写上再交。",
    en: "It was assigned before; say why it is assigned anew. Nothing was changed.",
  },
  case_object_late: {
    zh: "交办已过 {days} 天，不能再提异议。没有改动，请与安全员商量重新交办。",
    en: "It was assigned more than {days} days ago; objecting is over. Nothing was changed; ask the safety officer.",
  },
  case_merge_self: {
    zh: "不能并到自己，也不能并到已办完的一件。没有改动，请另选。",
    en: "A case cannot be merged into itself, nor into one that is over. Nothing was changed; choose another.",
  },
  case_supervised: {
    zh: "这一件已经挂牌督办。没有改动。",
    en: "This case is under supervision already. Nothing was changed.",
  },
  case_worker: {
    zh: "花名册里没有这个人。没有改动，请另选。",
    en: "The register holds no such person. Nothing was changed; choose another.",
  },
} as const;
