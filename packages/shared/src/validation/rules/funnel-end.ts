import { warning } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** A funnel has an end that wins: conversion is won / (won + lost). */
export const funnelEnd: Rule = ({ process, nodes }) => {
  const hasStages = nodes.some(({ extension }) => extension.stage);
  const ends = nodes.flatMap(({ extension }) => extension.end?.outcome ?? []);
  if (!hasStages || ends.includes('won')) return [];
  return [
    warning(process.id, 'no-won-end', {
      message: `${called(process)} has stages, but no end at which a case is won: its conversion cannot be counted.`,
      hint: 'Set the outcome of the end that closes the deal to won.',
    }),
  ];
};
