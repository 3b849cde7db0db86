/** The two-week redesign cycle: planned, run, judged by evidence, and asked again. */
export { addCard, changeCard, decide, removeCard } from './cards.ts';
export { answerComeBack } from './come-back.ts';
export { getEvidence } from './evidence.ts';
export { importBaselines, listBaselines, removeBaseline, setBaseline } from './given-baselines.ts';
export { packs } from './packs.ts';
export { beginDueIterations, changeIteration, discardIteration, planIteration } from './plan.ts';
export { changesForMe, getReleaseNotes, readVersion } from './release-notes.ts';
export { listReminders, runningIterations } from './reminders.ts';
export { getRhythm, setAnchor } from './rhythm.ts';
export { declineSuggestion, listSuggestions, suggest, takeUpSuggestion, withdrawSuggestion } from './suggestions.ts';
export { giveVerdict } from './verdict.ts';
export { getIteration, listIterations, listKeptChanges } from './view.ts';
