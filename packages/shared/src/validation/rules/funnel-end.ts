import type { PlacedNode } from '../../model/index.ts';
import { warning } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

/** More than these are no quick choice any more. */
const mostFixes = 3;

/** A funnel has an end that wins: conversion is won / (won + lost). */
export const funnelEnd: Rule = ({ process, nodes, placed }) => {
  const hasStages = nodes.some(({ extension }) => extension.stage);
  const ends = nodes.flatMap(({ extension }) => extension.end?.outcome ?? []);
  if (!hasStages || ends.includes('won')) return [];
  return [
    warning(process.id, 'no-won-end', {
      message: `${called(process)} has stages, but no end at which a case is won: its conversion cannot be counted.`,
      hint: 'Set the outcome of the end that closes the deal to won.',
      fixes: endsThatCouldWin(placed).map(({ node }) => ({ code: 'mark-end-won', params: { elementId: node.id } })),
    }),
  ];
};

/** Plain ends that say no outcome yet: the process's own, or else those inside its stages. */
function endsThatCouldWin(placed: readonly PlacedNode[]): readonly PlacedNode[] {
  const open = placed.filter(
    ({ node }) => node.kind === 'endEvent' && node.eventDefinitions.length === 0 && !node.extension.end?.outcome,
  );
  const own = open.filter(({ ancestors }) => ancestors.length === 0);
  return (own.length > 0 ? own : open).slice(-mostFixes);
}
