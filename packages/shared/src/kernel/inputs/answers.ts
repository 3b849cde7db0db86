/** The host answers a question. */

import type { Rejection } from '../input.ts';
import { about } from '../parts/about.ts';
import type { Answer } from '../parts/ask.ts';
import { refusal } from '../parts/rejection.ts';
import type { Run } from '../parts/run.ts';
import { firstHaving } from '../queries/lookup.ts';
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
    run.emit({ type: 'peopleAnswered', ...about(run.element(question.element)), questionId, answers });
    return pass(run, question, { kind: 'people', answers });
  },
  answerDue(run, { questionId, dueAts, note }) {
    const question = find(run, questionId, 'due', dueAts.length);
    if ('code' in question) return question;
    const noted = note === undefined ? {} : { note };
    run.emit({ type: 'dueAnswered', ...about(run.element(question.element)), questionId, dueAts, ...noted });
    return pass(run, question, { kind: 'due', dueAts, ...noted });
  },
};
