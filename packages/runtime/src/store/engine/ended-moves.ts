/** Cases that ended neither won nor lost, before such ways out of the funnel were counted. */
export const endedMoves: readonly string[] = [
  `INSERT INTO stageMoves (id, processId, version, fromStage, toStage, kind, count)
    SELECT json_array(processId, version, elementId, NULL, 'ended'), processId, version, elementId, NULL, 'ended', count(*)
    FROM (SELECT id, processId, version FROM instances
        WHERE state IN ('terminated', 'completed') AND coalesce(outcome, 'neutral') = 'neutral')
      LEFT JOIN (SELECT instanceId, elementId, max(enteredAt), sum(how IN ('won', 'lost')) AS outCount
        FROM stageVisits GROUP BY instanceId) ON instanceId = id
    WHERE coalesce(outCount, 0) = 0 GROUP BY processId, version, elementId`,
];
