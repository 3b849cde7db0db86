/** The host answers a question. */

import type { Answer } from '../elements/handler.ts';
import type { Rejection } from '../input.ts';
import { firstHaving } from '../lookup.ts';
import { refusal } from '../parts/rejection.ts';
import type { Run } from '../parts/run.ts';
import type { OpenQuestion } from '../state.ts';
import type { Takers } from './taker.ts';

function find(run: Run, questionId: string, kind: OpenQuestion['kind'], count: number): OpenQuestion | Rejection {
  const question = firstHaving(run.draft.questions, 'id', questionId);
  if (question?.kind !== kind) return refusal('question-not-open', `There is no open question ${questionId} about ${kind}.`);
  if (question.count === count) return question;
  return refusal('answer-does-not-fit', `The question ${questionId} has ${question.count} parts; the answer has ${count}.`);
}

function pass(run: Run, question: OpenQuestion, answer: Answer): undefined {
  const token = run.token(question.tokenId);
  const element = run.element(question.element);
  if (token) run.handler(element).onAnswer?.(run, question, token, element, answer);
  return undefined;
}

export const answerTakers: Takers = {
  answerPeople(run, { questionId, answers }) {
    const question = find(run, questionId, 'people', answers.length);
    if ('code' in question) return question;
    const { id: elementId, kind: elementKind } = run.element(question.element);
    run.emit({ type: 'peopleAnswered', elementId, elementKind, questionId, answers });
    return pass(run, question, { kind: 'people', answers });
  },
  answerDue(run, { questionId, dueAts, note }) {
    const question = find(run, questionId, 'due', dueAts.length);
    if ('code' in question) return question;
    const { id: elementId, kind: elementKind } = run.element(question.element);
    const noted = note === undefined ? {} : { note };
    run.emit({ type: 'dueAnswered', elementId, elementKind, questionId, dueAts, ...noted });
    return pass(run, question, { kind: 'due', dueAts, ...noted });
  },
};
